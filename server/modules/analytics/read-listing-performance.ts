import type { z } from "zod";
import type { ListingPerformance, readListingPerformanceOutput } from "@/server/modules/analytics/contract";
import { addNights } from "@/server/modules/analytics/read-overview";
import {
  type NightGroup,
  readMarketCurrency,
  readMarketZone,
  sumHostPartsByListing,
  sumNights,
  type ValueSums,
} from "@/server/modules/analytics/read-store";
import { computeNightFigures, ratio } from "@/server/modules/analytics/rules";
import type { HostCtx } from "@/server/platform/context";
import { idFromUuid } from "@/server/primitives/id";
import { addDays } from "@/server/primitives/local-date";
import { dateAt } from "@/server/primitives/zoned";

/** How the asking host's own homes did over the last days, beside the market's occupancy and rates. Writes nothing. */
export async function readListingPerformance(
  ctx: HostCtx,
  input: { days: number },
): Promise<z.output<typeof readListingPerformanceOutput>> {
  const hostId = ctx.actor.personId;
  const zone = await readMarketZone(ctx.db);
  const currency = await readMarketCurrency(ctx.db);
  const until = dateAt(ctx.now, zone);
  const days = { from: addDays(until, 1 - input.days), until };
  const nights = await sumNights(ctx.db, { days, zone, currency, by: "listing", hostId });
  const market = addNights(await sumNights(ctx.db, { days, zone, currency, by: "market" }));
  const parts = await sumHostPartsByListing(ctx.db, hostId, days);
  return {
    ...days,
    listings: parts.map((row) => performanceOf(row, nights, currency)),
    market: { ...computeNightFigures(market), currency },
  };
}

function performanceOf(
  { value, parts }: ValueSums,
  nights: readonly NightGroup[],
  currency: string,
): ListingPerformance {
  const sums = addNights(nights.filter((night) => night.group === value));
  return {
    listingId: idFromUuid("listing", value),
    views: parts.views,
    saves: parts.saves,
    bookings: parts.bookings,
    conversion: ratio(parts.bookings, parts.views),
    nightsSold: sums.sold,
    nightsAvailable: sums.available,
    ...computeNightFigures(sums),
    leadDaysMean: ratio(parts.leadDays, parts.bookings),
    nightsPerStayMean: ratio(parts.nightsBooked, parts.bookings),
    currency,
  };
}
