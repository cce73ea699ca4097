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
const HEADER_NAMES = [POSITION, ID, TYPE, VERSION, OCCURRED_MS, TRACE];

/**
 * A placed event as it is read for producing: in the sequence of a batch's record, and all of it text, so that nothing is
 * parsed or put together that need not be. The payload is JSON, the instant milliseconds since 1970.
 */
export type PlacedEvent = readonly [
  key: string,
  payload: string,
  position: string,
  id: string,
  type: string,
  version: string,
  occurredMs: string,
  trace: string,
];
export const ID_AT = 3;
const PAYLOAD_AT = 1;
const POSITION_AT = 2;
export const payloadOfPlaced = (event: PlacedEvent) => event[PAYLOAD_AT];
export const positionOfPlaced = (event: PlacedEvent) => Number(event[POSITION_AT]);

export function toBatch(topic: string, partition: number, events: readonly PlacedEvent[]): BusBatch {
  return { topic, partition, headerNames: HEADER_NAMES, records: events };
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
