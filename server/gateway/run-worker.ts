/**
 * The worker: what the crons do, as one long-lived process. Every part has a lane of its own, so that a slow mail server
 * holds up letters and nothing else. Crons are the guarantee and may run beside it; claims and leases keep them apart.
 */
import type { Consumer } from "@/server/events/define-consumer";
import { relay } from "@/server/events/relay";
import { runConsumers } from "@/server/events/run-consumer";
import { CONSUMERS } from "@/server/gateway/consumers";
import { JOBS } from "@/server/gateway/cron";
import { runLane } from "@/server/gateway/lane";
import { type JobAnswer, runJob, type ScheduledJob, secondsSinceRun } from "@/server/gateway/run-job";
import { systemClock } from "@/server/platform/clock";
import { type Bell, Doorbells, LocalBell } from "@/server/platform/doorbell";
import type { Log } from "@/server/platform/log";
import type { Market } from "@/server/platform/system-ctx";
import { workerHeartbeats } from "@/server/platform/tables";

export interface WorkerPlan {
  /** The market to work for; its pool has to hold `concurrency` connections and a few more. */
  readonly market: Market;
  readonly directUrl: string;
  readonly log: Log;
  readonly concurrency: number;
  /** Parts, modules (their consumers), consumers and jobs to run; everything when empty. */
  readonly only: ReadonlySet<string>;
  /** Row of the heartbeat. */
  readonly name: string;
  /** Longest sleep of the event lanes, in milliseconds; absent, 1,500. */
  readonly pollMs?: number;
  /** Runs a job that computes for long in a process of its own; absent, it runs in this one. */
  readonly runApart?: (job: ScheduledJob, stop: AbortSignal) => Promise<JobAnswer>;
}

/** Longest sleep of the event lanes: finds due retries, and everything when the doorbell is broken. */
const POLL_MS = 1_500;
const ROUND = { recordsMax: 20_000, msMax: 10_000 };
const HEARTBEAT_MS = 15_000;
/** A market that has just begun has better use for its processors than a second process. */
const APART_SECONDS_MIN = 20;
/** Jobs that the event lanes do all the time. */
const IN_LANES = new Set(["relay", "consume"]);

/** The parts there are, and whether the plan runs one of a name. */
export function partsOf(only: ReadonlySet<string>) {
  const runs = (...names: string[]) => only.size === 0 || names.some((name) => only.has(name));
  return {
    relays: runs("relay"),
    consumers: CONSUMERS.filter(({ name }) => runs("consumers", moduleOf(name), name)),
    jobs: JOBS.filter(({ name }) => !IN_LANES.has(name) && runs("jobs", name)),
  };
}

/** Every name that a plan may give in `only`. */
export function partNames(): ReadonlySet<string> {
  const names = CONSUMERS.map(({ name }) => name);
  return new Set([
    "relay",
    "consumers",
    "jobs",
    ...names.map(moduleOf),
    ...names,
    ...JOBS.map(({ name }) => name),
  ]);
}

/** Runs until `stop` aborts; then every lane ends its round, and the promise resolves. */
export async function runWorker(plan: WorkerPlan, stop: AbortSignal): Promise<void> {
  const doorbells = new Doorbells({ directUrl: plan.directUrl, log: plan.log });
  await doorbells.open();
  const parts = partsOf(plan.only);
  const outside = groupByModule(parts.consumers.filter((consumer) => consumer.effect === "external"));
  const outsideBells = [...outside].map(([module, consumers]) => ({
    module,
    consumers,
    bell: new LocalBell(),
  }));
  const inside = parts.consumers.filter((consumer) => consumer.effect !== "external");
  const ringOutside = () => {
    for (const lane of outsideBells) lane.bell.ring();
  };
  const lanes = [
    runLane(eventsLane(plan, doorbells.bell("events"), parts.relays, inside, ringOutside, stop), stop),
    ...outsideBells.map(({ module, consumers, bell }) =>
      runLane(consumersLane(plan, `consumers of ${module}`, bell, consumers, stop), stop),
    ),
    ...parts.jobs.map((job) => runJobLane(plan, job, doorbells, stop)),
    runLane(heartbeatLane(plan), stop),
  ];
  await Promise.all(lanes);
  await doorbells.close();
}

