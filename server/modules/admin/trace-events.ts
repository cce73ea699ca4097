import type { z } from "zod";
import type {
  EventRow,
  listEventsInput,
  listEventsOutput,
  readEventOutput,
  TracedEvent,
} from "@/server/modules/admin/contract";
import {
  type ConsumerState,
  listConsumerStates,
  listEventRows,
  listRecentTypes,
  listRelatedRows,
  readEventRow,
} from "@/server/modules/admin/event-store";
import { readSequenceCursor } from "@/server/modules/admin/page-cursor";
import { outcomeOf } from "@/server/modules/admin/rules";
import type { OperatorCtx } from "@/server/platform/context";
import type { DbOrTx } from "@/server/platform/db";
import type { EventId } from "@/server/primitives/id";
import { toPage } from "@/server/primitives/page";
import { refuse } from "@/server/primitives/refusal";

/** The event log, latest first. Writes nothing. Refuses a foreign cursor and a range that ends before it begins with `invalid_input`. */
export async function listEvents(
  ctx: OperatorCtx,
  input: z.output<typeof listEventsInput>,
): Promise<z.output<typeof listEventsOutput>> {
  const { cursor, limit, from: first, to: last, ...filter } = input;
  const [from, to] = [instantOf(first), instantOf(last)];
  if (from && to && from >= to) throw refuse("invalid_input", { from: first ?? "", to: last ?? "" });
  const beforeSeq = readSequenceCursor(cursor)?.seq;
  const rows = await listEventRows(ctx.db, { ...filter, from, to, beforeSeq, rowsMax: limit + 1 });
  const page = toPage(rows, limit, (last) => ({ seq: last.seq }));
  return {
    items: [...page.items],
    ...(page.nextCursor === undefined ? {} : { nextCursor: page.nextCursor }),
    types: await listRecentTypes(ctx.db),
  };
}

function instantOf(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : new Date(text);
}

/** One event with its payload and its path through the consumers. Refuses with `not_found`. */
export async function readEvent(
  ctx: OperatorCtx,
  input: { eventId: EventId },
): Promise<z.output<typeof readEventOutput>> {
  const row = await readEventRow(ctx.db, input.eventId);
  if (!row) throw refuse("not_found", { eventId: input.eventId });
  const { trace, payload, ...event } = row;
  const [traced] = await traceEvents(ctx.db, [event]);
  return {
    ...event,
    consumers: traced?.consumers ?? [],
    trace,
    payload,
    related: await listRelatedRows(ctx.db, row),
  };
}

/** Adds to each event what each consumer of its topic made of it. One statement. */
export async function traceEvents(db: DbOrTx, events: readonly EventRow[]): Promise<TracedEvent[]> {
  const states = await listConsumerStates(
    db,
    events.map((event) => event.eventId),
  );
  return events.map((event) => ({
    ...event,
    consumers: states.filter((state) => state.eventId === event.eventId).map(toOutcome),
  }));
}

function toOutcome(state: ConsumerState): TracedEvent["consumers"][number] {
  const { consumer, retry, dead } = state;
  const outcome = outcomeOf({ ...state, retryAttempts: retry?.attempts, deadStatus: dead?.status });
  return {
    consumer,
    outcome,
    attempts: retry?.attempts ?? dead?.attempts ?? 0,
    error: retry?.error ?? dead?.error ?? null,
    at: retry?.at ?? dead?.at ?? null,
    handledBy: outcome === "handled" ? (state.movedAt ?? null) : null,
  };
}
