/** What a broker stores of batches whose answer is lost, whose producer it does not know any more, or of which it refuses one. */
import { randomBytes } from "node:crypto";
import * as library from "@platformatic/kafka";
import { expect, inject, onTestFinished, test } from "vitest";
import { packBatch } from "@/server/platform/kafka-batch";
import { BatchProducer } from "@/server/platform/kafka-producer";
import { makeSearchTopic, openTestKafka } from "@/tests/contract/event-log/engine";
import { toBusBatch } from "@/tests/support/bus-batch";

const PARTITION = 1;
const OTHER = 2;
type Send = library.Connection["send"];
/** What happens to one request: it goes through, its answer is lost, or it is told stored without having been sent. */
type Fate = "through" | "answer lost" | "swallowed";

/** A producer on the test run's broker, and the texts that a partition holds. */
async function open(then: readonly Fate[] = []) {
  const fates: Fate[] = [];
  const prefix = `p${randomBytes(6).toString("hex")}.`;
  const kafka = openTestKafka({ KAFKA_TOPIC_PREFIX: prefix });
  onTestFinished(() => kafka.close());
  await makeSearchTopic(kafka);
  const brokers = (inject("kafkaEnv").KAFKA_BROKERS ?? "").split(",");
  const client = new library.Producer({ clientId: "test", bootstrapBrokers: brokers, idempotent: true });
  onTestFinished(() => client.close());
  const requests: Buffer[] = [];
  const through = {
    metadata: client.metadata.bind(client),
    initIdempotentProducer: client.initIdempotentProducer.bind(client),
    connections: {
      async get(broker: library.Broker) {
        const connection = await client.connections.get(broker);
        return { send: sendBy(fates, requests, connection.send.bind(connection)) };
      },
    },
  } as unknown as library.Producer;
  const producer = new BatchProducer(library, through, { acksMsMax: 5_000, retriesMax: 3, retryMs: 10 });
  const batch = (values: readonly string[], partition = PARTITION) =>
    packBatch(
      toBusBatch({
        ...{ topic: `${prefix}search`, partition, headerNames: ["n"] },
        records: values.map((value, nth) => ["key", value, String(nth)]),
      }),
    );
  // A leader that is new to its partition asks to be asked again, for as long as a busy machine takes.
  const patient = new BatchProducer(library, client, { acksMsMax: 5_000, retriesMax: 60, retryMs: 250 });
  await patient.produce([batch(["first"]), batch(["first"], OTHER)]);
  fates.push(...then);
  return {
    ...{ producer, requests, batch },
    /** After the first record. */
    async stored(partition = PARTITION) {
      const from = { topic: "search", partition, offset: 1, bytesMax: 5_000_000 };
      return (await kafka.fetch(from)).records.map(({ value }) => value);
    },
  };
}

function sendBy(fates: Fate[], requests: Buffer[], send: Send): Send {
  return (key, version, payload, parser, tagged, answerTagged, callback) => {
    const fate = fates.shift() ?? "through";
    const noted = async () => {
      const writer = await payload();
      requests.push(Buffer.from(writer.buffer));
      return writer;
    };
    if (fate === "swallowed") callback(null);
    else
      send(key, version, noted, parser, tagged, answerTagged, (error, answer) =>
        fate === "answer lost"
          ? callback(new library.NetworkError("Connection closed"))
          : callback(error, answer),
      );
  };
}

test("batches are stored in the sequence in which they were produced", async () => {
  const { producer, batch, stored } = await open();
  await producer.produce([batch(["a", "b"])]);
  await producer.produce([batch(["c"])]);
  await producer.produce([batch(["d", "e", "f"]), batch(["elsewhere"], OTHER)]);
  expect(await stored()).toEqual(["a", "b", "c", "d", "e", "f"]);
  expect(await stored(OTHER)).toEqual(["elsewhere"]);
});

test("a batch whose answer was lost is sent again as it was, and stored once", async () => {
  const { producer, batch, stored, requests } = await open(["through", "answer lost", "answer lost"]);
  await producer.produce([batch(["a"])]);
  await producer.produce([batch(["b", "c"])]);
  await producer.produce([batch(["d"])]);
  expect(requests).toHaveLength(5);
  expect(requests[2]?.equals(requests[1] ?? Buffer.alloc(0))).toBe(true);
  expect(await stored()).toEqual(["a", "b", "c", "d"]);
});

test("a batch that was tried as often as it may be is given up, with the reason", async () => {
  const { producer, batch, requests } = await open(Array<Fate>(9).fill("answer lost"));
  await expect(producer.produce([batch(["a"])])).rejects.toMatchObject({
    ...{ message: "Producing failed 4 times.", errors: [{ code: "PLT_KFK_NETWORK" }] },
  });
  expect(requests).toHaveLength(4);
});

test("where a broker lacks what came before, the producer begins anew and nothing of its batch is lost", async () => {
  const { producer, batch, stored } = await open(["through", "swallowed"]);
  await producer.produce([batch(["a"])]);
  await producer.produce([batch(["lost on the way"])]);
  await producer.produce([batch(["b", "c"])]);
  await producer.produce([batch(["d"])]);
  expect(await stored()).toEqual(["a", "b", "c", "d"]);
});

test("a partition that is refused is named, and the others' batches are stored", async () => {
  const { producer, batch, stored, requests } = await open();
  const tooLarge = randomBytes(1_500_000).toString("base64");
  await expect(producer.produce([batch(["fits"], OTHER), batch([tooLarge])])).rejects.toMatchObject({
    errors: [{ apiId: "MESSAGE_TOO_LARGE" }],
  });
  // What lasts is not tried again.
  expect(requests).toHaveLength(1);
  expect(await stored()).toEqual([]);
  expect(await stored(OTHER)).toEqual(["fits"]);
});

test("a partition that the topic does not have is told", async () => {
  const { producer, batch } = await open();
  await expect(producer.produce([batch(["a"], 999)])).rejects.toThrow(/Unknown topic .*, partition 999/);
});
