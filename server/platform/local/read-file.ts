import { readFile } from "node:fs/promises";

/** A file's text, or undefined when there is no such file (nor, under /proc, such a process any more). */
export async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** Whether a read ended because there is no such file, or under /proc no such process. */
export function isGone(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ESRCH");
}

/** The value that a text is as JSON, or undefined when it is none, which the caller's contract refuses in its own words. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Half a file after a power cut, or not one of ours: never a value, and undefined is none either.
    return undefined;
  }
}
