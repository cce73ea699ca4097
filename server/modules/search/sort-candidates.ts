/** The sequence of results, and why a home stands where it stands. Pure. */
import { type Candidate, priceOf } from "@/server/modules/search/candidates";
import type { ListingCardView, SearchReason, SearchSort } from "@/server/modules/search/contract";
import { metresBetween, type Spot } from "@/server/modules/search/spot";
import { addDays, dayNumber, type LocalDate } from "@/server/primitives/local-date";

type Compare = (a: Candidate, b: Candidate) => number;

const byRank: Compare = (a, b) => b.rankScore - a.rankScore;
const byRating: Compare = (a, b) =>
  (b.facts.ratingCenti ?? -1) - (a.facts.ratingCenti ?? -1) || b.facts.reviewCount - a.facts.reviewCount;

/** Ties fall to the id, so that the same search has the same sequence. Without a centre, distance means rank. */
export function sortCandidates(
  candidates: readonly Candidate[],
  sort: SearchSort,
  centre: Spot | undefined,
): Candidate[] {
  const compares: Record<SearchSort, Compare> = {
    recommended: byRank,
    price: (a, b) => priceOf(a) - priceOf(b),
    price_desc: (a, b) => priceOf(b) - priceOf(a),
    rating: byRating,
    distance: centre ? byDistance(candidates, centre) : byRank,
  };
  const compare = compares[sort];
  return [...candidates].sort((a, b) => compare(a, b) || byRank(a, b) || (a.uuid < b.uuid ? -1 : 1));
}

function byDistance(candidates: readonly Candidate[], centre: Spot): Compare {
  const metres = new Map(candidates.map((each) => [each.uuid, metresBetween(each.facts, centre)]));
  return (a, b) => (metres.get(a.uuid) ?? 0) - (metres.get(b.uuid) ?? 0);
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
