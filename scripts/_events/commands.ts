/** What `npm run events` can do. */
import { textTable } from "@/scripts/_events/text-table";
import { readBus } from "@/server/events/bus";
import {
  dropDeadEvent,
  listDeadEvents,
  type ReplayScope,
  replayDeadEvents,
} from "@/server/events/dead-events";
import {
  type LogFilter,
  type LoggedEvent,
  listEvents,
  listEventsAfter,
  listOutcomes,
  readEvent,
} from "@/server/events/inspect";
import { readLag } from "@/server/events/lag";
import { moveToKafka, moveToPostgres } from "@/server/events/move-bus";
import { ensurePlaces, pauseConsumer, resumeConsumer } from "@/server/events/positions";
import { countUnproduced } from "@/server/events/produce";
import { countUnplaced } from "@/server/events/relay";
import { ensureTopics } from "@/server/events/topics";
import { CONSUMERS } from "@/server/gateway/consumers";
import { rebuildAnalytics } from "@/server/modules/analytics/rebuild-analytics";
import { rebuildClickHouse } from "@/server/modules/analytics/rebuild-clickhouse";
import type { Market } from "@/server/platform/system-ctx";
import { type EventId, isId } from "@/server/primitives/id";
import { refuse } from "@/server/primitives/refusal";

export interface Call {
  readonly market: Market;
  readonly subject: string | undefined;
  readonly options: {
    readonly topic?: string | undefined;
    readonly type?: string | undefined;
    readonly key?: string | undefined;
    readonly limit: number;
    readonly consumer?: string | undefined;
    readonly event?: string | undefined;
    readonly all: boolean;
    readonly reason?: string | undefined;
    readonly to?: string | undefined;
    readonly "compare-only": boolean;
  };
  readonly print: (answer: unknown, words: string) => void;
  readonly stop: AbortSignal;
}
export type Command = (call: Call) => Promise<number>;

const LIMIT_MAX = 1_000;
const TAIL_MS = 300;
/** Written into dead events as who settled them. */
const BY = "command";
const REASON_OF_REPLAY = "replayed from the command line";

export const COMMANDS: Readonly<Record<string, Command>> = {
  list,
  show,
  tail,
  lag,
  dead,
  replay,
  drop,
  pause: (call) => setPaused(call, true),
  resume: (call) => setPaused(call, false),
  rebuild,
  topics,
  move,
};

async function list({ market, options, print }: Call): Promise<number> {
  const events = await listEvents(market.database.db, filterOf(options));
  print(events, textTable(["at", "type", "place", "key", "event"], events.toReversed().map(rowOf)));
  return 0;
}

async function show({ market, subject, print }: Call): Promise<number> {
  const eventId = eventIdOf(subject);
  const { db } = market.database;
  const event = await readEvent(db, eventId);
  if (!event) throw refuse("not_found", { eventId });
  const outcomes = await listOutcomes(db, eventId);
  const rows = outcomes.map((o) => [o.consumer, o.state, String(o.attempts), o.error ?? ""]);
  const words = [
    textTable(["at", "type", "place", "key", "event"], [rowOf(event)]),
    JSON.stringify(event.payload, null, 2),
    textTable(["consumer", "state", "attempts", "error"], rows),
  ];
  print({ ...event, outcomes }, words.join("\n\n"));
  return 0;
}

async function tail({ market, options, print, stop }: Call): Promise<number> {
  const { db } = market.database;
  const filter = { ...filterOf(options), max: LIMIT_MAX };
  const [latest] = await listEvents(db, { max: 1 });
  let seq = latest?.seq ?? 0;
  while (!stop.aborted) {
    const events = await listEventsAfter(db, seq, filter);
    for (const event of events) print(event, rowOf(event).join("  "));
    seq = events.at(-1)?.seq ?? seq;
    await new Promise((resolve) => setTimeout(resolve, TAIL_MS));
  }
  return 0;
}

async function lag({ market, print }: Call): Promise<number> {
  const { db } = market.database;
  await ensurePlaces(db, CONSUMERS);
  const { now } = await market.systemCtx();
  const [consumers, unplaced, bus] = await Promise.all([readLag(db, now), countUnplaced(db), readBus(db)]);
  const unproduced = bus.engine === "kafka" ? await countUnproduced(db) : 0;
  const rows = consumers.map((item) => [
    item.consumer,
    String(item.events),
    String(item.seconds),
    String(item.retries),
    String(item.dead),
    String(item.handledCount),
    item.paused ? "paused" : "",
  ]);
  const header = ["consumer", "waiting", "seconds", "retries", "dead", "handled", ""];
  const waits = `not placed yet: ${unplaced}${bus.engine === "kafka" ? `\nnot in Kafka yet: ${unproduced}` : ""}`;
  print({ engine: bus.engine, unplaced, unproduced, consumers }, `${textTable(header, rows)}\n\n${waits}`);
  return 0;
}

async function dead({ market, options, print }: Call): Promise<number> {
  const events = await listDeadEvents(market.database.db, { status: "dead", max: limitOf(options.limit) });
  const rows = events.map((item) => [
    item.diedAt.toISOString(),
    item.consumer,
    item.type,
    item.eventId,
    item.error,
  ]);
  print(
    events,
    rows.length === 0 ? "no dead events" : textTable(["at", "consumer", "type", "event", "error"], rows),
  );
  return 0;
}

