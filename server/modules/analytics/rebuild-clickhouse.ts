import type { EventRecord } from "@/server/events/define-event";
import type { EventLog } from "@/server/events/event-log";
import { postgresEventLog } from "@/server/events/postgres-event-log";
import { listReached } from "@/server/modules/analytics/clickhouse-store";
import { CLICKHOUSE_TABLES, createTable, FACT_KINDS } from "@/server/modules/analytics/clickhouse-tables";
import type { Rebuild } from "@/server/modules/analytics/contract";
import { BATCH_MAX, insertFacts } from "@/server/modules/analytics/send-to-clickhouse";
import type { ClickHouse } from "@/server/platform/clickhouse";
import { monotonicMs } from "@/server/platform/clock";
import type { SystemCtx } from "@/server/platform/context";
import { refuse } from "@/server/primitives/refusal";

const REPLAY_BATCH_MAX = 10_000;
const nextOf = (name: string) => `${name}_next`;
const oldOf = (name: string) => `${name}_old`;

/**
 * Makes the facts in ClickHouse afresh from the log's rows (`docs/decisions/0120`), up to where the sink has come, compares row counts and key sums, and
 * renames them into place. The sink may go on meanwhile: what it sent into the old tables is sent into the new ones after
 * the swap, where a repeat is the same row. A run that is cut off before it leaves the live tables as they were.
 *
 * Refuses with `invalid_input` where `CLICKHOUSE_URL` is not set.
 */
export async function rebuildClickHouse(
  ctx: Pick<SystemCtx, "db" | "ports">,
  input: { readonly compareOnly?: boolean; readonly log?: EventLog } = {},
): Promise<Rebuild> {
  const { clickHouse } = ctx.ports;
  if (!clickHouse) throw refuse("invalid_input", { clickhouse: "CLICKHOUSE_URL is not set" });
  const startedMs = monotonicMs();
  for (const kind of FACT_KINDS) {
    const { name } = CLICKHOUSE_TABLES[kind];
    await clickHouse.command(`DROP TABLE IF EXISTS ${nextOf(name)}`);
    await clickHouse.command(createTable(kind, nextOf(name)));
    await clickHouse.command(createTable(kind, name));
  }
  const log = input.log ?? postgresEventLog(ctx.db);
  const reached = await listReached(ctx.db);
  const eventCount = await replay(log, reached, new Map(), (events) =>
    insertFacts(clickHouse, events, nextOf),
  );
  const totals: Rebuild["totals"] = [];
  for (const kind of FACT_KINDS) {
    const { name } = CLICKHOUSE_TABLES[kind];
    const live = await readTotals(clickHouse, name);
    const rebuilt = await readTotals(clickHouse, nextOf(name));
    for (const total of ["rows", "keys"] as const)
      totals.push({ table: name, total, live: live[total], rebuilt: rebuilt[total] });
  }
  if (!input.compareOnly) {
    await swap(clickHouse);
    await catchUp(ctx, clickHouse, log, reached);
  }
  for (const kind of FACT_KINDS)
    for (const name of [nextOf(CLICKHOUSE_TABLES[kind].name), oldOf(CLICKHOUSE_TABLES[kind].name)])
      await clickHouse.command(`DROP TABLE IF EXISTS ${name}`);
  return {
    eventCount,
    durationMs: Math.round(monotonicMs() - startedMs),
    totals,
    differences: totals.filter(({ live, rebuilt }) => live !== rebuilt).length,
    swapped: !input.compareOnly,
  };
}

type Reached = Awaited<ReturnType<typeof listReached>>[number];
const keyOf = ({ topic, partition }: Reached) => `${topic}/${partition}`;

/** Plays each place up to where it is said to be, from where `begun` says. */
async function replay(
  log: EventLog,
  places: readonly Reached[],
  begun: ReadonlyMap<string, number>,
  insert: (events: readonly EventRecord[]) => Promise<void>,
): Promise<number> {
  let count = 0;
  for (const place of places) {
    let after = begun.get(keyOf(place)) ?? -1;
    while (after < place.position) {
      const max = Math.min(REPLAY_BATCH_MAX, place.position - after);
      const events = await log.read(place.topic, place.partition, after, max);
      const last = events.at(-1);
      if (!last) break;
      await insert(events);
      after = last.position;
      count += events.length;
    }
  }
  return count;
}

/** What the sink sent while the new tables were made, and the batch that it may have under way. */
async function catchUp(
  ctx: Pick<SystemCtx, "db">,
  clickHouse: ClickHouse,
  log: EventLog,
  reached: readonly Reached[],
): Promise<void> {
  const now = await listReached(ctx.db);
  const beyond = now.map((place) => ({ ...place, position: place.position + BATCH_MAX }));
  const begun = new Map(reached.map((place) => [keyOf(place), place.position]));
  await replay(log, beyond, begun, (events) => insertFacts(clickHouse, events, (name) => name));
}

/** Rows after repeats are merged, and a sum over their keys that differs when any key does. */
async function readTotals(clickHouse: ClickHouse, table: string): Promise<{ rows: number; keys: number }> {
  const [row] = await clickHouse.query<{ n: string; k: string }>(
    `SELECT count() AS n, sum(cityHash64(event_id) % 1000003) AS k FROM ${table} FINAL`,
  );
  return { rows: Number(row?.n ?? 0), keys: Number(row?.k ?? 0) };
}

async function swap(clickHouse: ClickHouse): Promise<void> {
  const names = FACT_KINDS.map((kind) => CLICKHOUSE_TABLES[kind].name);
  for (const name of names) await clickHouse.command(`DROP TABLE IF EXISTS ${oldOf(name)}`);
  // One statement renames all tables under one lock: a query sees the old ones or the new ones.
  const renames = names.map((name) => `${name} TO ${oldOf(name)}, ${nextOf(name)} TO ${name}`);
  await clickHouse.command(`RENAME TABLE ${renames.join(", ")}`);
}
