/** Plays deliveries through the real runner into an analytics store, with connections killed at random on the way. */
import { PgDialect } from "drizzle-orm/pg-core";
import pg from "pg";
import type { EventRecord } from "@/server/events/define-event";
import type { EventLog } from "@/server/events/event-log";
import { runConsumers } from "@/server/events/run-consumer";
import { recordFactsOnEvents } from "@/server/modules/analytics/consumers/record-facts-on-events";
import { listingNights } from "@/server/modules/analytics/night-store";
import type { SystemCtx } from "@/server/platform/context";
import { rowsOf, sql } from "@/server/platform/db";
import { seededRandom } from "@/tests/support/analytics-events";
import { type DeliveryPlan, deliveries } from "@/tests/support/exactness/deliveries";
import { type ComparedTable, type Comparison, Reference } from "@/tests/support/exactness/reference";

export interface PlayPlan extends DeliveryPlan {
  /** Connections that are killed while a writer works. */
  readonly kills: number;
  readonly writers: number;
  /** Shown in pg_stat_activity by the connections that may be killed. */
  readonly applicationName: string;
  readonly url: string;
  readonly report?: (line: string) => void;
}
export interface PlayResult {
  readonly events: number;
  readonly delivered: number;
  readonly kills: number;
  /** Runs that ended by a killed connection. */
  readonly broken: number;
  readonly playedMs: number;
  readonly comparisons: readonly Comparison[];
}

/** Deliveries put into the log before the writers go on: a fortieth of all, so that a long play has batches worth the name. */
const CHUNK_MIN = 50_000;
const CHUNK_MAX = 250_000;
const ROUND = { recordsMax: 10_000_000, msMax: 3_600_000 };

/**
 * `ctx` has an empty, migrated database. Repeats are told apart by the store alone: each delivery has a position of its own.
 */
export async function playExactness(ctx: SystemCtx, plan: PlayPlan): Promise<PlayResult> {
  const reference = await Reference.open();
  const killer = new Killer(plan);
  await killer.open();
  try {
    const log = new ChunkLog();
    const result = { events: 0, delivered: 0, playedMs: 0 };
    const chunk = Math.min(CHUNK_MAX, Math.max(CHUNK_MIN, Math.ceil(plan.eventCount / 40)));
    const chunks = chunksOf(
      deliveries(plan, (event) => {
        reference.add(event);
        result.events += 1;
      }),
      chunk,
    );
    const chunkCount = Math.max(1, Math.ceil((plan.eventCount * 1.2) / chunk));
    let index = 0;
    for (const events of chunks) {
      await log.hold(ctx, events);
      result.delivered += events.length;
      index += 1;
      const startedMs = performance.now();
      await killer.during(Math.round((plan.kills * index) / chunkCount), () =>
        drain(ctx, log, plan.writers, killer),
      );
      result.playedMs += performance.now() - startedMs;
      plan.report?.(`${result.delivered} delivered, ${killer.killed} killed`);
    }
    const comparisons = await reference.compare((table, columns) => pagesOf(plan.url, table, columns));
    return {
      ...result,
      playedMs: Math.round(result.playedMs),
      kills: killer.killed,
      broken: killer.broken,
      comparisons,
    };
  } finally {
    await killer.close();
    await reference.close();
  }
}

/** Runs until nothing waits, taking the work up again wherever a killed connection has ended it. */
async function drain(ctx: SystemCtx, log: EventLog, writers: number, killer: Killer): Promise<void> {
  for (;;) {
    try {
      const outcome = await runConsumers(ctx, [recordFactsOnEvents], {
        bounds: ROUND,
        concurrency: writers,
        log,
      });
      if (outcome.failed > 0) await makeDue(ctx);
      else if (outcome.lagAfter === 0 && !(await isWaiting(ctx))) return;
    } catch (error) {
      killer.noteBroken(error);
    }
  }
}

/** A killed connection may have failed single events as well; their time to wait is not waited for here. */
async function makeDue(ctx: SystemCtx): Promise<void> {
  await ctx.db.execute(sql`update consumer_retries set next_attempt_at = '-infinity', attempts = 0`);
}
async function isWaiting(ctx: SystemCtx): Promise<boolean> {
  return (await rowsOf(ctx.db, sql`select 1 from consumer_retries limit 1`)).length > 0;
}

