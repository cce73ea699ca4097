/** The spans of handling events: a consumer goes on with the trace of the change that the event tells of. */
import type { Consumer } from "@/server/events/define-consumer";
import type { EventRecord } from "@/server/events/define-event";
import type { SpanPlan } from "@/server/platform/spans";

export function spanOfEvent(consumer: Consumer, event: EventRecord): SpanPlan {
  return {
    name: `handle ${consumer.name}`,
    kind: "consumer",
    parent: event.trace,
    trace: event.trace,
    attributes: {
      "messaging.system": "roost",
      "messaging.destination.name": event.topic,
      "messaging.destination.partition.id": String(event.partition),
      "messaging.message.id": event.id,
      "roost.event.type": event.type,
      "roost.event.position": event.position,
    },
  };
}

/** A batch comes of many traces: it is a span of its own, linked to theirs. */
export function spanOfBatch(consumer: Consumer, events: readonly EventRecord[], trace: string): SpanPlan {
  return {
    name: `handle ${consumer.name}`,
    kind: "consumer",
    trace,
    links: () => events.map((event) => event.trace),
    attributes: { "messaging.system": "roost", "messaging.batch.message_count": events.length },
  };
}
