/**
 * Declares an event: a fact in the past tense, its contract, and the aggregate it belongs to.
 *
 * Within a version only optional fields may be added; a breaking change is a new version beside the old one.
 */
import type { z } from "zod";
import type { EventId } from "@/server/primitives/id";

export interface EventDefinition<Payload = unknown> {
  /** e.g. `booking.confirmed`. */
  readonly type: string;
  readonly version: number;
  /** The module that publishes it; the topic of the log. */
  readonly topic: string;
  readonly payload: z.ZodType<Payload>;
  /** The aggregate's id: events of one key keep their sequence. */
  readonly keyOf: (payload: Payload) => string;
  readonly summary: string;
}

/** An event as consumers get it. */
export interface EventRecord<Payload = unknown> {
  readonly id: EventId;
  readonly topic: string;
  readonly partition: number;
  readonly position: number;
  readonly key: string;
  readonly type: string;
  readonly version: number;
  readonly payload: Payload;
  readonly occurredAt: Date;
  readonly trace: string;
}

export type PayloadOf<E> = E extends EventDefinition<infer P> ? P : never;

export function defineEvent<Contract extends z.ZodType>(definition: {
  type: string;
  version: number;
  topic: string;
  payload: Contract;
  keyOf: (payload: z.output<Contract>) => string;
  summary: string;
}): EventDefinition<z.output<Contract>> {
  // A contract's output type is what `z.ZodType<Payload>` states; TypeScript cannot see it through the generic.
  return definition as unknown as EventDefinition<z.output<Contract>>;
}
