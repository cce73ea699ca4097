import { drawHome, type HomeTools } from "./home";
import { DrawnHomeDealer } from "./pictures";
import type { DemoListing, MarketInput } from "./types";

/** Days by which the source's dates are moved: whole weeks, so that a Friday stays one, up to the market's today. */
export function shiftDaysOf(input: Pick<MarketInput, "facts" | "todayDay">): number {
  return Math.floor((input.todayDay - input.facts.takenDay) / 7) * 7;
}

/**
 * Makes the market's homes one after another, each complete. The same input gives the same market; a million homes take
 * the memory of one.
 *
 * Homes beyond the city's own are likenesses: they stand a few streets on, under another host, and tell of no walks.
 */
export function* generateHomes(input: MarketInput): Generator<DemoListing> {
  const known = Math.max(
    -1,
    ...input.facts.listings.flatMap((home) => home.reviews.map((review) => review.guest)),
  );
  const towns = Math.ceil(
    Math.min(input.listingsMax, input.historyListingsMax) / input.facts.listings.length,
  );
  let nextGuest = (known + 1) * Math.max(1, towns);
  const tools: HomeTools = {
    input,
    dealer: new DrawnHomeDealer(input.drawings, input.seed),
    titles: new Set(),
    middle: middleOf(input),
    shiftDays: shiftDaysOf(input),
    knownGuests: known + 1,
    nextGuest: () => {
      nextGuest += 1;
      return nextGuest - 1;
    },
  };
  for (let listing = 0; listing < input.listingsMax; listing += 1) yield drawHome(tools, listing);
}

/** The median of the homes: where the city's own middle is, near enough, in every city. */
function middleOf(input: MarketInput): { latitude: number; longitude: number } {
  const at = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  return {
    latitude: at(input.facts.listings.map((home) => home.latitude)),
    longitude: at(input.facts.listings.map((home) => home.longitude)),
  };
}
