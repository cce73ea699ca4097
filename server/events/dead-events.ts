/** What an operator does with events that a consumer gave up on. */
import { and, desc, eq, type SQL } from "drizzle-orm";
import { deadEvents } from "@/server/events/tables";
import { type Db, type DbOrTx, rowsOf, sql } from "@/server/platform/db";
import { type EventId, uuidOf } from "@/server/primitives/id";
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

/** Dead events of one consumer: one of them, those of one key, or all. */
export type ReplayScope =
  | DeadEventRef
  | { readonly consumer: string; readonly key: string }
  | { readonly consumer: string };

interface Replayed {
  readonly events: number;
  readonly keys: number;
  /** Dead events of the scope that are still there, past what one call takes up. */
  readonly left: number;
}

/** What one call takes up; the oldest of each partition go first. */
const REPLAYED_MAX = 10_000;

/**
 * Puts dead events back at the head of their keys, to be handled with a full set of attempts; those behind them follow,
 * and each key keeps its sequence because each event keeps its place. Who did it and why stays with the event.
 *
 * One statement; of two calls at once each event is replayed by one. Refuses with `dead_event_not_found` when nothing in
 * the scope is dead.
 */
export async function replayDeadEvents(
  ctx: SettleCtx,
  scope: ReplayScope & { readonly by: string; readonly reason: string },
  eventsMax = REPLAYED_MAX,
): Promise<Replayed> {
  const at = sql`${ctx.now.toISOString()}::timestamptz`;
  const [row] = await rowsOf<{ events: number; keys: number; dead: number }>(
    ctx.db,
    sql`with chosen as (
          select consumer, event_id from dead_events where ${isDeadIn(scope)}
          order by topic, partition, position limit ${eventsMax} for update
        ), replayed as (
          update dead_events d
          set status = 'replayed', settled_by = ${scope.by}, settled_at = ${at}, settled_reason = ${scope.reason}
          from chosen c where d.consumer = c.consumer and d.event_id = c.event_id
          returning d.consumer, d.topic, d.partition, d.position, d.event_id, d.key
        ), queued as (
          insert into consumer_retries
            (consumer, topic, partition, position, event_id, key, attempts, next_attempt_at)
          select consumer, topic, partition, position, event_id, key, 0, ${at} from replayed
          on conflict do nothing
        )
        select count(*)::int as events, count(distinct key)::int as keys,
          (select count(*)::int from dead_events where ${isDeadIn(scope)}) as dead
        from replayed`,
  );
  const { events = 0, keys = 0, dead = 0 } = row ?? {};
  if (events === 0) throw refuse("dead_event_not_found", scopeOf(scope));
  // The count sees the table as it was before this statement.
  return { events, keys, left: Math.max(0, dead - events) };
}

function isDeadIn(scope: ReplayScope) {
  const ofConsumer = sql`status = 'dead' and consumer = ${scope.consumer}`;
  if ("eventId" in scope) return sql`${ofConsumer} and event_id = ${uuidOf(scope.eventId)}`;
  return "key" in scope ? sql`${ofConsumer} and key = ${scope.key}` : ofConsumer;
}

function scopeOf(scope: ReplayScope): Record<string, string> {
  if ("eventId" in scope) return { consumer: scope.consumer, eventId: scope.eventId };
  return "key" in scope ? { consumer: scope.consumer, key: scope.key } : { consumer: scope.consumer };
}

/** Consumers that gave up on events, with how many and in how many keys. */
export async function countDeadEvents(
  db: DbOrTx,
): Promise<readonly { consumer: string; events: number; keys: number }[]> {
  return rowsOf<{ consumer: string; events: number; keys: number }>(
    db,
    sql`select consumer, count(*)::int as events, count(distinct key)::int as keys
        from dead_events where status = 'dead' group by consumer order by consumer`,
  );
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
