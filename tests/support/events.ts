/** Events of no module, for tests of the log itself. They live in the topic of search. */
import { z } from "zod";
import type { RunOutcome } from "@/server/events/bounded-run";
import type { Consumer } from "@/server/events/define-consumer";
import { defineEvent } from "@/server/events/define-event";
import { publish } from "@/server/events/publish";
import { relay } from "@/server/events/relay";
import { runConsumers } from "@/server/events/run-consumer";
import type { SystemCtx } from "@/server/platform/context";
import { inTransaction, type Tx } from "@/server/platform/db";

export const bellRang = defineEvent({
  type: "bell.rang",
  version: 1,
  topic: "search",
  summary: "A bell of the tests rang.",
  payload: z.object({ bell: z.string(), stroke: z.int() }),
  keyOf: (payload) => payload.bell,
});

export const WIDE = { recordsMax: 100_000, msMax: 20_000 };

export function ring(tx: Tx, ctx: SystemCtx, bell: string, stroke: number) {
  return publish(tx, bellRang, { payload: { bell, stroke }, at: ctx.now, trace: `${bell}-${stroke}` });
}

/** Rings each bell from stroke 0 on, in one transaction per stroke of all bells. */
export async function ringAll(ctx: SystemCtx, bells: readonly string[], strokes: number): Promise<void> {
  for (let stroke = 0; stroke < strokes; stroke += 1)
    await inTransaction(ctx, async (tx) => {
      for (const bell of bells) await ring(tx, ctx, bell, stroke);
    });
}

/** Places what was written and lets the consumers handle it. */
export async function relayAndRun(
  ctx: SystemCtx,
  consumers: readonly Consumer[],
  concurrency = 1,
): Promise<RunOutcome> {
  await relay(ctx, WIDE);
  return runConsumers(ctx, consumers, { bounds: WIDE, concurrency });
}
