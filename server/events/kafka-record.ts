/** An event as a record of Kafka: the payload is the value, the rest stands in headers that any client can read. */
import type { EventRecord } from "@/server/events/define-event";
import type { BusBatch, StoredRecord } from "@/server/platform/kafka-port";
import { assert } from "@/server/primitives/assert";
import { isId } from "@/server/primitives/id";

/** What a repeat is recognised by. */
const POSITION = "position";
const ID = "id";
const TYPE = "type";
const VERSION = "version";
const OCCURRED_MS = "occurred-ms";
const TRACE = "trace";

/**
 * Placed events of a partition in position order, a column each, so that no object is made of an event. The payloads are JSON
 * as it was written, the instants milliseconds since 1970.
 */
export interface PlacedEvents {
  readonly positions: readonly number[];
  readonly ids: readonly string[];
  readonly keys: readonly string[];
  readonly types: readonly string[];
  readonly versions: readonly number[];
  readonly payloads: readonly string[];
  readonly occurredMs: readonly number[];
  readonly traces: readonly string[];
}

/** The first `count` of them. */
export function toBatch(topic: string, partition: number, events: PlacedEvents, count: number): BusBatch {
  return {
    ...{ topic, partition, recordCount: count, keys: events.keys, values: events.payloads },
    headers: [
      { name: POSITION, values: events.positions.map(String) },
      { name: ID, values: events.ids },
      { name: TYPE, values: events.types },
      { name: VERSION, values: events.versions.map(String) },
      { name: OCCURRED_MS, values: events.occurredMs.map(String) },
      { name: TRACE, values: events.traces },
    ],
  };
}

export function positionOf(record: StoredRecord): number {
  const position = Number(record.headers.get(POSITION) ?? Number.NaN);
  assert(Number.isSafeInteger(position), `offset ${record.offset} of ${record.topic} has no position`);
  return position;
}

export function toEvent(record: StoredRecord): EventRecord {
  const header = (name: string) => record.headers.get(name) ?? "";
  const id = header(ID);
  assert(isId("event", id), `offset ${record.offset} of ${record.topic} has no event's id`);
  const payload: unknown = JSON.parse(record.value);
  return {
    ...{
      id,
      topic: record.topic,
      partition: record.partition,
      position: positionOf(record),
      key: record.key,
    },
    ...{ type: header(TYPE), version: Number(header(VERSION)), payload, trace: header(TRACE) },
    occurredAt: new Date(Number(header(OCCURRED_MS))),
  };
}