/** A log in memory that holds one chunk of each partition, and what is read again after a crash. */
export class ChunkLog implements EventLog {
  readonly #placed = new Map<string, EventRecord[]>();
  readonly #next = new Map<string, number>();

  async hold(ctx: SystemCtx, events: readonly EventRecord[]): Promise<void> {
    this.#placed.clear();
    for (const event of events) {
      const key = `${event.topic}/${event.partition}`;
      const position = this.#next.get(key) ?? 0;
      this.#next.set(key, position + 1);
      const placed = this.#placed.get(key) ?? [];
      placed.push({ ...event, position });
      this.#placed.set(key, placed);
    }
    const rows = [...this.#next].map(([key, next]) => {
      const [topic, partition] = key.split("/");
      return { topic, partition: Number(partition), next };
    });
    await ctx.db.execute(
      sql`insert into event_partitions (topic, partition, next_position)
        select topic, partition, next from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as r(topic text, partition int, next bigint)
        on conflict (topic, partition) do update set next_position = excluded.next_position`,
    );
  }

  read(topic: string, partition: number, after: number, max: number): Promise<readonly EventRecord[]> {
    const placed = this.#placed.get(`${topic}/${partition}`) ?? [];
    const first = placed[0]?.position ?? 0;
    const from = Math.max(0, after + 1 - first);
    return Promise.resolve(placed.slice(from, from + max));
  }
}

/** Ends connections of the writers in the midst of a transaction, at random moments. */
class Killer {
  killed = 0;
  broken = 0;
  readonly #client: pg.Client;
  readonly #random: () => number;

  constructor(private readonly plan: PlayPlan) {
    this.#client = new pg.Client({ connectionString: plan.url, application_name: "the killer" });
    this.#random = seededRandom(plan.seed + 2);
  }
  open = () => this.#client.connect();
  close = () => this.#client.end();

  /** Kills up to `until` connections altogether while `work` runs. */
  async during(until: number, work: () => Promise<void>): Promise<void> {
    let isRunning = true;
    const working = work().finally(() => {
      isRunning = false;
    });
    while (isRunning && this.killed < until) {
      await Promise.race([working, new Promise((resolve) => setTimeout(resolve, this.#random() * 60))]);
      if (isRunning) await this.#killOne();
    }
    await working;
  }

  async #killOne(): Promise<void> {
    const { rowCount } = await this.#client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = $1 and datname = current_database() and xact_start is not null and state <> 'idle'
       order by random() limit 1`,
      [this.plan.applicationName],
    );
    this.killed += rowCount ?? 0;
  }

  /** A run that ends otherwise than by a killed connection is a failure of the test. */
  noteBroken(error: unknown): void {
    for (let inner: unknown = error; inner instanceof Error; inner = inner.cause) {
      const code = "code" in inner ? String(inner.code) : "";
      // admin_shutdown, and what the driver says of a connection that is gone.
      if (code === "57P01" || /terminat|Connection|not queryable|ECONNRESET/.test(inner.message)) {
        this.broken += 1;
        return;
      }
    }
    throw error;
  }
}

function* chunksOf<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let chunk: T[] = [];
  for (const item of items) {
    chunk.push(item);
    if (chunk.length === size) {
      yield chunk;
      chunk = [];
    }
  }
  if (chunk.length > 0) yield chunk;
}

const PAGE_ROWS = 20_000;

/** Nights are no table: they are worked out of the facts. */
function sourceOf(table: ComparedTable): string {
  if (table !== "listing_nights") return `analytics.${table}`;
  const ever = listingNights(sql.raw("'-infinity'::date"), sql.raw("'infinity'::date"));
  return `(${new PgDialect().sqlToQuery(ever).sql}) n`;
}

async function* pagesOf(
  url: string,
  table: ComparedTable,
  columns: string,
): AsyncGenerator<readonly unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("begin");
    await client.query(`declare rows cursor for select ${columns} from ${sourceOf(table)}`);
    for (;;) {
      const { rows } = await client.query<unknown[]>({
        text: `fetch ${PAGE_ROWS} from rows`,
        rowMode: "array",
      });
      if (rows.length === 0) return;
      yield* rows;
    }
  } finally {
    await client.end();
  }
}
