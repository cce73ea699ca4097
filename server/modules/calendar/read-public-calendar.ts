import type { z } from "zod";
import type { publicCalendarOutput } from "@/server/modules/calendar/contract";
import {
  isCheckInAllowed,
  isCheckOutAllowed,
  isNightFree,
  LOOK_AHEAD_NIGHTS,
} from "@/server/modules/calendar/rules";
import { readPublicFacts } from "@/server/modules/calendar/store";
import { computeNightRate } from "@/server/modules/pricing/nightly-rates";
import type { CatalogueCtx } from "@/server/platform/context";
import type { ListingId } from "@/server/primitives/id";
import { addDays, type LocalDate } from "@/server/primitives/local-date";
import { refuse } from "@/server/primitives/refusal";
import { dateAt } from "@/server/primitives/zoned";

/**
 * A published home's nights as a guest may know them: free or not, whether a stay may begin or end there, the fewest
 * nights, and the night's price before discounts and fees. Never who has a night. One statement; nights that the asking
 * guest holds are free for them. Refuses with `listing_not_found`.
 */
export async function readPublicCalendar(
  ctx: CatalogueCtx,
  input: { readonly listingId: ListingId; readonly from: LocalDate; readonly days: number },
): Promise<z.output<typeof publicCalendarOutput>> {
  const { listingId, from, days } = input;
  const facts = await readPublicFacts(ctx.db, {
    listingId,
    // One night earlier, so that a departure on the first date can be judged.
    from: addDays(from, -1),
    until: addDays(from, days + LOOK_AHEAD_NIGHTS),
    now: ctx.now,
    askingGuest: ctx.actor?.personId,
  });
  if (!facts) throw refuse("listing_not_found", { listingId });
  const today = dateAt(ctx.now, facts.home.timeZone);
  return {
    currency: facts.prices.currency,
    today,
    nights: Array.from({ length: days }, (_, index) => {
      const night = addDays(from, index);
      return {
        night,
        free: isNightFree(facts, night, today),
        checkInAllowed: isCheckInAllowed(facts, night, ctx.now, today),
        checkOutAllowed: isCheckOutAllowed(facts, night, today),
        nightsMin: facts.calendar.nightMins[night] ?? facts.calendar.rules.nightsMin,
        priceMinor: computeNightRate(facts.prices, night).rateMinor,
      };
    }),
  };
}