/** Places new events and handles them in the database, in one round: the way with the least delay. */
function eventsLane(
  plan: WorkerPlan,
  bell: Bell,
  relays: boolean,
  consumers: readonly Consumer[],
  onPlaced: () => void,
  stop: AbortSignal,
) {
  return {
    name: "events",
    bell,
    pollMs: plan.pollMs ?? POLL_MS,
    log: plan.log,
    async work() {
      const ctx = await plan.market.systemCtx();
      const placed = relays ? (await relay(ctx, ROUND)).handled : 0;
      if (placed > 0) onPlaced();
      const run = await runConsumers(ctx, consumers, optionsOf(plan, stop));
      return placed + run.claimed > 0;
    },
  };
}

function consumersLane(
  plan: WorkerPlan,
  name: string,
  bell: Bell,
  consumers: readonly Consumer[],
  stop: AbortSignal,
) {
  return {
    name,
    bell,
    pollMs: plan.pollMs ?? POLL_MS,
    log: plan.log,
    work: async () =>
      (await runConsumers(await plan.market.systemCtx(), consumers, optionsOf(plan, stop))).claimed > 0,
  };
}

function optionsOf(plan: WorkerPlan, stop: AbortSignal) {
  return { bounds: ROUND, concurrency: plan.concurrency, isStopping: () => stop.aborted };
}

/** A job runs when its interval is over, counted from its last run by anybody, or when its bell rings. */
async function runJobLane(
  plan: WorkerPlan,
  job: ScheduledJob,
  doorbells: Doorbells,
  stop: AbortSignal,
): Promise<void> {
  const bell = job.bell ? doorbells.bell(job.bell) : new LocalBell();
  const since = (await secondsSinceRun(plan.market.database.db, job.name)) ?? Number.POSITIVE_INFINITY;
  // A stop that came meanwhile rings no bell that is heard from here on.
  if (stop.aborted) return;
  const restSeconds = job.bell ? 0 : Math.max(0, job.everySeconds - since);
  stop.addEventListener("abort", () => bell.ring(), { once: true });
  await bell.wait(Math.max(restSeconds, job.isApart ? APART_SECONDS_MIN : 0) * 1_000);
  await runLane({ name: job.name, bell, pollMs: job.everySeconds * 1_000, log: plan.log, work }, stop);

  async function work() {
    const answer =
      job.isApart && plan.runApart
        ? await plan.runApart(job, stop)
        : await runJob(await plan.market.systemCtx(), job);
    return !answer.overlapped && answer.handled > 0 && answer.lagAfter > 0;
  }
}

function heartbeatLane(plan: WorkerPlan) {
  const startedAt = systemClock.now();
  const about = { only: [...plan.only], concurrency: plan.concurrency };
  return {
    name: "heartbeat",
    bell: new LocalBell(),
    pollMs: HEARTBEAT_MS,
    log: plan.log,
    async work() {
      const beat = { startedAt, beatAt: systemClock.now(), about };
      await plan.market.database.db
        .insert(workerHeartbeats)
        .values({ name: plan.name, ...beat })
        .onConflictDoUpdate({ target: workerHeartbeats.name, set: beat });
      return false;
    },
  };
}

function groupByModule(consumers: readonly Consumer[]): Map<string, Consumer[]> {
  const groups = new Map<string, Consumer[]>();
  for (const consumer of consumers) {
    const module = moduleOf(consumer.name);
    groups.set(module, [...(groups.get(module) ?? []), consumer]);
  }
  return groups;
}

function moduleOf(consumerName: string): string {
  return consumerName.slice(0, consumerName.indexOf("."));
}
