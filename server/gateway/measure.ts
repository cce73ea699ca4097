/**
 * Figures for Prometheus that the database knows: read when they are asked for, so that any number of web processes and
 * workers give the same. docs/monitoring holds the alerts and the dashboard that are built on them.
 */

import { readBus } from "@/server/events/bus";
import { readLag } from "@/server/events/lag";
import { ageOfUnproduced, countUnproduced } from "@/server/events/produce-store";
import { countUnplaced } from "@/server/events/relay";
import { JOBS } from "@/server/gateway/cron";
import type { Runtime } from "@/server/gateway/runtime";
import { webhookDeliveries } from "@/server/modules/integrations/tables";
import { deliveries } from "@/server/modules/notifications/tables";
import { payments, stripeInbox } from "@/server/modules/payments/tables";
import { systemClock } from "@/server/platform/clock";
import { type DbOrTx, rowsOf, sql } from "@/server/platform/db";
import type { Metrics } from "@/server/platform/metrics";

/** Six small statements at once. */
export async function measure(runtime: Runtime, metrics: Metrics): Promise<void> {
  const { db } = runtime.database;
  // A status or a consumer that is no more has no row to set it back.
  metrics.forget();
  measurePool(runtime, metrics);
  await Promise.all([
    measureConsumers(db, metrics),
    measureRelay(db, metrics),
    measureJobs(db, metrics),
    measureWorkers(db, metrics),
    measureCounts(db, metrics),
  ]);
}

function measurePool(runtime: Runtime, metrics: Metrics): void {
  for (const [state, count] of Object.entries(runtime.database.pressure()))
    metrics.set("roost_database_pool", "Database connections, and callers waiting for one.", count, {
      state,
    });
}

async function measureConsumers(db: Runtime["database"]["db"], metrics: Metrics): Promise<void> {
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
    metrics.set("roost_consumer_paused", "1 while a consumer stands still.", lag.paused ? 1 : 0, labels);
    metrics.set("roost_consumer_handled_events", "Events a consumer has handled.", lag.handledCount, labels);
  }
}

async function measureRelay(db: DbOrTx, metrics: Metrics): Promise<void> {
  const [unplaced, placed, seconds] = await Promise.all([
    countUnplaced(db),
    countPlaced(db),
    ageOfUnplaced(db),
  ]);
  const isOnKafka = (await readBus(db)).engine === "kafka";
  const unproduced = isOnKafka ? await countUnproduced(db) : 0;
  const unproducedSeconds = isOnKafka ? await ageOfUnproduced(db) : 0;
  metrics.set(
    "roost_relay_lag_events",
    "Committed events that the relay has not placed, or where the engine is Kafka not produced, yet.",
    unplaced + unproduced,
  );
  metrics.set("roost_relay_lag_seconds", "Age of the oldest of them.", Math.max(seconds, unproducedSeconds));
  metrics.set("roost_relay_placed_events", "Events the relay has placed.", placed);
}

async function measureJobs(db: DbOrTx, metrics: Metrics): Promise<void> {
  const runs = await rowsOf<{
    job: string;
    seconds: number | null;
    failed: boolean;
    failures: number | null;
  }>(
    db,
    sql`select job, extract(epoch from now() - finished_at)::float8 as seconds, error is not null as failed,
          (outcome->>'failed')::int as failures
        from cron_runs`,
  );
  for (const { job, seconds, failed, failures } of runs) {
    const labels = { job };
    metrics.set("roost_job_failing", "1 when a job's last run failed.", failed ? 1 : 0, labels);
    metrics.set("roost_job_failures", "What a job's last run could not do.", failures ?? 0, labels);
    if (seconds !== null)
      metrics.set("roost_job_age_seconds", "Time since a job last ended.", seconds, labels);
  }
  for (const { name, everySeconds } of JOBS)
    metrics.set("roost_job_interval_seconds", "How often a job is to run.", everySeconds, { job: name });
}

async function measureWorkers(db: DbOrTx, metrics: Metrics): Promise<void> {
  const beats = await rowsOf<{ name: string; seconds: number }>(
    db,
    sql`select name, extract(epoch from now() - beat_at)::float8 as seconds from worker_heartbeats`,
  );
  for (const { name, seconds } of beats)
    metrics.set(
      "roost_worker_heartbeat_age_seconds",
      "Time since a worker last said that it lives.",
      seconds,
      {
        worker: name,
      },
    );
}

const COUNTED = {
  payments: { help: "Payments, by status.", states: payments.status.enumValues },
  letters: { help: "Letters, by status.", states: deliveries.status.enumValues },
  webhooks: { help: "Webhooks of the payment gateway, by status.", states: stripeInbox.status.enumValues },
  outgoing_webhooks: {
    help: "Webhooks to the market's integrations, by status.",
    states: webhookDeliveries.status.enumValues,
  },
} as const;

async function measureCounts(db: DbOrTx, metrics: Metrics): Promise<void> {
  const rows = await rowsOf<{ kind: keyof typeof COUNTED; state: string; count: number }>(
    db,
    sql`select 'payments' as kind, status as state, count(*)::int as count from payments group by status
        union all
        select 'letters', status, count(*)::int from deliveries group by status
        union all
        select 'webhooks', status, count(*)::int from stripe_inbox group by status
        union all
        select 'outgoing_webhooks', status, count(*)::int from webhook_deliveries group by status`,
  );
  // Prometheus sees the first of a kind only if it saw none before: every state is given, at nought too.
  for (const [kind, { help, states }] of Object.entries(COUNTED))
    for (const state of states)
      metrics.set(
        `roost_${kind}`,
        help,
        rows.find((row) => row.kind === kind && row.state === state)?.count ?? 0,
        { state },
      );
}

async function ageOfUnplaced(db: DbOrTx): Promise<number> {
  const [row] = await rowsOf<{ seconds: number }>(
    db,
    sql`select coalesce(extract(epoch from now() - min(occurred_at)), 0)::float8 as seconds
        from unplaced_events join event_log using (seq)`,
  );
  return Math.max(0, Number(row?.seconds ?? 0));
}

async function countPlaced(db: DbOrTx): Promise<number> {
  const [row] = await rowsOf<{ count: number }>(
    db,
    sql`select coalesce(sum(next_position), 0)::float8 as count from event_partitions`,
  );
  return Number(row?.count ?? 0);
}
