import type { z } from "zod";
import {
  countDeadEvents,
  dropDeadEvent as drop,
  listDeadEvents as listDead,
  replayDeadEvents as replay,
} from "@/server/events/dead-events";
import { readLag } from "@/server/events/lag";
import { listLagBins } from "@/server/events/lag-samples";
import { pauseConsumer as pause, resumeConsumer as resume } from "@/server/events/positions";
import { countUnplaced } from "@/server/events/relay";
import type {
  consumersOutput,
  listDeadEventsInput,
  listDeadEventsOutput,
  replayDeadEventsInput,
  replayDeadEventsOutput,
  settleDeadEventInput,
} from "@/server/modules/admin/contract";
import {
  consumerExists,
  countLastHour,
  countLastMinute,
  countWaitingBehind,
  listJobRows,
} from "@/server/modules/admin/event-store";
import { recordAction } from "@/server/modules/admin/record-action";
import type { OperatorCtx } from "@/server/platform/context";
import { inTransaction } from "@/server/platform/db";
import { refuse } from "@/server/primitives/refusal";
import { addMs, DAY_MS } from "@/server/primitives/zoned";

const BINS = 12;
const SECONDS_PER_MINUTE = 60;
const LAG_BIN_MINUTES = 15;
const DEAD_EVENTS_MAX = 200;

/** Every consumer with its lag, dead events and the last hour of its topics. Writes nothing. */
export async function listConsumers(
  ctx: Pick<OperatorCtx, "db" | "now">,
): Promise<z.output<typeof consumersOutput>> {
  const lags = await readLag(ctx.db, ctx.now);
  const hour = await countLastHour(ctx.db, ctx.now);
  const bins = await listLagBins(ctx.db, { since: addMs(ctx.now, -DAY_MS), binMinutes: LAG_BIN_MINUTES });
  return {
    consumers: lags.map((lag) => ({
      consumer: lag.consumer,
      topics: [...lag.topics],
      partitionCount: lag.partitionCount,
      lagEvents: lag.events,
      lagSeconds: lag.seconds,
      retries: lag.retries,
      dead: lag.dead,
      handledCount: lag.handledCount,
      paused: lag.paused,
      updatedAt: lag.updatedAt ?? null,
      lastHour: Array.from({ length: BINS }, (_, bin) =>
        lag.topics.reduce((sum, topic) => sum + (hour.get(topic)?.[bin] ?? 0), 0),
      ),
      lagDay: bins
        .filter((bin) => bin.consumer === lag.consumer)
        .map(({ at, events, seconds }) => ({ at, events, seconds })),
    })),
    unplacedCount: await countUnplaced(ctx.db),
    eventsPerSecond: (await countLastMinute(ctx.db, ctx.now)) / SECONDS_PER_MINUTE,
    jobs: await listJobRows(ctx.db),
  };
}

/** Stops a consumer everywhere until it is resumed. One transaction with its audit line. Refuses with `not_found`. */
export function pauseConsumer(
  ctx: OperatorCtx,
  input: { consumer: string; reason: string },
): Promise<Record<string, never>> {
  return inTransaction(ctx, async (tx) => {
    if (!(await consumerExists(tx, input.consumer))) throw refuse("not_found", { consumer: input.consumer });
    await pause(tx, input.consumer, ctx.now);
    await recordAction(tx, ctx, { ...toConsumer(input), action: "consumer.paused" });
    return {};
  });
}

/** Lets a paused consumer go on where it stood. One transaction with its audit line. Refuses with `not_found`. */
export function resumeConsumer(
  ctx: OperatorCtx,
  input: { consumer: string; reason: string },
): Promise<Record<string, never>> {
  return inTransaction(ctx, async (tx) => {
    if (!(await consumerExists(tx, input.consumer))) throw refuse("not_found", { consumer: input.consumer });
    await resume(tx, input.consumer);
    await recordAction(tx, ctx, { ...toConsumer(input), action: "consumer.resumed" });
    return {};
  });
}

/** Events that consumers gave up on, latest first, with what waits behind each. Writes nothing. */
export async function listDeadEvents(
  ctx: OperatorCtx,
  input: z.output<typeof listDeadEventsInput>,
): Promise<z.output<typeof listDeadEventsOutput>> {
  const rows = await listDead(ctx.db, {
    max: DEAD_EVENTS_MAX,
    ...(input.status === undefined ? {} : { status: input.status }),
  });
  const behind = await countWaitingBehind(ctx.db);
  return {
    events: rows.map((row) => ({
      ...row,
      waitingBehind: row.status === "dead" ? (behind.get(`${row.consumer}|${row.key}`) ?? 0) : 0,
    })),
    consumers: [...(await countDeadEvents(ctx.db))],
  };
}

type SettleInput = z.output<typeof settleDeadEventInput>;

/**
 * Gives a dead event a full set of attempts again, at the head of its key. One transaction with its audit line.
 * Refuses with `dead_event_not_found` when there is none or it is settled.
 */
export function replayDeadEvent(ctx: OperatorCtx, input: SettleInput): Promise<Record<string, never>> {
  return inTransaction(ctx, async (tx) => {
    await replay({ db: tx, now: ctx.now }, { ...refOf(input), by: ctx.actor.personId, reason: input.reason });
    await recordAction(tx, ctx, { ...toDeadEvent(input), action: "dead_event.replayed" });
    return {};
  });
}

/**
 * The same for all dead events of a consumer, or for those of one key. One transaction with one audit line that says how
 * many; what is past the bound of one call is `left`. Refuses with `dead_event_not_found` when there is none.
 */
export function replayDeadEvents(
  ctx: OperatorCtx,
  input: z.output<typeof replayDeadEventsInput>,
): Promise<z.output<typeof replayDeadEventsOutput>> {
  const { consumer, key, reason } = input;
  return inTransaction(ctx, async (tx) => {
    const scope = key === undefined ? { consumer } : { consumer, key };
    const replayed = await replay({ db: tx, now: ctx.now }, { ...scope, by: ctx.actor.personId, reason });
    await recordAction(tx, ctx, {
      ...toConsumer(input),
      action: "dead_events.replayed",
      details: { ...(key === undefined ? {} : { key }), ...replayed },
    });
    return replayed;
  });
}

/**
 * Gives a dead event up for good; what waited behind it goes on. One transaction with its audit line. Refuses with
 * `dead_event_not_found` when there is none or it is settled.
 */
export function dropDeadEvent(ctx: OperatorCtx, input: SettleInput): Promise<Record<string, never>> {
  return inTransaction(ctx, async (tx) => {
    await drop({ db: tx, now: ctx.now }, { ...refOf(input), by: ctx.actor.personId, reason: input.reason });
    await recordAction(tx, ctx, { ...toDeadEvent(input), action: "dead_event.dropped" });
    return {};
  });
}

function refOf({ consumer, eventId }: SettleInput) {
  return { consumer, eventId };
}

function toConsumer({ consumer, reason }: { consumer: string; reason: string }) {
  return { objectKind: "consumer", objectId: consumer, reason };
}

function toDeadEvent({ consumer, eventId, reason }: SettleInput) {
  return { objectKind: "event", objectId: eventId, reason, details: { consumer } };
}
