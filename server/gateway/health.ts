/** `/api/health` for load balancers and people, `/api/metrics` for Prometheus. */

import { readLag } from "@/server/events/lag";
import type { Runtime } from "@/server/gateway/runtime";
import { monotonicMs, systemClock } from "@/server/platform/clock";
import { type DbOrTx, rowsOf, sql } from "@/server/platform/db";
import type { Metrics } from "@/server/platform/metrics";
import { equalSecrets } from "@/server/primitives/equal-secrets";

const DATABASE_MS_MAX = 3_000;
const NO_STORE = { "cache-control": "no-store" };

type Check = { readonly name: string; readonly ok: boolean; readonly ms?: number; readonly detail?: string };

/** 200 while the database answers in time, else 503. Says nothing of addresses or versions. */
export async function answerHealth(runtime: Runtime): Promise<Response> {
  const database = await checkDatabase(runtime);
  const { waiting, open } = runtime.database.pressure();
  const pool: Check = { name: "pool", ok: true, detail: `${open} open, ${waiting} waiting` };
  const status = database.ok ? "ok" : "unavailable";
  return Response.json(
    { status, checks: [database, pool] },
    { status: database.ok ? 200 : 503, headers: NO_STORE },
  );
}

async function checkDatabase(runtime: Runtime): Promise<Check> {
  const startedMs = monotonicMs();
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    await Promise.race([
      rowsOf(runtime.database.db, sql`select 1 as one`),
      new Promise((_resolve, reject) => {
        timer = setTimeout(() => reject(new Error("the database did not answer in time")), DATABASE_MS_MAX);
      }),
    ]);
    return { name: "database", ok: true, ms: Math.round(monotonicMs() - startedMs) };
  } catch (error) {
    runtime.log.warn({ err: error }, "the database is not reachable");
    return { name: "database", ok: false, detail: "not reachable" };
  } finally {
    clearTimeout(timer);
  }
}

/** Refuses with 401 whoever does not bring the token; without a configured token that is everybody. */
export async function answerMetrics(
  runtime: Runtime,
  request: Request,
  options: { readonly token: string | undefined; readonly metrics: Metrics },
): Promise<Response> {
  const [scheme = "", token = ""] = (request.headers.get("authorization") ?? "").split(" ", 2);
  const isRight = options.token !== undefined && (await equalSecrets(token, options.token));
  if (!isRight || scheme.toLowerCase() !== "bearer")
    return new Response(null, { status: 401, headers: { ...NO_STORE, "www-authenticate": "Bearer" } });
  await measure(runtime, options.metrics);
  return new Response(await options.metrics.render(), {
    headers: { ...NO_STORE, "content-type": "text/plain; version=0.0.4; charset=utf-8" },
  });
}

async function measure(runtime: Runtime, metrics: Metrics): Promise<void> {
  const { db } = runtime.database;
  for (const [state, count] of Object.entries(runtime.database.pressure()))
    metrics.set("roost_database_pool", "Database connections, and callers waiting for one.", count, {
      state,
    });
  for (const lag of await readLag(db, systemClock.now())) {
    const labels = { consumer: lag.consumer };
    metrics.set("roost_consumer_lag_events", "Events a consumer has not passed yet.", lag.events, labels);
    metrics.set("roost_consumer_lag_seconds", "Age of the oldest of them.", lag.seconds, labels);
    metrics.set(
      "roost_consumer_retries",
      "Failed events that wait for another attempt.",
      lag.retries,
      labels,
    );
    metrics.set("roost_consumer_dead", "Events a consumer gave up on.", lag.dead, labels);
  }
  const unplaced = await countUnplaced(db);
  metrics.set(
    "roost_relay_lag_events",
    "Committed events that the relay has not placed yet.",
    unplaced.events,
  );
  metrics.set("roost_relay_lag_seconds", "Age of the oldest of them.", unplaced.seconds);
  for (const { state, count } of await countPayments(db))
    metrics.set("roost_payments", "Payments, by status.", count, { state });
  for (const { state, count } of await countLetters(db))
    metrics.set("roost_letters", "Letters, by status.", count, { state });
}

/** Index: event_log_unplaced. */
async function countUnplaced(db: DbOrTx): Promise<{ events: number; seconds: number }> {
  const [row] = await rowsOf<{ events: number; seconds: number }>(
    db,
    sql`select count(*)::int as events,
          coalesce(extract(epoch from now() - min(occurred_at)), 0)::float8 as seconds
        from event_log where position is null`,
  );
  return { events: row?.events ?? 0, seconds: Math.max(0, Number(row?.seconds ?? 0)) };
}

function countPayments(db: DbOrTx): Promise<{ state: string; count: number }[]> {
  return rowsOf(db, sql`select status as state, count(*)::int as count from payments group by status`);
}

function countLetters(db: DbOrTx): Promise<{ state: string; count: number }[]> {
  return rowsOf(db, sql`select status as state, count(*)::int as count from deliveries group by status`);
}
