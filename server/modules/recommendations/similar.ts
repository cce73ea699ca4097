import type { z } from "zod";
import type { similarInput, similarOutput } from "@/server/modules/recommendations/contract";
import { readLiveModel } from "@/server/modules/recommendations/live-model";
import { likeness, prepare } from "@/server/modules/recommendations/model/content";
import { type Ranked, rankSimilar } from "@/server/modules/recommendations/rank";
import { noteShown, showRanked } from "@/server/modules/recommendations/show";
import { listItemFacts } from "@/server/modules/recommendations/store";
import { monotonicMs } from "@/server/platform/clock";
import type { CatalogueCtx } from "@/server/platform/context";
import { uuidOf } from "@/server/primitives/id";

const SPARE = 6;

/**
 * Homes like one home. A home that the model does not know yet is compared by what it is. A home that is not published has
 * none. Recommendations never fail a page: on a fault the list is empty. Notes what was shown; refuses nothing.
 */
export async function similar(
  ctx: CatalogueCtx,
  input: z.output<typeof similarInput>,
): Promise<z.output<typeof similarOutput>> {
  const startedMs = monotonicMs();
  const home = uuidOf(input.listingId);
  try {
    const live = await readLiveModel(ctx.db);
    const item = live?.numbers.get(home);
    const countMax = input.limit + SPARE;
    const ranked =
      live && item !== undefined
        ? rankSimilar(live, item, { countMax, isEligible: () => true })
        : await rankAlike(ctx, home, countMax);
    const items = (await showRanked(ctx, ranked)).slice(0, input.limit);
    const modelVersion = live && item !== undefined ? live.version : null;
    const tookMs = monotonicMs() - startedMs;
    await noteShown(ctx, { surface: "similar", modelVersion, ranked: ranked.slice(0, input.limit), tookMs });
    return { modelVersion: modelVersion === null ? null : String(modelVersion), items };
  } catch (error) {
    ctx.log.error({ error }, "similar homes are left out");
    return { modelVersion: null, items: [] };
  }
}

async function rankAlike(ctx: CatalogueCtx, home: string, countMax: number): Promise<Ranked[]> {
  const prepared = prepare(await listItemFacts(ctx.db));
  const own = prepared.find(({ facts }) => facts.id === home);
  if (!own) return [];
  return prepared
    .filter((other) => other !== own)
    .map((other) => ({ other, score: likeness(own, other) }))
    .sort((a, b) => b.score - a.score || (a.other.facts.id < b.other.facts.id ? -1 : 1))
    .slice(0, countMax)
    .map(({ other, score }) => ({
      home: other.facts.id,
      score,
      sources: { content: score },
      because: { code: "alike", home, place: other.facts.neighbourhood },
    }));
}
