/**
 * The events that integrations may be sent: facts of the market. What people look at and what opens an account stays inside.
 */
import type { EventDefinition } from "@/server/events/define-event";
import * as bookings from "@/server/modules/bookings/events";
import * as calendar from "@/server/modules/calendar/events";
import * as listings from "@/server/modules/listings/events";
import * as payments from "@/server/modules/payments/events";
import * as pricing from "@/server/modules/pricing/events";
import * as reviews from "@/server/modules/reviews/events";

type Published = Pick<EventDefinition, "type" | "topic" | "summary">;

export const PUBLISHED: readonly Published[] = [bookings, calendar, listings, payments, pricing, reviews]
  .flatMap((module): unknown[] => Object.values(module))
  .filter(isEvent)
  .sort((a, b) => (a.type < b.type ? -1 : 1));

function isEvent(value: unknown): value is Published {
  return typeof value === "object" && value !== null && "keyOf" in value && "type" in value;
}
