import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { EventRecord } from "@/server/events/define-event";
import { listEvents } from "@/server/events/inspect";
import { postgresEventLog } from "@/server/events/postgres-event-log";
import { readPlaced } from "@/server/events/produce-store";
import { ensurePartitions } from "@/server/events/relay";
import { eventLog } from "@/server/events/tables";
import { type EventId, newId, uuidOf } from "@/server/primitives/id";
import { addMs } from "@/server/primitives/zoned";
import { MARKET_NOW, type Market, openMarket } from "@/tests/support/market";

let market: Market;
beforeAll(async () => {
  market = await openMarket();
  await ensurePartitions(market.db);
});
afterAll(() => market.close());
beforeEach(async () => {
  await market.query("truncate event_log");
  await market.query("update event_partitions set next_position = 0");
});

const PARTITION = 3;
const write = (count: number) =>
  market.query(
    `insert into event_log (id, topic, partition, key, type, version, payload, occurred_at, trace)
     select gen_random_uuid(), 'search', $1, 'k', 'bell.rang', 1, '{}', now(), 't' from generate_series(1, $2::int)`,
    [PARTITION, count],
  );
const place = (most: number) => market.query("select * from place_events($1, now())", [most]);

/** Both readers of the log: what consumers read, and what the relay reads to produce it. */
const READERS = [
  [
    "consumers",
    (after: number, most: number) => postgresEventLog(market.db).read("search", PARTITION, after, most),
  ],
  ["the relay", readForProducing],
] as const;

async function readForProducing(after: number, most: number): Promise<EventRecord[]> {
  const cursors = [
    { topic: "bookings", partition: 0, after: -1 },
    { topic: "search", partition: PARTITION, after },
  ];
  const [stretch, ...others] = await readPlaced(market.db, cursors, most);
  expect(others).toEqual([]);
  if (!stretch) return [];
  const { topic, partition, events } = stretch;
  return events.positions.map((position, nth) => ({
    ...{ topic, partition, position, id: events.ids[nth] as EventId, key: events.keys[nth] ?? "" },
    ...{ type: events.types[nth] ?? "", version: events.versions[nth] ?? 0, trace: events.traces[nth] ?? "" },
    payload: JSON.parse(events.payloads[nth] ?? "") as unknown,
    occurredAt: new Date(events.occurredMs[nth] ?? Number.NaN),
  }));
}

/** Takes events out of what waits, as if their transactions had not committed yet; gives what puts them back. */
async function holdBack(nth: readonly number[]): Promise<() => Promise<unknown>> {
  const held = await market.query<{ seq: string }>(
    `delete from unplaced_events where seq in (
       select seq from (select seq, row_number() over (order by seq) as nth from event_log) e where nth = any($1))
     returning seq`,
    [nth],
  );
  return () =>
    market.query(
      "insert into unplaced_events (topic, partition, seq) select 'search', $1, unnest($2::bigint[])",
      [PARTITION, held.map(({ seq }) => seq)],
    );
}

/** Nine rows of places, of 1 to 40 events, in two of which late events stand. */
async function placeInPieces(): Promise<number> {
  await write(120);
  const putBack = await holdBack([5, 6, 77]);
  for (const most of [1, 1, 40, 7, 30]) await place(most);
  await write(10);
  await putBack();
  for (const most of [2, 3, 25, 1_000]) await place(most);
  return 130;
}

test("an event knows the place that the log has it in, a late one too", async () => {
  const count = await placeInPieces();
  const log = await postgresEventLog(market.db).read("search", PARTITION, -1, 1_000);
  expect(log).toHaveLength(count);
  const positions = new Map(log.map((event) => [event.id, event.position]));
  const events = await listEvents(market.db, { max: 1_000 });
  expect(events.map(({ id, position }) => [id, position])).toEqual(
    events.map(({ id }) => [id, positions.get(id)]),
  );
  // Held back as 5th, 6th and 77th, the first of them placed once 79 others were.
  const late = events
    .toReversed()
    .flatMap(({ position }, nth) => ([4, 5, 76].includes(nth) ? [position] : []));
  expect(late).toEqual([79, 80, 81]);
});

test.each(READERS)("%s read any stretch without a gap, whatever rows its places are in", async (_, read) => {
  const count = await placeInPieces();
  for (let after = -1; after < count; after += 3)
    for (const most of [1, 2, 39, 500]) {
      const events = await read(after, most);
      const expected = Array.from(
        { length: Math.min(most, count - 1 - after) },
        (_each, nth) => after + 1 + nth,
      );
      expect(events.map(({ position }) => position)).toEqual(expected);
    }
});

