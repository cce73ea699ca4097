/** Builders for tests of bookings and money: a guest quotes, holds and pays through the use cases. */
import { hold } from "@/server/modules/bookings/hold";
import { quote } from "@/server/modules/pricing/quote";
import type { GuestCtx } from "@/server/platform/context";
import type { Party } from "@/server/primitives/contracts";
import type { BookingId, ListingId } from "@/server/primitives/id";
import { localDate } from "@/server/primitives/local-date";
import { type Stay, stay } from "@/server/primitives/stay";

export const MAY_STAY: Stay = stay(localDate("2026-05-14"), localDate("2026-05-17"));
export const TWO_ADULTS: Party = { adults: 2, children: 0, infants: 0, pets: 0 };

export interface WantedStay {
  readonly listingId: ListingId;
  readonly stay?: Stay;
  readonly party?: Party;
}

/** Quotes a stay and holds it: what a guest's two clicks do. */
export async function holdStayOf(
  ctx: GuestCtx,
  wanted: WantedStay,
): Promise<{ bookingId: BookingId; holdExpiresAt: Date; totalMinor: number }> {
  const { listingId } = wanted;
  const quoted = await quote(ctx, {
    listingId,
    stay: wanted.stay ?? MAY_STAY,
    party: wanted.party ?? TWO_ADULTS,
  });
  const held = await hold(ctx, { quoteId: quoted.quoteId });
  return { ...held, totalMinor: quoted.total.amountMinor };
}
