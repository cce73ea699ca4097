/** What somebody looks for, as the search panel holds it and as the address of the results says it. */
import type { Query } from "@/app/_routes";
import type { SearchWish } from "@/app/_ui/search/search-panel";

export type SearchQuery = Readonly<Record<string, string | undefined>>;

const NO_PARTY = { adults: 1, children: 0, infants: 0, pets: 0 };

export const emptyWish: SearchWish = { placeText: "", party: NO_PARTY };

function countOf(text: string | undefined, least: number): number {
  const count = Number(text ?? least);
  return Number.isInteger(count) && count >= least ? count : least;
}

/** Reads the address; whatever is no date or number there is as if it were not there. */
export function wishOf(query: SearchQuery, placeText: string | undefined): SearchWish {
  const dated = /^\d{4}-\d{2}-\d{2}$/;
  const from = dated.test(query.checkIn ?? "") ? query.checkIn : undefined;
  const to = dated.test(query.checkOut ?? "") ? query.checkOut : undefined;
  return {
    placeText: placeText ?? query.place ?? "",
    placeId: query.place,
    ...(from && to ? { from, to } : {}),
    party: {
      adults: countOf(query.adults, 1),
      children: countOf(query.children, 0),
      infants: countOf(query.infants, 0),
      pets: countOf(query.pets, 0),
    },
  };
}

/** The wish in an address; what says nothing is left out. */
export function queryOfWish(wish: SearchWish): Query {
  const { party } = wish;
  return {
    place: wish.placeId ?? (wish.placeText.trim() || undefined),
    checkIn: wish.from && wish.to ? wish.from : undefined,
    checkOut: wish.from && wish.to ? wish.to : undefined,
    adults: party.adults > 1 ? party.adults : undefined,
    children: party.children || undefined,
    infants: party.infants || undefined,
    pets: party.pets || undefined,
  };
}

/** The same as input of the search procedure, without filters. */
export function inputOfWish(wish: SearchWish) {
  const place = wish.placeId ?? wish.placeText.trim();
  return {
    ...(place ? { place } : {}),
    ...(wish.from && wish.to ? { stay: { checkIn: wish.from, checkOut: wish.to } } : {}),
    party: wish.party,
  };
}
