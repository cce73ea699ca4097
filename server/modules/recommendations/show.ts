/** Turns ranked homes into cards with reasons, and notes what was shown. */
import type { Because, Recommended } from "@/server/modules/recommendations/contract";
import type { Ranked } from "@/server/modules/recommendations/rank";
import { insertRecommendation, listTitles } from "@/server/modules/recommendations/store";
import { listCards } from "@/server/modules/search/list-cards";
import type { CatalogueCtx } from "@/server/platform/context";
import { idFromUuid, type ListingId } from "@/server/primitives/id";

/** A home that is no longer published has no card and is left out, so rank a few more than are to be shown. */
export async function showRanked(ctx: CatalogueCtx, ranked: readonly Ranked[]): Promise<Recommended[]> {
  const listingIds = ranked.map(({ home }) => idFromUuid("listing", home));
  const causes = [...new Set(ranked.flatMap(({ because }) => because.home ?? []))];
  const [{ cards }, titles] = await Promise.all([
    listCards(ctx, { listingIds }),
    listTitles(
      ctx.db,
      causes.map((home) => idFromUuid("listing", home)),
    ),
  ]);
  const cardOf = new Map(cards.map((card) => [card.listingId, card]));
  return ranked.flatMap((one) => {
    const card = cardOf.get(idFromUuid("listing", one.home));
    return card ? [{ ...card, because: becauseOf(one, titles) }] : [];
  });
}

function becauseOf({ because }: Ranked, titles: ReadonlyMap<ListingId, string>): Because {
  const listingId = because.home ? idFromUuid("listing", because.home) : null;
  return {
    code: because.code,
    values: {
      ...(listingId ? { title: titles.get(listingId) ?? "" } : {}),
      ...(because.place ? { neighbourhood: because.place } : {}),
    },
    listingId,
  };
}

/**
 * Notes what was recommended, for judging versions by what guests did next. The page does not wait for its success: a
 * fault here is logged and costs the guest nothing.
 */
export async function noteShown(
  ctx: CatalogueCtx,
  shown: {
    surface: "for_you" | "similar";
    modelVersion: number | null;
    ranked: readonly Ranked[];
    tookMs: number;
  },
): Promise<void> {
  try {
    await insertRecommendation(ctx.db, {
      requestId: ctx.requestId,
      surface: shown.surface,
      modelVersion: shown.modelVersion,
      visitorId: ctx.visitorId ?? null,
      personId: ctx.actor?.personId ?? null,
      items: shown.ranked.map(({ home, score, sources, because }) => ({
        listingId: idFromUuid("listing", home),
        score,
        sources,
        reason: because.code,
      })),
      servedAt: ctx.now,
      tookMs: shown.tookMs,
    });
  } catch (error) {
    ctx.log.warn({ error }, "a recommendation was not noted");
  }
}
