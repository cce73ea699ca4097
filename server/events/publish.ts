/**
 * Records an event in the transaction of the change it tells of: both are committed, or neither is.
 *
 * Makes one insert and no network call. The payload is checked against the event's contract before it is written, so a
 * consumer never meets a payload that its producer could not have meant.
 */
import type { EventDefinition } from "@/server/events/define-event";
import { partitionOf } from "@/server/events/partition";
import { eventLog } from "@/server/events/tables";
import type { Tx } from "@/server/platform/db";
import { type EventId, newId } from "@/server/primitives/id";

export interface PublishInput<Payload> {
  readonly payload: Payload;
  /** When it happened, by the request's clock. */
  readonly at: Date;
  readonly trace: string;
}

/** The row of an event, for the few writers that put it down together with their own rows in one statement. */
export function toEventRow<Payload>(
  event: EventDefinition<Payload>,
  input: PublishInput<NoInfer<Payload>>,
): Omit<typeof eventLog.$inferInsert, "seq"> {
  const payload = event.payload.parse(input.payload);
  const key = event.keyOf(payload);
  return {
    id: newId("event", input.at.getTime()),
    topic: event.topic,
    partition: partitionOf(event.topic, key),
    key,
    type: event.type,
    version: event.version,
    payload,
    occurredAt: input.at,
    trace: input.trace,
  };
}

export async function publish<Payload>(
  tx: Tx,
  event: EventDefinition<Payload>,
  input: PublishInput<NoInfer<Payload>>,
): Promise<EventId> {
  const row = toEventRow(event, input);
  await tx.insert(eventLog).values(row);
  return row.id;
}
