/** What an operator does with events that a consumer gave up on. */
import { and, desc, eq, type SQL } from "drizzle-orm";
import { consumerRetries, deadEvents } from "@/server/events/tables";
import { type Db, type DbOrTx, inTransaction } from "@/server/platform/db";
import type { EventId } from "@/server/primitives/id";
import { refuse } from "@/server/primitives/refusal";

export interface DeadEventRef {
  readonly consumer: string;
  readonly eventId: EventId;
}
type SettleCtx = { readonly db: Db; readonly now: Date };

/** Dead events, latest first. */
export function listDeadEvents(
  db: DbOrTx,
  filter: { readonly status?: "dead" | "replayed" | "dropped"; readonly max: number },
) {
  const where: SQL | undefined = filter.status ? eq(deadEvents.status, filter.status) : undefined;
  return db.select().from(deadEvents).where(where).orderBy(desc(deadEvents.diedAt)).limit(filter.max);
}

/**
 * Puts a dead event back at the head of its key, to be handled with a full set of attempts; those behind it follow.
 *
 * One transaction. Refuses with `dead_event_not_found` when there is none or it is settled.
 */
export async function replayDeadEvent(ctx: SettleCtx, ref: DeadEventRef & { by: string }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const [dead] = await tx
      .update(deadEvents)
      .set({ status: "replayed", settledBy: ref.by, settledAt: ctx.now })
      .where(isDead(ref))
      .returning();
    if (!dead) throw refuse("dead_event_not_found", { ...ref });
    const { consumer, topic, partition, position, eventId, key } = dead;
    await tx
      .insert(consumerRetries)
      .values({ consumer, topic, partition, position, eventId, key, attempts: 0, nextAttemptAt: ctx.now })
      .onConflictDoNothing();
  });
}

/**
 * Gives a dead event up for good; what waited behind it goes on. The reason is kept.
 *
 * One statement. Refuses with `dead_event_not_found` when there is none or it is settled.
 */
export async function dropDeadEvent(
  ctx: SettleCtx,
  ref: DeadEventRef & { by: string; reason: string },
): Promise<void> {
  const rows = await ctx.db
    .update(deadEvents)
    .set({ status: "dropped", settledBy: ref.by, settledAt: ctx.now, settledReason: ref.reason })
    .where(isDead(ref))
    .returning({ eventId: deadEvents.eventId });
  if (rows.length === 0)
    throw refuse("dead_event_not_found", { consumer: ref.consumer, eventId: ref.eventId });
}

function isDead(ref: DeadEventRef) {
  return and(
    eq(deadEvents.consumer, ref.consumer),
    eq(deadEvents.eventId, ref.eventId),
    eq(deadEvents.status, "dead"),
  );
}
