import { EnvError } from "@/server/platform/env";
import { StartRefusal } from "@/server/platform/local/start-refusal";

/**
 * Runs a program's main function and exits with the code that it answers. An expected refusal (a wrong environment, a taken port) prints its one sentence and
 * exits with 1; a bug prints its stack.
 */
export async function runProgram(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    const expected = error instanceof EnvError || error instanceof StartRefusal;
    process.stderr.write(`${expected ? error.message : describe(error)}\n`);
    process.exitCode = 1;
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? "" : `\ncaused by: ${describe(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}
