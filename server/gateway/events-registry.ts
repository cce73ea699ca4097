/** Every event there is. docs/events.md is written from it, and each has a sample in tests/contract/events. */
import type { z } from "zod";
import type { EventDefinition } from "@/server/events/define-event";
import * as accounts from "@/server/modules/accounts/events";
import * as bookings from "@/server/modules/bookings/events";
import * as calendar from "@/server/modules/calendar/events";
import * as listings from "@/server/modules/listings/events";
import * as payments from "@/server/modules/payments/events";
import * as pricing from "@/server/modules/pricing/events";
import * as reviews from "@/server/modules/reviews/events";
import * as search from "@/server/modules/search/events";
import * as wishlists from "@/server/modules/wishlists/events";

/** An event whose payload's type does not matter where it stands. */
export type AnyEvent = Omit<EventDefinition, "payload" | "keyOf"> & {
  readonly payload: z.ZodType;
  readonly keyOf: (payload: never) => string;
};

const MODULES = [accounts, bookings, calendar, listings, payments, pricing, reviews, search, wishlists];

/** By topic, then by type: bundlers disagree on the sequence of a module's exports. */
export const EVENTS: readonly AnyEvent[] = MODULES.flatMap((module) =>
  Object.values(module)
    .filter(isEvent)
    .sort((a, b) => (a.type < b.type ? -1 : 1)),
);

function isEvent(value: unknown): value is AnyEvent {
  return typeof value === "object" && value !== null && "type" in value && "keyOf" in value;
}
