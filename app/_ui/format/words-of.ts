const ABBREVIATIONS = /\bpsp\b/g;

/** A name of the market's records as words: "held_funds" is "held funds". */
export function wordsOf(name: string): string {
  return name.replaceAll(/[_.]/g, " ").replaceAll(ABBREVIATIONS, (found) => found.toUpperCase());
}
