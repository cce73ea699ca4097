/** Contracts of the calendar: which nights are free, and the host's edits. */
import { z } from "zod";
import { photoContract } from "@/server/modules/listings/contract";
import { idContract, localDateContract, stayContract, textContract } from "@/server/primitives/contracts";

/** Most days one reading of a calendar covers. */
export const CALENDAR_DAYS_MAX = 400;

const rangeFields = {
  listingId: idContract("listing"),
  from: localDateContract,
  days: z.int().min(1).max(CALENDAR_DAYS_MAX),
};

/** What a guest may know of a night: never who has it. */
export const publicNightContract = z.object({
  night: localDateContract,
  free: z.boolean(),
  /** An arrival on this date can be booked (night free, rules allow it). */
  checkInAllowed: z.boolean(),
  /** A departure on this date can be booked (the night before is free, rules allow it). */
  checkOutAllowed: z.boolean(),
  nightsMin: z.int(),
  /** Price of the night without fees. */
  priceMinor: z.int(),
});
export const publicCalendarInput = z.strictObject(rangeFields);
export const publicCalendarOutput = z.object({
  currency: z.string(),
  today: localDateContract,
  nights: z.array(publicNightContract),
});
export type PublicNight = z.output<typeof publicNightContract>;

/** A night as its host sees it. */
export const hostNightContract = z.object({
  night: localDateContract,
  state: z.enum(["free", "held", "booked", "blocked", "imported"]),
  /** Held or booked only to make the home ready after a stay. */
  preparation: z.boolean(),
  /** The guest's first name and the guests without infants, for a night that is held or booked. */
  guestName: z.string().nullable(),
  guestCount: z.int().nullable(),
  /** What the host noted on a block. */
  blockNote: z.string().nullable(),
  priceMinor: z.int(),
  /** True when the night has a price of its own. */
  ownPrice: z.boolean(),
  nightsMin: z.int(),
  bookingId: idContract("booking").nullable(),
  blockId: idContract("block").nullable(),
  holdExpiresAt: z.date().nullable(),
});
export const hostCalendarInput = z.strictObject(rangeFields);
export const hostCalendarOutput = z.object({
  listingId: idContract("listing"),
  title: z.string(),
  currency: z.string(),
  today: localDateContract,
  nights: z.array(hostNightContract),
});
/** Most homes and days one reading of all calendars covers. */
export const ALL_CALENDARS_LISTINGS_MAX = 50;
export const ALL_CALENDARS_DAYS_MAX = 62;
/** A host's homes side by side, oldest first. */
export const hostCalendarsInput = z.strictObject({
  from: localDateContract,
  days: z.int().min(1).max(ALL_CALENDARS_DAYS_MAX),
});
export const hostCalendarsOutput = z.object({
  rows: z.array(
    hostCalendarOutput.extend({
      status: z.enum(["draft", "published", "paused"]),
      photo: photoContract.nullable(),
    }),
  ),
});
export type HostNight = z.output<typeof hostNightContract>;

/** Sets price or minimum stay for the free and booked nights of a range, or clears them (null). */
export const editNightsInput = z.strictObject({
  listingId: idContract("listing"),
  stay: stayContract,
  priceMinor: z.int().min(1).max(100_000_000).nullable().optional(),
  nightsMin: z.int().min(1).max(365).nullable().optional(),
});
/** What the nights had before, so that the edit can be undone by sending it back. */
export const editNightsOutput = z.object({
  before: z.array(
    z.object({ night: localDateContract, priceMinor: z.int().nullable(), nightsMin: z.int().nullable() }),
  ),
});
export const restoreNightsInput = z.strictObject({
  listingId: idContract("listing"),
  nights: z
    .array(
      z.strictObject({
        night: localDateContract,
        priceMinor: z.int().min(1).nullable(),
        nightsMin: z.int().min(1).nullable(),
      }),
    )
    .min(1)
    .max(CALENDAR_DAYS_MAX),
});
export const blockInput = z.strictObject({
  listingId: idContract("listing"),
  stay: stayContract,
  note: textContract(200).default(""),
});
export const blockOutput = z.object({ blockId: idContract("block") });
export const unblockInput = z.strictObject({
  listingId: idContract("listing"),
  blockId: idContract("block"),
});

export const stayRulesContract = z.strictObject({
  nightsMin: z.int().min(1).max(365),
  nightsMax: z.int().min(1).max(365),
  advanceNoticeHours: z.int().min(0).max(168),
  preparationNights: z.int().min(0).max(7),
  bookingWindowDays: z.int().min(1).max(730),
  checkInWeekdays: z.array(z.int().min(1).max(7)).min(1).max(7),
  checkOutWeekdays: z.array(z.int().min(1).max(7)).min(1).max(7),
});
export type StayRules = z.output<typeof stayRulesContract>;
export const saveStayRulesInput = z.strictObject({
  listingId: idContract("listing"),
  rules: stayRulesContract,
});
export const readStayRulesInput = z.strictObject({ listingId: idContract("listing") });
export const stayRulesOutput = z.object({ rules: stayRulesContract });
/** Opens blocked nights of a range again, whichever blocks they belong to; the rest of those blocks stays. */
export const openNightsInput = z.strictObject({ listingId: idContract("listing"), stay: stayContract });
export const openNightsOutput = z.object({ openedNights: z.array(localDateContract) });

/** Without rules of its own a home takes any stay of 1 to 365 nights that begins within a year. */
export const STAY_RULES_DEFAULT: StayRules = {
  nightsMin: 1,
  nightsMax: 365,
  advanceNoticeHours: 0,
  preparationNights: 0,
  bookingWindowDays: 365,
  checkInWeekdays: [1, 2, 3, 4, 5, 6, 7],
  checkOutWeekdays: [1, 2, 3, 4, 5, 6, 7],
};
