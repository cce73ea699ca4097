import {
  Allowance,
  addOutcomes,
  type Bounds,
  NOTHING_DONE,
  type RunOutcome,
} from "@/server/events/bounded-run";
import type { EventRecord } from "@/server/events/define-event";
import type { EventLog } from "@/server/events/event-log";
import { postgresEventLog } from "@/server/events/postgres-event-log";
import { ensurePositions, listWaiting, movePosition } from "@/server/modules/analytics/clickhouse-store";
import {
  CLICKHOUSE_TABLES,
  createTable,
  FACT_KINDS,
  toRow,
} from "@/server/modules/analytics/clickhouse-tables";
import { factsOf } from "@/server/modules/analytics/facts";
import type { ClickHouse } from "@/server/platform/clickhouse";
import type { SystemCtx } from "@/server/platform/context";

/** Large inserts are what ClickHouse is made for; a log is read a thousand at a time. */
export const BATCH_MAX = 1_000;

/**
 * Sends the facts of what waits in the log's rows (`docs/decisions/0120`) to ClickHouse, where `CLICKHOUSE_URL` is set; else does nothing.
 *
 * A batch is inserted and then the position moves, in the market's database. A crash in between repeats the batch, whose rows
 * have the same keys. Runs as a job, which never overlaps itself. A fault of ClickHouse ends the run; the next goes on there.
 */
export async function sendToClickHouse(
  ctx: SystemCtx,
  bounds: Bounds,
  log: EventLog = postgresEventLog(ctx.db),
): Promise<RunOutcome> {
  const { clickHouse } = ctx.ports;
  if (!clickHouse) return NOTHING_DONE;
  for (const kind of FACT_KINDS) await clickHouse.command(createTable(kind, CLICKHOUSE_TABLES[kind].name));
  await ensurePositions(ctx.db);
  const allowance = new Allowance(bounds);
  let outcome = NOTHING_DONE;
  for (const place of await listWaiting(ctx.db)) {
    let { position } = place;
    while (!allowance.isSpent) {
      const max = Math.min(BATCH_MAX, allowance.recordsLeft);
      const events = await log.read(place.topic, place.partition, position, max);
      const last = events.at(-1);
      if (!last) break;
      await insertFacts(clickHouse, events, (name) => name);
      await movePosition(ctx.db, place, {
        from: position,
        to: last.position,
        count: events.length,
        now: ctx.now,
      });
      position = last.position;
      allowance.spend(events.length);
      outcome = addOutcomes(outcome, {
        claimed: events.length,
        handled: events.length,
        failed: 0,
        lagAfter: 0,
      });
    }
  }
  const left = await listWaiting(ctx.db);
  return { ...outcome, lagAfter: left.reduce((sum, { waiting }) => sum + waiting, 0) };
}

/** `nameOf` tells the table of a kind: the live one, or a rebuild's. */
export async function insertFacts(
  clickHouse: ClickHouse,
  events: readonly EventRecord[],
  nameOf: (name: string) => string,
): Promise<void> {
  const facts = factsOf(events);
  for (const kind of FACT_KINDS)
    await clickHouse.insert(
      nameOf(CLICKHOUSE_TABLES[kind].name),
      facts[kind].map((fact) => toRow(kind, fact)),
    );
}