test.each(READERS)("%s are told of each event what was written", async (_, read) => {
  const events = Array.from({ length: 60 }, (_each, nth) => ({
    id: newId("event", MARKET_NOW.getTime() + nth),
    topic: "search",
    partition: PARTITION,
    key: ["k", 'a, {b} "c"', "two\nlines \\", "", "ñ 東 🏡"][nth % 5] ?? "",
    type: nth % 2 === 0 ? "bell.rang" : "bell.stopped",
    version: 1 + (nth % 3),
    payload: { nth, text: `"${nth}" ñ 🏡 \n\t`, none: null, parts: [0.5, -1, { deep: [] }] },
    occurredAt: addMs(MARKET_NOW, nth * 7_919 - 60_001),
    trace: `trace ${nth}`,
  }));
  for (const event of events) {
    await market.db.insert(eventLog).values(event);
    if (Number(event.payload.nth) % 11 === 0) await place(1_000);
  }
  await place(1_000);
  const expected = events.map((event, position) => ({ ...event, position }));
  expect((await read(-1, 1_000)).map(fieldsOf)).toEqual(expected);
});

/** An event of the log reads its fields out of columns; here each is read. */
function fieldsOf(event: EventRecord): EventRecord {
  const { id, topic, partition, position, key, type, version, payload, occurredAt, trace } = event;
  return { id, topic, partition, position, key, type, version, payload, occurredAt, trace };
}

const CHANGES: readonly (readonly [string, string, readonly number[]])[] = [
  ["out of the log", "delete from event_log where seq = (select max(seq) - 8 from event_log)", [1]],
  [
    "in another sequence",
    `update event_placings set seqs = (select array_agg(s order by s desc) from unnest(seqs) s)
     where cardinality(seqs) = 10`,
    [],
  ],
];
test.each(CHANGES.flatMap((change) => READERS.map(([who, read]) => [who, ...change, read] as const)))(
  "for %s an event taken %s leaves every other one at its place",
  async (_, _how, change, missing, readBy) => {
    await write(10);
    await place(1_000);
    await market.query(change);
    const places = await market.query<{ id: string; position: string }>(
      "select e.id, p.position from event_places p join event_log e using (seq) order by p.position",
    );
    const read = await readBy(-1, 1_000);
    expect(read.map(({ id, position }) => [uuidOf(id), position])).toEqual(
      places.map(({ id, position }) => [id, Number(position)]),
    );
    const positions = Array.from({ length: 10 }, (_each, nth) => nth);
    expect(read.map(({ position }) => position)).toEqual(positions.filter((nth) => !missing.includes(nth)));
  },
);

test.each([
  ["a NUL", String.raw`{"text": "\u0000"}`, false],
  ["half a character", String.raw`{"text": "\ud83c"}`, false],
  ["a whole one", String.raw`{"text": "\ud83c\udfe1"}`, true],
  ["what looks like a NUL", String.raw`{"text": "\\u0000"}`, true],
])("a payload with %s can be written: only what every reader can read", async (_, payload, isTaken) => {
  const written = market.query(
    `insert into event_log (id, topic, partition, key, type, version, payload, occurred_at, trace)
     values (gen_random_uuid(), 'search', $1, 'k', 'bell.rang', 1, $2, now(), 't')`,
    [PARTITION, payload],
  );
  if (!isTaken) return expect(written).rejects.toThrow(/unsupported Unicode|invalid input syntax/);
  await written;
  const [row] = await market.query<{ text: string }>("select payload ->> 'text' as text from event_log");
  expect(row).toEqual({ text: (JSON.parse(payload) as { text: string }).text });
});

test("an event waits for its place, and no longer than that", async () => {
  await write(3);
  expect(
    (await listEvents(market.db, { max: 3 })).map(({ position, placedAt }) => [position, placedAt]),
  ).toEqual([
    [null, null],
    [null, null],
    [null, null],
  ]);
  await place(2);
  expect(await market.query("select partition from unplaced_events")).toEqual([{ partition: PARTITION }]);
  await place(2);
  expect(await market.query("select 1 from unplaced_events")).toEqual([]);
  const [last] = await listEvents(market.db, { max: 1 });
  expect(last).toMatchObject({ position: 2, placedAt: expect.any(Date) as Date });
});

test("an emptied log has no places", async () => {
  await write(3);
  await place(2);
  await market.query("truncate event_log");
  expect(await market.query("select 1 from unplaced_events")).toEqual([]);
  expect(await market.query("select 1 from event_placings")).toEqual([]);
});
