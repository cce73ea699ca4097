/** The place of each row of a query over `event_log`, for drizzle's query builder. */
import { eventLog } from "@/server/events/tables";
import { sql } from "@/server/platform/db";

export interface Placed {
  /** Dense per (topic, partition); null until the relay has placed the event. */
  readonly position: number | null;
  readonly placedAt: Date | null;
}

/** To be joined laterally: `leftJoinLateral(placeOfRow, sql\`true\`)`. */
export const placeOfRow = sql`place_of(${eventLog.topic}, ${eventLog.partition}, ${eventLog.seq}) place`;

export const placeColumns = {
  position: sql<number | null>`place.position`.mapWith(Number),
  placedAt: sql<Date | null>`place.placed_at`.mapWith(eventLog.occurredAt),
};
