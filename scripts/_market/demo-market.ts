/** placeholder until agreed */
export async function makeDemoIfEmpty(_report: (line: string) => void): Promise<string[]> {
  return [];
}