async function replay({ market, options, print }: Call): Promise<number> {
  const scope = scopeOf(options);
  const reason = options.reason ?? REASON_OF_REPLAY;
  const replayed = await replayDeadEvents(await market.systemCtx(), { ...scope, by: BY, reason });
  const { events, keys, left } = replayed;
  const rest = left > 0 ? `; ${left} are left, replay again` : "";
  print({ ...scope, ...replayed }, `${scope.consumer} handles ${events} of ${keys} keys again${rest}`);
  return 0;
}

/** What to replay: exactly one of --event, --key and --all. */
function scopeOf(options: Call["options"]): ReplayScope {
  const consumer = consumerOf(options.consumer);
  const { event, key, all } = options;
  if ([event !== undefined, key !== undefined, all].filter(Boolean).length !== 1)
    throw refuse("invalid_input", { replay: "one of --event E, --key K and --all" });
  if (event !== undefined) return { consumer, eventId: eventIdOf(event) };
  return key === undefined ? { consumer } : { consumer, key };
}

async function drop({ market, options, print }: Call): Promise<number> {
  const ref = refOf(options);
  if (!options.reason) throw refuse("invalid_input", { reason: "--reason says why it is given up" });
  await dropDeadEvent(await market.systemCtx(), { ...ref, by: BY, reason: options.reason });
  print({ dropped: ref }, `${ref.eventId} is given up by ${ref.consumer}`);
  return 0;
}

async function setPaused({ market, options, print }: Call, paused: boolean): Promise<number> {
  const consumer = consumerOf(options.consumer);
  const { db, now } = await market.systemCtx();
  await ensurePlaces(db, CONSUMERS);
  if (paused) await pauseConsumer(db, consumer, now);
  else await resumeConsumer(db, consumer);
  print({ consumer, paused }, `${consumer} ${paused ? "stands still" : "goes on"}`);
  return 0;
}

async function rebuild({ market, subject, options, print }: Call): Promise<number> {
  if (subject !== "analytics" && subject !== "clickhouse")
    throw refuse("invalid_input", { rebuild: "analytics or clickhouse" });
  const rebuildStore = subject === "analytics" ? rebuildAnalytics : rebuildClickHouse;
  const result = await rebuildStore(await market.systemCtx(), { compareOnly: options["compare-only"] });
  const rows = result.totals.map((item) => [
    `${item.table} ${item.total}`,
    String(item.live),
    String(item.rebuilt),
  ]);
  const said = `${result.eventCount} events in ${result.durationMs} ms, ${result.differences} differences`;
  print(result, `${textTable(["total", "live", "rebuilt"], rows)}\n\n${said}`);
  return result.differences === 0 ? 0 : 1;
}

async function topics({ market, print }: Call): Promise<number> {
  const { kafka } = (await market.systemCtx()).ports;
  if (!kafka) throw refuse("invalid_input", { KAFKA_BROKERS: "has to be set" });
  const states = await ensureTopics(kafka);
  const rows = states.map((item) => [
    ...[item.topic, String(item.partitionCount), String(item.replicaCount)],
    item.state,
  ]);
  print(states, textTable(["topic", "partitions", "replicas", ""], rows));
  return 0;
}

async function move({ market, options, print }: Call): Promise<number> {
  const ctx = await market.systemCtx();
  const { to } = options;
  if (to !== "kafka" && to !== "postgres") throw refuse("invalid_input", { to: "kafka or postgres" });
  const moved =
    to === "postgres"
      ? await moveToPostgres(ctx)
      : await moveToKafka(ctx, (line) => void process.stderr.write(`${line}\n`));
  const said = moved.from === to ? `the events were in ${to} already` : `consumers read from ${to} now`;
  print(moved, `${said}; ${moved.copied} events were copied`);
  return 0;
}

function filterOf(options: Call["options"]): LogFilter {
  const { topic, type, key } = options;
  return { topic, type, key, max: limitOf(options.limit) };
}

function limitOf(limit: number): number {
  if (!Number.isInteger(limit) || limit < 1 || limit > LIMIT_MAX)
    throw refuse("invalid_input", { limit: `a whole number from 1 to ${LIMIT_MAX}` });
  return limit;
}

function refOf(options: Call["options"]): { consumer: string; eventId: EventId } {
  return { consumer: consumerOf(options.consumer), eventId: eventIdOf(options.event) };
}

function consumerOf(name: string | undefined): string {
  const consumer = CONSUMERS.find((item) => item.name === name);
  if (!consumer) throw refuse("not_found", { consumer: name ?? "--consumer names one" });
  return consumer.name;
}

function eventIdOf(text: string | undefined): EventId {
  if (text === undefined || !isId("event", text))
    throw refuse("invalid_input", { event: text ?? "an event's id is missing" });
  return text;
}

function rowOf(event: LoggedEvent): string[] {
  const place = `${event.topic}/${event.partition}@${event.position ?? "…"}`;
  return [event.occurredAt.toISOString(), event.type, place, event.key, event.id];
}
