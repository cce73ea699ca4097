/** An event as a record of Kafka: the payload is the value, the rest stands in headers that any client can read. */
import type { EventRecord } from "@/server/events/define-event";
import type { BusRecord, StoredRecord } from "@/server/platform/kafka-port";
import { assert } from "@/server/primitives/assert";
import { idFromUuid, isId } from "@/server/primitives/id";

/** A placed event as it is read for producing, all of it text: nothing is parsed that need not be. */
export interface PlacedEvent {
  readonly position: string;
  readonly uuid: string;
  readonly key: string;
  readonly type: string;
  readonly version: string;
  /** JSON. */
  readonly payload: string;
  /** Milliseconds since 1970. */
  readonly occurredMs: string;
  readonly trace: string;
}

/** What a repeat is recognised by. */
const POSITION = "position";

export function toRecord(topic: string, partition: number, event: PlacedEvent): BusRecord {
  const headers = new Map<string, string>();
  headers.set(POSITION, event.position);
  headers.set("id", idFromUuid("event", event.uuid));
  headers.set("type", event.type);
  headers.set("version", event.version);
  headers.set("occurred-ms", event.occurredMs);
  headers.set("trace", event.trace);
  return { topic, partition, key: event.key, value: event.payload, headers };
}

export function positionOf(record: StoredRecord): number {
  const position = Number(record.headers.get(POSITION) ?? Number.NaN);
  assert(Number.isSafeInteger(position), `offset ${record.offset} of ${record.topic} has no position`);
  return position;
}

export function toEvent(record: StoredRecord): EventRecord {
  const header = (name: string) => record.headers.get(name) ?? "";
  const id = header("id");
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
    ...{ type: header("type"), version: Number(header("version")), payload, trace: header("trace") },
    occurredAt: new Date(Number(header("occurred-ms"))),
  };
}
