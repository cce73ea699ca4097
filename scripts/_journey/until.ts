/** Waiting for what follows by itself. */
import { monotonicMs } from "@/server/platform/clock";

const POLL_MS = 250;

export interface Waiting {
  readonly waitingFor: string;
}
export const waiting = (waitingFor: string): Waiting => ({ waitingFor });

/** Asks until there is an answer. Fails with what it last waited for. */
export async function until(waitMsMax: number, ask: () => Promise<string | Waiting>): Promise<string> {
  const startedMs = monotonicMs();
  for (;;) {
    const answer = await ask();
    if (typeof answer === "string") return answer;
    if (monotonicMs() - startedMs > waitMsMax)
      throw new Error(`${answer.waitingFor} after ${waitMsMax / 1_000} s`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
