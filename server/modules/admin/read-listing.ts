import type { AdminListing } from "@/server/modules/admin/directory-contract";
import { NIGHTS_SHOWN } from "@/server/modules/admin/directory-contract";
import {
  type ListingRecord,
  listClaims,
  listPhotosOf,
  readListingRecordUnscoped,
} from "@/server/modules/admin/directory-store";
import { listEventRows } from "@/server/modules/admin/event-store";
import { bookingRowOf, moneyOf } from "@/server/modules/admin/list-bookings";
import { listingRowOf } from "@/server/modules/admin/list-directory";
import { nightsOf, spansOf } from "@/server/modules/admin/rules";
import { listActions, listBookingRows, listListingRows } from "@/server/modules/admin/store";
import { STAY_RULES_DEFAULT } from "@/server/modules/calendar/contract";
import { toPhoto } from "@/server/modules/listings/photo-view";
import { whyNotPublishable } from "@/server/modules/listings/rules";
import type { OperatorCtx } from "@/server/platform/context";
import { idFromUuid, type ListingId, uuidOf } from "@/server/primitives/id";
import { addDays } from "@/server/primitives/local-date";
import { refuse } from "@/server/primitives/refusal";
import { dateAt } from "@/server/primitives/zoned";

/** The page shows the latest of each and leads to the lists for the rest. */
const ROWS_MAX = 20;

/**
 * Everything an operator may know of a home in any state: facts with the exact address, what it lacks, pictures, prices,
 * rules, who has its next nights, bookings, events, and what operators did to it. Writes nothing. Refuses with
 * `listing_not_found`.
 */
export async function readListing(ctx: OperatorCtx, input: { listingId: ListingId }): Promise<AdminListing> {
  const { db } = ctx;
  const { listingId } = input;
  const [row] = await listListingRows(db, { listingId, rowsMax: 1 });
  const record = await readListingRecordUnscoped(db, listingId);
  if (!row || !record) throw refuse("listing_not_found", { listingId });
  const photos = await listPhotosOf(db, listingId);
  const bookings = await listBookingRows(db, { listingId, rowsMax: ROWS_MAX });
  const missing = whyNotPublishable({
    ...record.listing,
    photoCount: photos.length,
    baseMinor: record.prices?.baseMinor ?? null,
    emailVerified: record.hostVerified,
  });
  const { listingId: _listingId, ...rules } = record.rules ?? { ...STAY_RULES_DEFAULT, listingId };
  return {
    listing: { ...listingRowOf(row), ...factsOf(record.listing), missing },
    photos: photos.map((photo) => toPhoto(ctx.config, { ...photo, id: uuidOf(photo.id) })),
    prices: pricesOf(record),
    rules,
    calendar: await readCalendar(ctx, record.listing),
    bookings: bookings.map(bookingRowOf),
    events: await listEventRows(db, { key: listingId, rowsMax: ROWS_MAX }),
    actions: await listActions(db, { object: { kind: "listing", id: listingId }, rowsMax: ROWS_MAX }),
  };
}

function factsOf(row: ListingRecord["listing"]) {
  const { latitude, longitude } = row;
  return {
    version: row.version,
    updatedAt: row.updatedAt,
    propertyType: row.propertyType,
    roomType: row.roomType,
    countryCode: row.countryCode,
    region: row.region,
    addressLine: row.addressLine,
    postalCode: row.postalCode,
    point: latitude === null || longitude === null ? null : { latitude, longitude },
    timeZone: row.timeZone,
    capacity: row.capacity,
    bedrooms: row.bedrooms,
    beds: row.beds,
    bathroomHalves: row.bathroomHalves,
    petsMax: row.petsMax,
    amenityCount: row.amenities.length,
    cancellationPolicy: row.cancellationPolicy,
    checkInFromMinutes: row.checkInFromMinutes,
    checkOutByMinutes: row.checkOutByMinutes,
    registrationNumber: row.registrationNumber,
    guestFavourite: row.guestFavourite,
  };
}

function pricesOf({ prices }: ListingRecord): AdminListing["prices"] {
  if (!prices) return null;
  const { currency, weekendMinor } = prices;
  return {
    base: moneyOf(prices.baseMinor, currency),
    weekend: weekendMinor === null ? null : moneyOf(weekendMinor, currency),
    cleaningFee: moneyOf(prices.cleaningFeeMinor, currency),
    weeklyDiscountBps: prices.weeklyDiscountBps,
    monthlyDiscountBps: prices.monthlyDiscountBps,
  };
}

async function readCalendar(
  ctx: OperatorCtx,
  { id, timeZone }: ListingRecord["listing"],
): Promise<AdminListing["calendar"]> {
  const { db, now } = ctx;
  const today = dateAt(now, timeZone);
  const until = addDays(today, NIGHTS_SHOWN);
  const claims = await listClaims(db, { listingId: id, from: today, until, now });
  return {
    today,
    nights: nightsOf(claims, today, NIGHTS_SHOWN),
    spans: spansOf(claims).map(({ kind, claimId, ...span }) => ({
      ...span,
      bookingId: kind === "hold" || kind === "booking" ? idFromUuid("booking", claimId) : null,
    })),
  };
}
