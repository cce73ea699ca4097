/** What the relay packs is read by Kafka's own Java client, which shares no code with ours or with the library that we use. */
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import path from "node:path";
import { promisify } from "node:util";
import { expect, inject, onTestFinished, test } from "vitest";
import { packBatch } from "@/server/platform/kafka-batch";
import { javaOptions } from "@/server/platform/local/kafka";
import { provideKafkaJars } from "@/server/platform/local/kafka-jars";
import { makeSearchTopic, openTestKafka } from "@/tests/contract/event-log/engine";
import { toBusBatch } from "@/tests/support/bus-batch";

const ROOT = path.resolve(import.meta.dirname, "..", "..");
const PARTITION = 2;

async function readByJava(topic: string): Promise<string[][]> {
  const jars = await provideKafkaJars(ROOT, () => undefined);
  const program = path.join(import.meta.dirname, "ReadPartition.java");
  const { stdout } = await promisify(execFile)(
    "java",
    [...javaOptions(ROOT, jars), program, inject("kafkaEnv").KAFKA_BROKERS ?? "", topic, String(PARTITION)],
    { maxBuffer: 50_000_000 },
  );
  // The broker's own logging goes to the same place: its lines begin otherwise.
  const lines = stdout.split("\n").filter((line) => /^\d+ [A-Za-z0-9+/=]* /.test(line));
  return lines.map((line) => {
    const [offset = "", ...fields] = line.split(" ");
    return [offset, ...fields.map((field) => Buffer.from(field, "base64").toString())];
  });
}

test("Kafka's own client reads every record as it was given, batch after batch", {
  timeout: 120_000,
}, async () => {
  const prefix = `j${randomBytes(6).toString("hex")}.`;
  const kafka = openTestKafka({ KAFKA_TOPIC_PREFIX: prefix });
  onTestFinished(() => kafka.close());
  await makeSearchTopic(kafka);
  const texts = ["", "k", "ñ 東 🏡", "x".repeat(59), "x".repeat(64), "é".repeat(9_000), `{"a": "\\u0000"}`];
  const rows = Array.from({ length: 700 }, (_, nth) => [
    `key ${nth}`,
    texts[nth % texts.length] ?? "",
    String(nth),
    texts[(nth + 3) % texts.length] ?? "",
  ]);
  const batchOf = (records: readonly (readonly string[])[]) =>
    packBatch(toBusBatch({ topic: "search", partition: PARTITION, headerNames: ["position", "ñ"], records }));
  for (const records of [rows.slice(0, 1), rows.slice(1, 500), rows.slice(500)])
    await kafka.produce([batchOf(records)]);

  expect(await readByJava(`${prefix}search`)).toEqual(
    rows.map(([key, value, position, text], nth) => [
      ...[String(nth), key, value],
      ...["position", position, "ñ", text],
    ]),
  );
});
