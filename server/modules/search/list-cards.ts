/**
 * Cards of homes that are known by id, in the sequence asked for: wishlists, rows of the home page, similar homes. One
 * statement, two with dates. Homes that cannot be found are left out. With dates, a home that is free then has its total; the
 * others have none.
 */
import { type Candidate, toCandidates } from "@/server/modules/search/candidates";
import { type CandidatesInput, readCandidates } from "@/server/modules/search/candidates-store";
import { toCard } from "@/server/modules/search/card-view";
import type { ListingCardView } from "@/server/modules/search/contract";
import type { CardJson } from "@/server/modules/search/store";
import type { CatalogueCtx } from "@/server/platform/context";
import type { Party } from "@/server/primitives/contracts";
import { type ListingId, uuidOf } from "@/server/primitives/id";
import type { Stay } from "@/server/primitives/stay";
import { dateAt } from "@/server/primitives/zoned";

const ONE_ADULT: Party = { adults: 1, children: 0, infants: 0, pets: 0 };

export async function listCards(
  ctx: CatalogueCtx,
  input: {
    readonly listingIds: readonly ListingId[];
    readonly stay?: Stay | undefined;
    readonly party?: Party | undefined;
  },
): Promise<{ cards: ListingCardView[] }> {
  const uuids = [...new Set(input.listingIds)].map(uuidOf);
  if (uuids.length === 0) return { cards: [] };
  const [undated, dated] = await Promise.all([
    findCandidates(ctx, uuids, undefined, ONE_ADULT),
    input.stay ? findCandidates(ctx, uuids, input.stay, input.party ?? ONE_ADULT) : undefined,
  ]);
  const shown = { sort: "recommended", centre: undefined, today: dateAt(ctx.now, "UTC") } as const;
  return {
    cards: uuids.flatMap((uuid) => {
      const candidate = dated?.candidates.get(uuid) ?? undated.candidates.get(uuid);
      const card = undated.cards.get(uuid);
      return candidate && card ? [toCard(ctx.config, candidate, card, shown)] : [];
    }),
  };
}

async function findCandidates(
  ctx: CatalogueCtx,
  listingUuids: readonly string[],
  stay: Stay | undefined,
  party: Party,
): Promise<{ candidates: ReadonlyMap<string, Candidate>; cards: ReadonlyMap<string, CardJson> }> {
  const input: CandidatesInput = {
    where: { listingUuids },
    placeId: undefined,
    stay,
    guestCount: party.adults + party.children,
    petCount: party.pets,
    savedBy: ctx.actor?.personId,
    now: ctx.now,
    ...{ filters: {}, sort: "recommended", centre: undefined },
  };
  const count = listingUuids.length;
  const cards = stay ? undefined : { from: 0, count };
  const answer = await readCandidates(ctx.db, input, { homesMax: count, cards });
  const candidates = toCandidates(answer, { stay, party, now: ctx.now });
  return {
    candidates: new Map(candidates.map((candidate) => [candidate.uuid, candidate])),
    cards: new Map(Object.entries(answer.cards ?? {})),
  };
}
