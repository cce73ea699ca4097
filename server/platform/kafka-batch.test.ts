/** What is made here is what the client library would have made, and reads as what was given. */
import {
  crc32c,
  createRecordsBatch,
  jsCRC32C,
  NumericMap,
  Reader,
  readRecordsBatch,
} from "@platformatic/kafka";
import fc from "fast-check";
import { expect, test } from "vitest";
import { packBatch, sealBatch } from "@/server/platform/kafka-batch";
import { type BatchOfRows, toBusBatch } from "@/tests/support/bus-batch";

const HEAD = {
  producerId: 7_000_000_001n,
  producerEpoch: 3,
  sequence: 41,
  sentMs: 1_790_000_000_123,
  crc32c,
};
const LEADER_EPOCH_AT = 12;
const LEADER_EPOCH_END = 16;

const batchOf = (headerNames: readonly string[], records: readonly (readonly string[])[]): BatchOfRows => ({
  ...{ topic: "search", partition: 5, headerNames, records },
});
const seal = (batch: BatchOfRows) => sealBatch(packBatch(toBusBatch(batch)), HEAD);

/** Texts of all lengths at which the length of a length changes, and of all widths of a character. */
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc
    .tuple(
      fc.constantFrom("a", "é", "世", "🏡", "\u0000"),
      fc.constantFrom(0, 1, 59, 60, 61, 63, 64, 2730, 8191, 8192),
    )
    .map(([unit, times]) => unit.repeat(times)),
);
const batches = fc.array(fc.string({ maxLength: 12 }), { maxLength: 4 }).chain((names) =>
  fc
    .array(fc.array(text, { minLength: names.length + 2, maxLength: names.length + 2 }), {
      ...{ minLength: 1, maxLength: 70 },
    })
    .map((records) => batchOf(names, records)),
);

/** As it reads after a journey as UTF-8, in which half a pair of units becomes the sign for what cannot be read. */
const readable = (value: string) => Buffer.from(value).toString();

function expectReadsAs({ headerNames, records }: BatchOfRows): void {
  const read = readRecordsBatch(Reader.from(seal(batchOf(headerNames, records))));
  const texts = read.records.map(({ key, value, headers }) => ({
    ...{ key: key?.toString(), value: value?.toString() },
    headers: headers.map(([name, of]) => [name?.toString(), of?.toString()]),
  }));
  expect(texts).toEqual(
    records.map(([key = "", value = "", ...headers]) => ({
      ...{ key: readable(key), value: readable(value) },
      headers: headerNames.map((name, nth) => [readable(name), readable(headers[nth] ?? "")]),
    })),
  );
  expect(read.records.map(({ offsetDelta }) => offsetDelta)).toEqual(records.map((_, nth) => nth));
}

/** The library keeps headers in a map: of two of one name it would send one. */
function madeByTheLibrary({ topic, partition, headerNames, records }: BatchOfRows): Buffer {
  const messages = records.map(([key = "", value = "", ...headers]) => ({
    ...{ topic, partition, key: Buffer.from(key), value: Buffer.from(value) },
    headers: new Map(headerNames.map((name, nth) => [Buffer.from(name), Buffer.from(headers[nth] ?? "")])),
    timestamp: BigInt(HEAD.sentMs),
  }));
  const { producerId, producerEpoch } = HEAD;
  const sequences = new NumericMap([[`${topic}:${partition}`, HEAD.sequence]]);
  return createRecordsBatch(messages, { compression: "zstd", producerId, producerEpoch, sequences }).buffer;
}

test("any batch reads as what was given, and is byte for byte what the client library makes of it", () => {
  fc.assert(
    fc.property(batches, (batch) => {
      expectReadsAs(batch);
      const ours = seal(batch);
      const theirs = madeByTheLibrary(batch);
      // It writes 0 where a producer has nothing to say, Kafka's own client -1; the leader puts its epoch there.
      ours.copy(theirs, LEADER_EPOCH_AT, LEADER_EPOCH_AT, LEADER_EPOCH_END);
      expect(ours.equals(theirs)).toBe(true);
    }),
    { numRuns: 150 },
  );
});

test.each<[string, BatchOfRows]>([
  ["one record without headers", batchOf([], [["key", "value"]])],
  ["nothing in it", batchOf([], [["", ""]])],
  [
    "a key and a header of 100,000 bytes",
    batchOf(["long"], [["k".repeat(100_000), "v", "h".repeat(100_000)]]),
  ],
  [
    "a value of 1 MiB",
    batchOf(
      ["n"],
      [
        ["k", "v".repeat(1_048_576), "1"],
        ["k", "after", "2"],
      ],
    ),
  ],
  [
    "1,000 records",
    batchOf(
      ["n"],
      Array.from({ length: 1_000 }, (_, n) => [`k${n}`, "🏡".repeat(n % 90), String(n)]),
    ),
  ],
])("%s reads as it was given", (_what, batch) => expectReadsAs(batch));

test("the head says who sends how much, as which, and how it is to be checked", () => {
  const bytes = seal(
    batchOf(
      ["n"],
      [
        ["a", "b", "1"],
        ["c", "d", "2"],
      ],
    ),
  );
  const read = readRecordsBatch(Reader.from(bytes));
  expect(read).toMatchObject({
    ...{ firstOffset: 0n, magic: 2, attributes: 4, lastOffsetDelta: 1, length: bytes.length - 12 },
    ...{ producerId: HEAD.producerId, producerEpoch: 3, firstSequence: 41, partitionLeaderEpoch: -1 },
    ...{ firstTimestamp: BigInt(HEAD.sentMs), maxTimestamp: BigInt(HEAD.sentMs) },
  });
  expect(read.crc).toBe(jsCRC32C(bytes.subarray(21)));
});

test("a small batch after a large one holds nothing of it", () => {
  expectReadsAs(batchOf([], [["large", "x".repeat(6_000_000)]]));
  expectReadsAs(batchOf([], [["small", "y"]]));
});

test("a column that is too short for the batch is refused", () => {
  const batch = toBusBatch(batchOf(["n"], [["key", "value", "1"]]));
  expect(() => packBatch({ ...batch, recordCount: 2 })).toThrow("1 texts for 2 records");
  expect(() => packBatch({ ...batch, headers: [{ name: "n", values: [] }] })).toThrow(
    "0 texts for 1 records",
  );
});

test("of longer columns so many records are packed as were asked for", () => {
  const rows = ["a", "b", "c"].map((key) => [key, "value", key]);
  const whole = toBusBatch(batchOf(["n"], rows));
  const cut = sealBatch(packBatch({ ...whole, recordCount: 2 }), HEAD);
  expect(cut.equals(seal(batchOf(["n"], rows.slice(0, 2))))).toBe(true);
});
