/** A market whose engine is Kafka is rebuilt from the rows that PostgreSQL keeps: `docs/decisions/0120`. */
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import type { EventLog } from "@/server/events/event-log";
import { kafkaEventLog } from "@/server/events/kafka-event-log";
import { moveToKafka } from "@/server/events/move-bus";
import { runConsumers } from "@/server/events/run-consumer";
import {
  ANALYTICS_CONSUMER,
  recordFactsOnEvents,
} from "@/server/modules/analytics/consumers/record-facts-on-events";
import { rebuildAnalytics } from "@/server/modules/analytics/rebuild-analytics";
import { rebuildClickHouse } from "@/server/modules/analytics/rebuild-clickhouse";
import { sendToClickHouse } from "@/server/modules/analytics/send-to-clickhouse";
import { ANALYTICS_TABLE_NAMES } from "@/server/modules/analytics/tables";
import { httpClickHouse } from "@/server/platform/clickhouse";
import type { KafkaPort } from "@/server/platform/kafka-port";
import { silentLog } from "@/server/platform/log";
import type { Ports } from "@/server/platform/ports";
import type { ListingId, PersonId } from "@/server/primitives/id";
import { openTestKafka } from "@/tests/contract/event-log/engine";
import { randomStream } from "@/tests/support/analytics-events";
import { hasClickHouse, startClickHouse } from "@/tests/support/clickhouse";
import { WIDE } from "@/tests/support/events";
import { type Market, openMarket } from "@/tests/support/market";

let market: Market;
let kafka: KafkaPort;
let eventCount = 0;

/** A market that ran on PostgreSQL, moved to Kafka, and whose analytics then read everything from there. */
beforeAll(async () => {
  kafka = openTestKafka();
  market = await openMarket({ ports: { kafka } });
  const homes: { listingId: ListingId; hostId: PersonId }[] = [];
  for (let count = 0; count < 4; count += 1) homes.push(await market.addListing());
  const stream = randomStream({ seed: 12, journeyCount: 80, listings: homes });
  eventCount = stream.records.length;
  await stream.writeLog(market.db, ANALYTICS_CONSUMER);
  await market.query(
    `insert into event_partitions (topic, partition, next_position)
     select topic, partition, max(position) + 1 from event_places group by 1, 2
     on conflict (topic, partition) do update set next_position = excluded.next_position`,
  );
  await market.query("update consumer_positions set position = -1");
  expect((await moveToKafka(market.systemCtx())).copied).toBe(eventCount);
  await runConsumers(market.systemCtx(), [recordFactsOnEvents], { bounds: WIDE });
});
afterAll(async () => {
  await market.close();
  await kafka.close();
});

async function contents(): Promise<Record<string, unknown[]>> {
  const all: Record<string, unknown[]> = {};
  for (const name of ANALYTICS_TABLE_NAMES)
    all[name] = await market.query(`select t::text as row from analytics.${name} t order by 1`);
  return all;
}

test("what analytics counted from Kafka is what a rebuild counts from the rows, to the last one", async () => {
  const counted = await contents();
  expect(counted.booking_facts?.length).toBeGreaterThan(20);
  const rebuild = await rebuildAnalytics(market.systemCtx());
  expect(rebuild).toMatchObject({ eventCount, differences: 0, swapped: true });
  expect(await contents()).toEqual(counted);
});

test("a rebuild that reads Kafka counts the same, and reads each event that Kafka has lost from the rows", async () => {
  const log = (port: KafkaPort): EventLog => kafkaEventLog({ kafka: port, db: market.db, log: silentLog });
  const read = await rebuildAnalytics(market.systemCtx(), { compareOnly: true, log: log(kafka) });
  expect(read).toMatchObject({ eventCount, differences: 0 });
  const emptied = openTestKafka();
  for (const { topic, partitionCount } of await kafka.listTopics())
    await emptied.createTopic({ topic, partitionCount, replicaCount: 1 }, {});
  const kept = await rebuildAnalytics(market.systemCtx(), { compareOnly: true, log: log(emptied) });
  await emptied.close();
  expect(kept).toMatchObject({ eventCount, differences: 0 });
});

test.skipIf(!hasClickHouse)(
  "ClickHouse is sent what Kafka holds, and its rebuild reads the same from the rows",
  { timeout: 120_000 },
  async () => {
    const server = await startClickHouse();
    onTestFinished(() => server.stop());
    const { ports, ...rest } = market.systemCtx();
    const clickHouse = { value: httpClickHouse(server.url) };
    const all = { ...Object.getOwnPropertyDescriptors(ports), clickHouse };
    const ctx = { ...rest, ports: Object.defineProperties({} as Ports, all) };
    expect(await sendToClickHouse(ctx, WIDE)).toMatchObject({ handled: eventCount, lagAfter: 0 });
    const read = await rebuildClickHouse(ctx, { compareOnly: true });
    expect(read).toMatchObject({ eventCount, differences: 0 });
    expect(read.totals.find(({ table }) => table === "booking_facts")?.live).toBeGreaterThan(20);
    expect(await rebuildClickHouse(ctx)).toMatchObject({ eventCount, differences: 0, swapped: true });
  },
);
