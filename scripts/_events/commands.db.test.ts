import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Call, COMMANDS } from "@/scripts/_events/commands";
import { deadEvents } from "@/server/events/tables";
import { CONSUMERS } from "@/server/gateway/consumers";
import type { Market as RunningMarket } from "@/server/platform/system-ctx";
import { assertPresent } from "@/server/primitives/assert";
import { newId } from "@/server/primitives/id";
import { ringAll } from "@/tests/support/events";
import { type Market, openMarket } from "@/tests/support/market";

const CONSUMER = assertPresent(CONSUMERS[0], "a consumer").name;

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market.close());
beforeEach(async () => {
  await market.query("truncate event_log, dead_events, consumer_retries");
});

interface Said {
  readonly code: number;
  readonly answers: unknown[];
  readonly words: string;
}

/** Runs a command as the program does, against the database of the test. */
async function run(
  name: string,
  options: Partial<Call["options"]> = {},
  subject?: string,
  stop = new AbortController().signal,
): Promise<Said> {
  const answers: unknown[] = [];
  const lines: string[] = [];
  const command = assertPresent(COMMANDS[name], name);
  // The commands read the database and the context alone.
  const running = {
    database: { db: market.db },
    systemCtx: () => Promise.resolve(market.systemCtx()),
  } as unknown as RunningMarket;
  const code = await command({
    market: running,
    subject,
    options: { limit: 20, all: false, "compare-only": false, ...options },
    print: (answer, words) => {
      answers.push(JSON.parse(JSON.stringify(answer)));
      lines.push(words);
    },
    stop,
  });
  return { code, answers, words: lines.join("\n") };
}

async function addDead(key: string, position: number) {
  const eventId = newId("event");
  await market.db.insert(deadEvents).values({
    consumer: CONSUMER,
    eventId,
    topic: "search",
    partition: 0,
    position,
    key,
    type: "bell.rang",
    attempts: 8,
    error: "cracked",
    diedAt: market.now,
  });
  return eventId;
}

test("list and show say what is in the log, narrowed as asked", async () => {
  await ringAll(market.systemCtx(), ["ada", "bo"], 2);
  const listed = await run("list", { key: "bo" });
  expect(listed).toMatchObject({ code: 0, answers: [[{ key: "bo" }, { key: "bo" }]] });
  const [{ id }] = listed.answers[0] as [{ id: string }];
  const shown = await run("show", {}, id);
  expect(shown.answers).toMatchObject([{ id, payload: { bell: "bo", stroke: 1 }, outcomes: [] }]);
  expect(shown.words).toContain(id);
});

test("tail prints what is written after it began, and ends when it is stopped", async () => {
  await ringAll(market.systemCtx(), ["old"], 1);
  const stop = new AbortController();
  const tailing = run("tail", {}, undefined, stop.signal);
  setTimeout(() => void ringAll(market.systemCtx(), ["new"], 1), 400);
  setTimeout(() => stop.abort(), 3_000);
  expect(await tailing).toMatchObject({ code: 0, answers: [{ key: "new" }] });
});

test("lag, pause and resume tell of every consumer", async () => {
  const consumers = async () => {
    const [answer] = (await run("lag")).answers as [{ consumers: { consumer: string; paused: boolean }[] }];
    return answer.consumers;
  };
  expect((await consumers()).map(({ consumer }) => consumer)).toEqual(
    CONSUMERS.map(({ name }) => name).toSorted(),
  );
  const isPaused = async () => (await consumers()).find(({ consumer }) => consumer === CONSUMER)?.paused;
  expect(await run("pause", { consumer: CONSUMER })).toMatchObject({ code: 0, answers: [{ paused: true }] });
  expect(await isPaused()).toBe(true);
  await run("resume", { consumer: CONSUMER });
  expect(await isPaused()).toBe(false);
});

test("replay takes one event, a key or all, and keeps the reason", async () => {
  const [one] = [
    await addDead("ada", 0),
    await addDead("bo", 1),
    await addDead("cy", 2),
    await addDead("di", 3),
  ];
  expect((await run("replay", { consumer: CONSUMER, event: one })).answers).toMatchObject([{ events: 1 }]);
  const byKey = await run("replay", { consumer: CONSUMER, key: "bo", reason: "mended" });
  expect(byKey.answers).toMatchObject([{ consumer: CONSUMER, key: "bo", events: 1, keys: 1, left: 0 }]);
  expect((await run("dead")).answers[0]).toHaveLength(2);
  expect((await run("replay", { consumer: CONSUMER, all: true })).answers).toMatchObject([{ events: 2 }]);
  expect((await run("dead")).words).toBe("no dead events");
  const kept = await market.query<{ key: string; settled_reason: string }>(
    "select key, settled_reason from dead_events where key = 'bo' and settled_by = 'command'",
  );
  expect(kept).toEqual([{ key: "bo", settled_reason: "mended" }]);
});

test("drop gives one event up, and only with a reason", async () => {
  const event = await addDead("ada", 0);
  await expect(run("drop", { consumer: CONSUMER, event })).rejects.toMatchObject({ code: "invalid_input" });
  expect((await run("dead")).answers[0]).toHaveLength(1);
  expect(await run("drop", { consumer: CONSUMER, event, reason: "told by phone" })).toMatchObject({
    code: 0,
  });
  expect((await run("dead")).answers[0]).toEqual([]);
});

test("rebuild makes the analytics store from the log and finds no difference", async () => {
  const rebuilt = await run("rebuild", { "compare-only": true }, "analytics");
  expect(rebuilt).toMatchObject({ code: 0, answers: [{ differences: 0 }] });
});

const consumer = CONSUMER;
test.each<[string, Partial<Call["options"]>, string | undefined, string]>([
  ["list", { limit: 0 }, undefined, "invalid_input"],
  ["list", { limit: Number.NaN }, undefined, "invalid_input"],
  ["show", {}, undefined, "invalid_input"],
  ["show", {}, newId("event"), "not_found"],
  ["pause", {}, undefined, "not_found"],
  ["resume", { consumer: "nobody" }, undefined, "not_found"],
  ["replay", { consumer }, undefined, "invalid_input"],
  ["replay", { consumer, all: true, key: "ada" }, undefined, "invalid_input"],
  ["replay", { consumer, event: "ada" }, undefined, "invalid_input"],
  ["replay", { consumer, all: true }, undefined, "dead_event_not_found"],
  ["replay", { all: true }, undefined, "not_found"],
  ["drop", { consumer, event: newId("event"), reason: "gone" }, undefined, "dead_event_not_found"],
  ["rebuild", {}, "search", "invalid_input"],
])("%s %o is refused", async (name, options, subject, code) => {
  await expect(run(name, options, subject)).rejects.toMatchObject({ code });
});
