/** A booking as a hold would have frozen it, written straight into the table. */
import type { BookingSnapshot } from "@/server/modules/bookings/contract";
import { bookings } from "@/server/modules/bookings/tables";
import type { Db } from "@/server/platform/db";
import { type BookingId, type ListingId, newId, type PersonId } from "@/server/primitives/id";
import { localDate } from "@/server/primitives/local-date";
import { money } from "@/server/primitives/money";
import { addMs, instantAt } from "@/server/primitives/zoned";

const line = { name: "", quantity: null, unitMinor: null, rateBps: null };
/** Three nights in Albany at $642.00, 16 days ahead of the tests' now. */
export const FROZEN_STAY = { checkIn: localDate("2026-05-14"), checkOut: localDate("2026-05-17") };

export async function addFrozenBooking(
  db: Db,
  who: { listingId: ListingId; hostId: PersonId; guestId: PersonId; now: Date; title?: string },
): Promise<BookingId> {
  const bookingId = newId("booking", who.now.getTime());
  const party = { adults: 2, children: 0, infants: 1, pets: 0 };
  const quoteId = newId("quote", who.now.getTime());
  const snapshot: BookingSnapshot = {
    quote: {
      quoteId,
      listingId: who.listingId,
      stay: FROZEN_STAY,
      party,
      lines: [
        { ...line, kind: "nights", quantity: 1, unitMinor: 14_200, amountMinor: 14_200 },
        { ...line, kind: "weekend_nights", quantity: 2, unitMinor: 16_400, amountMinor: 32_800 },
        { ...line, kind: "cleaning_fee", amountMinor: 6_500 },
        { ...line, kind: "guest_service_fee", rateBps: 1400, amountMinor: 7_490 },
        { ...line, kind: "tax", name: "Albany County occupancy tax", rateBps: 600, amountMinor: 3_210 },
      ],
      total: money(64_200, "USD"),
      nightsMinor: 47_000,
      hostFeesMinor: 6_500,
      guestFeeMinor: 7_490,
      taxMinor: 3_210,
      hostFeeMinor: 1_605,
      nightAmountsMinor: [14_200, 16_400, 16_400],
      feeScheduleVersion: 1,
      cancellationPolicy: "moderate",
      issuedAt: who.now,
      expiresAt: addMs(who.now, 1_800_000),
      signature: "frozen",
    },
    listingTitle: who.title ?? "Brick rowhouse with a reading window",
    city: "Albany",
    neighbourhood: "Center Square",
    addressLine: "17 Willett Street, Apartment 2",
    postalCode: "12210",
    latitude: 42.65,
    longitude: -73.76,
    timeZone: "America/New_York",
    checkInFromMinutes: 900,
    checkOutByMinutes: 660,
    checkInNote: "The key is in the small grey box beside the blue door.",
    houseRules: {
      petsAllowed: false,
      smokingAllowed: false,
      partiesAllowed: false,
      childrenWelcome: true,
      quietFromMinutes: null,
      quietUntilMinutes: null,
      more: [],
    },
    cancellationPolicy: "moderate",
  };
  await db.insert(bookings).values({
    id: bookingId,
    code: `RST-${bookingId.slice(-6).toUpperCase()}`,
    listingId: who.listingId,
    hostId: who.hostId,
    guestId: who.guestId,
    status: "confirmed",
    ...FROZEN_STAY,
    party,
    currency: "USD",
    totalMinor: 64_200,
    quoteId,
    snapshot,
    checkInAt: instantAt(FROZEN_STAY.checkIn, 900, "America/New_York"),
    checkOutAt: instantAt(FROZEN_STAY.checkOut, 660, "America/New_York"),
    holdExpiresAt: addMs(who.now, 900_000),
    heldAt: who.now,
    confirmedAt: who.now,
  });
  return bookingId;
}
