import type { z } from "zod";
import {
  ALL_CALENDARS_LISTINGS_MAX,
  type HostNight,
  type hostCalendarOutput,
  type hostCalendarsOutput,
} from "@/server/modules/calendar/contract";
import { type ClaimView, type HostCalendarRow, readHostRows } from "@/server/modules/calendar/store";
import { toPhoto } from "@/server/modules/listings/photo-view";
import { computeNightRate } from "@/server/modules/pricing/nightly-rates";
import type { HostCtx } from "@/server/platform/context";
import { instantOf } from "@/server/platform/db";
import { idFromUuid, type ListingId } from "@/server/primitives/id";
import { addDays, type LocalDate } from "@/server/primitives/local-date";
import { refuse } from "@/server/primitives/refusal";
import { dateAt } from "@/server/primitives/zoned";

type HostCalendar = z.output<typeof hostCalendarOutput>;

/** A home's nights as its host sees them. One statement. Refuses with `listing_not_found`. */
export async function readHostCalendar(
  ctx: HostCtx,
  input: { readonly listingId: ListingId; readonly from: LocalDate; readonly days: number },
): Promise<HostCalendar> {
  const { listingId, from, days } = input;
  const [row] = await readHostRows(ctx.db, {
    hostId: ctx.actor.personId,
    listingId,
    from,
    until: addDays(from, days),
    now: ctx.now,
    countMax: 1,
  });
  if (!row) throw refuse("listing_not_found", { listingId });
  return toHostCalendar(ctx, row, from, days);
}

/** All of a host's homes side by side, oldest first. One statement. */
export async function readHostCalendars(
  ctx: HostCtx,
  input: { readonly from: LocalDate; readonly days: number },
): Promise<z.output<typeof hostCalendarsOutput>> {
  const { from, days } = input;
  const rows = await readHostRows(ctx.db, {
    hostId: ctx.actor.personId,
    listingId: undefined,
    from,
    until: addDays(from, days),
    now: ctx.now,
    countMax: ALL_CALENDARS_LISTINGS_MAX,
  });
  return {
    rows: rows.map((row) => {
      const [photo] = row.photos;
      return {
        ...toHostCalendar(ctx, row, from, days),
        status: row.status,
        photo: photo ? toPhoto(ctx.config, photo) : null,
      };
    }),
  };
}

function toHostCalendar(ctx: HostCtx, row: HostCalendarRow, from: LocalDate, days: number): HostCalendar {
  const claims = new Map(row.claims.map((claim) => [claim.night, claim]));
  return {
    listingId: idFromUuid("listing", row.listing_id),
    title: row.title,
    currency: row.prices?.currency ?? "USD",
    today: dateAt(ctx.now, row.time_zone),
    nights: Array.from({ length: days }, (_, index) => {
      const night = addDays(from, index);
      return {
        night,
        priceMinor: row.prices ? computeNightRate(row.prices, night).rateMinor : 0,
        ownPrice: row.prices?.nightPrices[night] !== undefined,
        nightsMin: row.night_mins[night] ?? row.nights_min,
        ...toClaimFields(claims.get(night)),
      };
    }),
  };
}

const STATES = { hold: "held", booking: "booked", block: "blocked", import: "imported" } as const;

function toClaimFields(
  claim: ClaimView | undefined,
): Omit<HostNight, "night" | "priceMinor" | "ownPrice" | "nightsMin"> {
  const isGuests = claim?.kind === "hold" || claim?.kind === "booking";
  return {
    state: claim ? STATES[claim.kind] : "free",
    preparation: claim?.preparation ?? false,
    bookingId: claim && isGuests ? idFromUuid("booking", claim.claimId) : null,
    blockId: claim?.kind === "block" ? idFromUuid("block", claim.claimId) : null,
    blockNote: claim?.note ?? null,
    guestName: claim?.label?.guestName ?? null,
    guestCount: claim?.label?.guestCount ?? null,
    holdExpiresAt: claim?.expiresAt ? instantOf(claim.expiresAt) : null,
  };
}
