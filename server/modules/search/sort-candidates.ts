/** The sequence of results by total, and why a home stands where it stands. Pure. */
import type { Candidate } from "@/server/modules/search/candidates";
import type { ListingCardView, SearchReason, SearchSort } from "@/server/modules/search/contract";
import { metresBetween, type Spot } from "@/server/modules/search/spot";
import { addDays, dayNumber, type LocalDate } from "@/server/primitives/local-date";
import type { Stay } from "@/server/primitives/stay";

/** True when the database cannot sort so: totals come from the pricing function. Every other sequence is the statement's. */
export function isByTotal(sort: SearchSort, stay: Stay | undefined): boolean {
  return stay !== undefined && (sort === "price" || sort === "price_desc");
}

export type Placed = Pick<Candidate, "totalMinor" | "rankScore" | "uuid">;

/** Ties fall to the better rank, then to the id, so that the same search has the same sequence. */
export function compareTotals(sort: SearchSort): (a: Placed, b: Placed) => number {
  const direction = sort === "price_desc" ? -1 : 1;
  return (a, b) =>
    direction * ((a.totalMinor ?? 0) - (b.totalMinor ?? 0)) ||
    b.rankScore - a.rankScore ||
    (a.uuid < b.uuid ? -1 : Number(a.uuid > b.uuid));
}

const TOP_RATED_CENTI = 490;
const TOP_RATED_REVIEWS_MIN = 20;
const MUCH_REVIEWED_MIN = 100;
const NEW_HOME_DAYS = 45;

/** The strongest of what put it there. Values are numbers as text; the screen words and formats them. */
export function reasonOf(
  candidate: Candidate,
  input: { sort: SearchSort; centre: Spot | undefined; today: LocalDate },
): ListingCardView["reason"] {
  const { facts } = candidate;
  const reason = (code: SearchReason, values: Record<string, string> = {}) => ({ code, values });
  const rated = { ratingCenti: String(facts.ratingCenti ?? 0), reviewCount: String(facts.reviewCount) };
  if (input.sort === "price" || input.sort === "price_desc") return reason("by_price");
  if (input.sort === "rating")
    return facts.ratingCenti === null ? reason("no_reviews_yet") : reason("by_rating", rated);
  if (input.sort === "distance" && input.centre)
    return reason("by_distance", { metres: String(Math.round(metresBetween(facts, input.centre))) });
  if (candidate.saved) return reason("saved");
  if (facts.guestFavourite) return reason("guest_favourite", rated);
  if ((facts.ratingCenti ?? 0) >= TOP_RATED_CENTI && facts.reviewCount >= TOP_RATED_REVIEWS_MIN)
    return reason("top_rated", rated);
  if (facts.reviewCount >= MUCH_REVIEWED_MIN) return reason("much_reviewed", rated);
  if (facts.publishedDay > dayNumber(addDays(input.today, -NEW_HOME_DAYS))) return reason("new_home");
  return facts.ratingCenti === null ? reason("no_reviews_yet") : reason("well_rated", rated);
}
