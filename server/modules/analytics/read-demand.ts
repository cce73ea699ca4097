import { type DemandRow, listDemand } from "@/server/modules/analytics/guests-store";
import { type DaySpan, sumNights } from "@/server/modules/analytics/night-store";
import { type KnownPlace, listHomesByPlace, readPlaces } from "@/server/modules/analytics/places-store";
import { DEMAND_DAYS_MAX, type DemandReport } from "@/server/modules/analytics/report-contracts";
import { openReport, type ReportCtx, type ReportFrame } from "@/server/modules/analytics/report-frame";
import { type NightSums, NO_NIGHTS } from "@/server/modules/analytics/rules";
import { addDays, daysBetween, type LocalDate } from "@/server/primitives/local-date";
import { refuse } from "@/server/primitives/refusal";

const NONE: Omit<DemandRow, "place" | "night"> = {
  searches: 0,
  fewSearches: 0,
  unmetNights: 0,
  arrivals: 0,
  emptyArrivals: 0,
  guests: 0,
};

/**
 * What guests looked for, by place and night of stay, beside what was on offer there: the places most searched for.
 *
 * Searches are counted whenever they were made. Homes are counted against a place that holds them by its id; the empty
 * place is the whole market. Reads only. Refuses with `invalid_input` a span of more than 186 nights.
 */
export async function readDemand(
  ctx: ReportCtx,
  input: DaySpan & { readonly placesMax: number },
): Promise<DemandReport> {
  if (daysBetween(input.from, input.until) >= DEMAND_DAYS_MAX)
    throw refuse("invalid_input", { until: `at most ${DEMAND_DAYS_MAX} nights` });
  const frame = await openReport(ctx, input);
  const rows = await listDemand(frame.store, frame.current.days, input.placesMax);
  const sums = rows.filter((row) => row.night === "").sort((a, b) => b.searches - a.searches);
  const places = sums.map((row) => row.place);
  const known = await readPlaces(frame.market, places);
  const supply = await readSupply(frame, places);
  return {
    asOf: ctx.now,
    span: frame.current.days,
    places: sums.map((sum) => {
      const nights = supply.get(sum.place) ?? new Map<string, NightSums>();
      const byNight = new Map(rows.filter((row) => row.place === sum.place).map((row) => [row.night, row]));
      const cells = nightsIn(frame.current.days).map((night) => ({
        night,
        ...cellOf(byNight.get(night), nights.get(night)),
      }));
      return {
        place: sum.place,
        name: known.get(sum.place)?.name ?? sum.place,
        isKnown: sum.place === "" || known.has(sum.place),
        center: centerOf(known.get(sum.place)),
        ...cellOf(sum, undefined),
        nightsAvailable: cells.reduce((all, cell) => all + cell.nightsAvailable, 0),
        nightsSold: cells.reduce((all, cell) => all + cell.nightsSold, 0),
        nightsOpen: cells.reduce((all, cell) => all + cell.nightsOpen, 0),
        cells,
      };
    }),
  };
}

/** Nights on offer by place, then night. A home counts in its neighbourhood, its city and all around them. */
async function readSupply(
  frame: ReportFrame,
  places: readonly string[],
): Promise<Map<string, Map<string, NightSums>>> {
  const { store, zone, currency, current } = frame;
  const homes = await listHomesByPlace(frame.market, places);
  const query = { days: current.days, zone, currency, step: "day" } as const;
  const nights = await Promise.all([
    places.includes("") ? sumNights(store, { ...query, by: "market" }) : [],
    homes.size > 0 ? sumNights(store, { ...query, by: homes }) : [],
  ]);
  const supply = new Map<string, Map<string, NightSums>>();
  for (const night of nights.flat()) {
    const ofPlace = supply.get(night.group) ?? new Map<string, NightSums>();
    supply.set(night.group, ofPlace.set(night.at, night));
  }
  return supply;
}

function cellOf(demand: DemandRow | undefined, nights: NightSums | undefined) {
  const { searches, fewSearches, unmetNights, arrivals, emptyArrivals, guests } = demand ?? NONE;
  const { available, sold } = nights ?? NO_NIGHTS;
  return {
    searches,
    fewSearches,
    unmetNights,
    arrivals,
    emptyArrivals,
    guests,
    nightsAvailable: available,
    nightsSold: sold,
    nightsOpen: Math.max(0, available - sold),
  };
}

function centerOf(place: KnownPlace | undefined) {
  return place ? { lat: place.lat, lng: place.lng } : null;
}

function nightsIn({ from, until }: DaySpan): LocalDate[] {
  return Array.from({ length: daysBetween(from, until) + 1 }, (_, index) => addDays(from, index));
}
