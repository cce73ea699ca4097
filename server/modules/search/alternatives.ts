/** Ways on when nothing matches: the same search with one thing changed, each with its count. */
import { toCandidates } from "@/server/modules/search/candidates";
import {
  CANDIDATES_MAX,
  type CandidatesInput,
  readCandidates,
} from "@/server/modules/search/candidates-store";
import type { SearchAlternative, SearchInput } from "@/server/modules/search/contract";
import type { Box } from "@/server/modules/search/filter-store";
import { leadingCurrency } from "@/server/modules/search/histogram";
import { toPlaceView } from "@/server/modules/search/place-view";
import type { SearchScope } from "@/server/modules/search/scope";
import type { PlaceRow } from "@/server/modules/search/store";
import { countWithoutFilter, type Weighed, weigh } from "@/server/modules/search/weigh-filters";
import type { CatalogueCtx } from "@/server/platform/context";
import { type Stay, shiftStay } from "@/server/primitives/stay";
import { dateAt } from "@/server/primitives/zoned";

const SHIFT_DAYS = [3, -3, 7, -7] as const;
const ALTERNATIVES_MAX = 6;
/** The wider map is this many times as wide and as high. */
const WIDER_FACTOR = 3;

/** One statement for each other date and one for the wider map, side by side; dropped filters cost nothing. */
export async function listAlternatives(
  ctx: CatalogueCtx,
  scope: SearchScope,
  weighed: readonly Weighed[],
): Promise<SearchAlternative[]> {
  const [otherDates, widerMap] = await Promise.all([listOtherDates(ctx, scope), findWiderMap(ctx, scope)]);
  const dropped = countWithoutFilter(weighed).map(
    ({ name, matchCount }): SearchAlternative => ({ kind: "drop_filter", filter: name, matchCount }),
  );
  return [...otherDates.slice(0, 2), ...dropped.slice(0, 3), ...widerMap, ...otherDates.slice(2)].slice(
    0,
    ALTERNATIVES_MAX,
  );
}

/** The same length of stay a few days earlier or later, the fullest choice first. */
async function listOtherDates(ctx: CatalogueCtx, scope: SearchScope): Promise<SearchAlternative[]> {
  const { stay } = scope.input;
  if (!stay) return [];
  const today = dateAt(ctx.now, "UTC");
  const stays = SHIFT_DAYS.map((days) => shiftStay(stay, days)).filter(({ checkIn }) => checkIn >= today);
  const counted = await Promise.all(
    stays.map(async (other) => ({
      kind: "other_dates" as const,
      stay: other,
      matchCount: (await countMatches(ctx, scope, { stay: other })).matchCount,
    })),
  );
  return counted.filter(({ matchCount }) => matchCount > 0).sort((a, b) => b.matchCount - a.matchCount);
}

/** The place around the place, or a wider box of the map. */
async function findWiderMap(ctx: CatalogueCtx, scope: SearchScope): Promise<SearchAlternative[]> {
  const { where } = scope.candidatesInput;
  if (where === "everywhere" || "listingUuids" in where) return [];
  if ("box" in where) {
    const box = widen(where.box);
    const { matchCount } = await countMatches(ctx, scope, { where: { box } });
    return matchCount > 0 ? [{ kind: "wider_map", box, place: null, matchCount }] : [];
  }
  for (let id = parentOf(where.placeId); id !== undefined; id = parentOf(id)) {
    const { matchCount, place } = await countMatches(ctx, scope, { where: { placeId: id }, placeId: id });
    if (matchCount > 0 && place)
      return [{ kind: "wider_map", box: null, place: toPlaceView(place), matchCount }];
  }
  return [];
}

function parentOf(placeId: string): string | undefined {
  const slash = placeId.lastIndexOf("/");
  return slash < 0 ? undefined : placeId.slice(0, slash);
}

function widen({ west, south, east, north }: Box): Box {
  const width = east < west ? east + 360 - west : east - west;
  const height = north - south;
  const wider = (width * (WIDER_FACTOR - 1)) / 2;
  const higher = (height * (WIDER_FACTOR - 1)) / 2;
  const isWholeRound = width * WIDER_FACTOR >= 360;
  return {
    west: isWholeRound ? -180 : wrap(west - wider),
    east: isWholeRound ? 180 : wrap(east + wider),
    south: Math.max(-90, south - higher),
    north: Math.min(90, north + higher),
  };
}

function wrap(longitude: number): number {
  return longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude;
}

async function countMatches(
  ctx: CatalogueCtx,
  scope: SearchScope,
  change: Partial<CandidatesInput> & { readonly stay?: Stay },
): Promise<{ matchCount: number; place: PlaceRow | null }> {
  const input: SearchInput = { ...scope.input, ...(change.stay ? { stay: change.stay } : {}) };
  const answer = await readCandidates(
    ctx.db,
    { ...scope.candidatesInput, ...change },
    { homesMax: CANDIDATES_MAX },
  );
  const candidates = toCandidates(answer, { ...scope.pricing, stay: input.stay });
  const weighed = weigh(candidates, input.filters ?? {}, leadingCurrency(candidates));
  return { matchCount: weighed.filter(({ fails }) => fails === 0).length, place: answer.place };
}
