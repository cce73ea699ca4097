/** Where, when and for whom a search looks. */
import type { PricingInput } from "@/server/modules/search/candidates";
import type { CandidatesInput } from "@/server/modules/search/candidates-store";
import type { SearchInput } from "@/server/modules/search/contract";
import type { Where } from "@/server/modules/search/filter-store";
import type { Spot } from "@/server/modules/search/spot";
import { findPlaces } from "@/server/modules/search/store";
import type { CatalogueCtx } from "@/server/platform/context";
import type { Party } from "@/server/primitives/contracts";

export interface SearchScope {
  readonly input: SearchInput;
  readonly pricing: PricingInput;
  readonly candidatesInput: CandidatesInput;
}

const ONE_ADULT: Party = { adults: 1, children: 0, infants: 0, pets: 0 };
/** Ids of places: `us/new-york/albany`. A country alone is two letters. */
const PLACE_ID = /^[a-z]{2}(?:\/[a-z0-9-]+){0,3}$/;

/**
 * A box of the map wins over the place, which then only names the answer. What was typed is looked up (one statement); when
 * it names nothing we know, nothing is searched, rather than everything.
 */
export async function scopeOf(ctx: CatalogueCtx, input: SearchInput): Promise<SearchScope> {
  const placeId = await resolvePlace(ctx, input.place);
  const party = input.party ?? ONE_ADULT;
  const where: Where = input.box ? { box: input.box } : placeId === undefined ? "everywhere" : { placeId };
  return {
    input,
    pricing: { stay: input.stay, party, now: ctx.now },
    candidatesInput: {
      where,
      placeId,
      stay: input.stay,
      guestCount: party.adults + party.children,
      petCount: party.pets,
      savedBy: ctx.actor?.personId,
      now: ctx.now,
      filters: input.filters ?? {},
      sort: input.sort,
      centre: centreOf(input.box),
    },
  };
}

function centreOf(box: SearchInput["box"]): Spot | undefined {
  if (!box) return undefined;
  return { latitude: (box.south + box.north) / 2, longitude: midOf(box.west, box.east) };
}

/** Halfway along the shorter arc of a box that may cross the date line. */
function midOf(west: number, east: number): number {
  const middle = (west + (east < west ? east + 360 : east)) / 2;
  return middle > 180 ? middle - 360 : middle;
}

/** An id that can match no home. */
const NOWHERE = "nowhere";

async function resolvePlace(ctx: CatalogueCtx, place: string | undefined): Promise<string | undefined> {
  if (place === undefined || place === "") return undefined;
  if (place.includes("/") && PLACE_ID.test(place)) return place;
  if (/^[a-z]{2}$/.test(place)) return place;
  const [best] = await findPlaces(ctx.db, place, 1);
  return best?.id ?? NOWHERE;
}
