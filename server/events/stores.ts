/**
 * A consumer's store: the database where its effect goes and where its position therefore stands. Nearly always the
 * market's own. Beside a store apart, the market keeps a note of each position, for work to be found and lag to be shown,
 * and everything about failures: those need no transaction with the effect, since the handler recognises repeats.
 */
import type { BatchConsumer, Consumer, DatabaseConsumer } from "@/server/events/define-consumer";
import { type Place, placesOf } from "@/server/events/positions";
import { consumerPositions } from "@/server/events/tables";
import { analyticsDbOf, type SystemCtx } from "@/server/platform/context";
import { type Db, rowsOf, sql } from "@/server/platform/db";

type StoreCtx = Pick<SystemCtx, "db" | "analyticsDb">;

export function storeOf(ctx: StoreCtx, consumer: DatabaseConsumer | BatchConsumer): Db {
  return consumer.effect === "batch" && consumer.store === "analytics" ? analyticsDbOf(ctx) : ctx.db;
}

const ensured = new WeakMap<Db, Set<string>>();

/**
 * Makes the position rows of consumers whose store is apart, and brings the market's notes in line with them; once per
 * process and store. A new store begins at the beginning of the log.
 */
export async function ensureStorePlaces(ctx: StoreCtx, consumers: readonly Consumer[]): Promise<void> {
  for (const consumer of consumers) {
    if (consumer.effect === "external") continue;
    const store = storeOf(ctx, consumer);
    const known = ensured.get(store) ?? new Set<string>();
    if (store === ctx.db || known.has(consumer.name)) continue;
    await store.insert(consumerPositions).values(placesOf(consumer)).onConflictDoNothing();
    const positions = await rowsOf<{ topic: string; partition: number; position: string }>(
      store,
      sql`select topic, partition, position::text as position from consumer_positions where consumer = ${consumer.name}`,
    );
    await ctx.db.execute(
      sql`update consumer_positions c set position = p.position
        from jsonb_to_recordset(${JSON.stringify(positions)}::jsonb) as p(topic text, partition int, position bigint)
        where c.consumer = ${consumer.name} and c.topic = p.topic and c.partition = p.partition`,
    );
    known.add(consumer.name);
    ensured.set(store, known);
  }
}

/** Notes in the market how far a store apart has come. Never backwards: another run may have gone on meanwhile. */
export async function notePosition(
  market: Db,
  consumer: Consumer,
  place: Place,
  reached: { readonly position: number; readonly handled: number; readonly now: Date },
): Promise<void> {
  await market.execute(
    sql`update consumer_positions
        set position = greatest(position, ${reached.position}::bigint), handled_count = handled_count + ${reached.handled},
          updated_at = ${reached.now.toISOString()}::timestamptz
        where consumer = ${consumer.name} and topic = ${place.topic} and partition = ${place.partition}`,
  );
}
