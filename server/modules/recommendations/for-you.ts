import type { z } from "zod";
import type { ForYou, forYouInput, NOTE_CODES, Row } from "@/server/modules/recommendations/contract";
import { type LiveModel, readLiveModel } from "@/server/modules/recommendations/live-model";
import { type Ranked, rank, rankByContent, rankSimilar } from "@/server/modules/recommendations/rank";
import { type Remembered, remember } from "@/server/modules/recommendations/remember";
import { noteShown, showRanked } from "@/server/modules/recommendations/show";
import {
  countBookingsIn,
  listByRank,
  listItemFacts,
  listNewHomes,
  readNeighbourhood,
} from "@/server/modules/recommendations/store";
import { monotonicMs } from "@/server/platform/clock";
import type { CatalogueCtx } from "@/server/platform/context";
import { uuidOf } from "@/server/primitives/id";
import { addMs, DAY_MS } from "@/server/primitives/zoned";

type Input = z.output<typeof forYouInput>;
const RECENT_DAYS = 30;
/** Ranked beyond what is shown, for homes that turn out not to be published any more. */
const SPARE = 8;
/** A home younger than this may take the new home's place, at most one in a row. */
const NEW_HOME_DAYS = 60;
const NEW_HOMES_MAX = 20;
const NEW_HOME_SLOT = 7;
/** Homes that are compared one by one while there is no model; the best-ranked. */
const HOMES_WITHOUT_MODEL_MAX = 2_000;

/**
 * Rows of homes for whoever asks: for them, popular near a place, and more like the home they like most. What they did
 * last, also a moment ago, is part of it. Without a model homes are compared by what they are, and stand by search's own
 * ranking, as when anything here fails; when even that fails the answer has no rows: recommendations never fail a page.
 *
 * A handful of statements, about 10 ms; notes what was shown. Refuses nothing.
 */
export async function forYou(ctx: CatalogueCtx, input: Input): Promise<ForYou> {
  const startedMs = monotonicMs();
  try {
    const [live, remembered] = await Promise.all([readLiveModel(ctx.db), remember(ctx)]);
    if (live) return await withModel(ctx, input, { live, remembered, startedMs });
  } catch (error) {
    ctx.log.error({ error }, "recommendations fall back to search's ranking");
  }
  try {
    return await withoutModel(ctx, input);
  } catch (error) {
    ctx.log.error({ error }, "recommendations are left out");
    return { modelVersion: null, personal: false, rows: [] };
  }
}

interface Serving {
  readonly live: LiveModel;
  readonly remembered: readonly Remembered[];
  readonly startedMs: number;
}

async function withModel(ctx: CatalogueCtx, input: Input, serving: Serving): Promise<ForYou> {
  const { live, startedMs } = serving;
  const own = ctx.actor ? uuidOf(ctx.actor.personId) : undefined;
  const booked = new Set(
    serving.remembered.filter(({ deed }) => deed === "booking" || deed === "review").map(({ home }) => home),
  );
  const remembered = serving.remembered.filter(({ home }) => live.numbers.has(home));
  const used = new Set<string>();
  // Nobody is shown their own home, nor one they have stayed in.
  const isEligible = (item: number) => {
    const home = live.model.itemIds[item] ?? "";
    return live.model.hostIds[item] !== own && !booked.has(home) && !used.has(home);
  };
  const countMax = input.limit + SPARE;
  const use = (ranked: readonly Ranked[]) => {
    for (const { home } of ranked.slice(0, input.limit)) used.add(home);
    return ranked;
  };

  const first = use(
    await withNewHome(ctx, live, rank(live, remembered, { countMax, isEligible }), input.limit),
  );
  const neighbourhood = await chooseNeighbourhood(ctx, input.place, live, remembered);
  const near = use(
    rank(live, [], {
      countMax,
      isEligible: (item) => isEligible(item) && live.model.neighbourhoods[item] === neighbourhood,
    }),
  );
  const favourite = remembered[0];
  const item = favourite && live.numbers.get(favourite.home);
  const alike = item === undefined ? [] : use(rankSimilar(live, item, { countMax, isEligible }));

  const [firstItems, nearItems, alikeItems] = await Promise.all([
    showRanked(ctx, first),
    showRanked(ctx, near),
    showRanked(ctx, alike),
  ]);
  const rows: Row[] = [
    firstRow(firstItems.slice(0, input.limit), remembered.length > 0),
    {
      title: { code: "popular_near", values: { neighbourhood } },
      note: await bookedLately(ctx, neighbourhood),
      items: nearItems.slice(0, input.limit),
    },
    {
      title: { code: "more_like", values: alikeItems[0]?.because.values ?? {} },
      note: null,
      items: alikeItems.slice(0, input.limit),
    },
  ];
  const tookMs = monotonicMs() - startedMs;
  const shown = { surface: "for_you" as const, modelVersion: live.version, tookMs };
  await noteShown(ctx, {
    ...shown,
    ranked: [first, near, alike].flatMap((row) => row.slice(0, input.limit)),
  });
  return {
    modelVersion: String(live.version),
    personal: remembered.length > 0,
    rows: rows.filter((row) => row.items.length > 0),
  };
}

function firstRow(items: Row["items"], isPersonal: boolean): Row {
  if (!isPersonal) return { title: { code: "popular", values: {} }, note: null, items };
  return { title: { code: "for_you", values: {} }, note: noteOf(items), items };
}

/** The reason that most of a row's homes share. */
function noteOf(items: Row["items"]): Row["note"] {
  const NOTES = {
    viewed: "because_viewed",
    quoted: "because_quoted",
    saved: "because_saved",
    booked: "because_booked",
  } as const satisfies Record<string, (typeof NOTE_CODES)[number]>;
  const counts = new Map<string, { count: number; note: NonNullable<Row["note"]> }>();
  for (const { because } of items) {
    const code = Object.hasOwn(NOTES, because.code) ? NOTES[because.code as keyof typeof NOTES] : undefined;
    if (!code || !because.listingId) continue;
    const known = counts.get(because.listingId);
    const note = { code, values: { title: because.values.title ?? "" } };
    counts.set(because.listingId, { count: (known?.count ?? 0) + 1, note });
  }
  const [most] = [...counts.values()].sort((a, b) => b.count - a.count);
  return most?.note ?? null;
}

/**
 * Gives one place of the row to a home too new for the model, the same one for a guest all day. Its chance is logged as
 * its propensity.
 */
async function withNewHome(
  ctx: CatalogueCtx,
  live: LiveModel,
  ranked: readonly Ranked[],
  limit: number,
): Promise<readonly Ranked[]> {
  if (limit <= NEW_HOME_SLOT) return ranked;
  const since = addMs(ctx.now, -NEW_HOME_DAYS * DAY_MS);
  const fresh = (await listNewHomes(ctx.db, since, NEW_HOMES_MAX)).filter((home) => {
    const item = live.numbers.get(home);
    return item === undefined || (live.model.guestCounts[item] ?? 0) === 0;
  });
  const shown = new Set(ranked.slice(0, limit).map(({ home }) => home));
  const choice = fresh.filter((home) => !shown.has(home));
  const day = Math.floor(ctx.now.getTime() / DAY_MS);
  const home =
    choice[hashOf(`${ctx.actor?.personId ?? ctx.visitorId ?? ""}/${day}`) % Math.max(1, choice.length)];
  if (home === undefined) return ranked;
  const item = live.numbers.get(home);
  const place = item === undefined ? "" : (live.model.neighbourhoods[item] ?? "");
  const explored: Ranked = {
    home,
    score: 0,
    sources: { propensity: 1 / choice.length },
    because: { code: "new_home", home: undefined, place },
  };
  return [...ranked.slice(0, NEW_HOME_SLOT), explored, ...ranked.slice(NEW_HOME_SLOT)];
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}

/** The place asked for, else where the guest's favourite is, else where most homes are. */
async function chooseNeighbourhood(
  ctx: CatalogueCtx,
  place: string | undefined,
  live: LiveModel,
  remembered: readonly Remembered[],
): Promise<string> {
  const favourite = remembered[0] && live.numbers.get(remembered[0].home);
  if (place === undefined && favourite !== undefined) return live.model.neighbourhoods[favourite] ?? "";
  return (await readNeighbourhood(ctx.db, place)) ?? "";
}

async function bookedLately(ctx: CatalogueCtx, neighbourhood: string): Promise<Row["note"]> {
  const count = await countBookingsIn(ctx.db, neighbourhood, addMs(ctx.now, -RECENT_DAYS * DAY_MS));
  return count > 0 ? { code: "booked_lately", values: { count: String(count), neighbourhood } } : null;
}

async function withoutModel(ctx: CatalogueCtx, input: Input): Promise<ForYou> {
  const remembered = await remember(ctx);
  const neighbourhood = await readNeighbourhood(ctx.db, input.place);
  const used = new Set<string>();
  const unused = (ranked: readonly Ranked[]) => {
    const taken = ranked.filter(({ home }) => !used.has(home)).slice(0, input.limit);
    for (const { home } of taken) used.add(home);
    return taken;
  };
  const own = ctx.actor ? uuidOf(ctx.actor.personId) : undefined;
  const homes = remembered.length > 0 ? await listItemFacts(ctx.db, HOMES_WITHOUT_MODEL_MAX) : [];
  const first = unused(rankByContent(homes, remembered, { own, countMax: input.limit }));
  const rowsMax = input.limit * 3;
  const popular = unused(byRank(await listByRank(ctx.db, { rowsMax })));
  const near = unused(byRank(await listByRank(ctx.db, { neighbourhood, rowsMax })));
  const firstItems = await showRanked(ctx, first);
  const rows: Row[] = [
    firstRow(firstItems, true),
    {
      title: { code: "popular", values: {} },
      note: { code: "by_rating", values: {} },
      items: withOwnPlace(await showRanked(ctx, popular)),
    },
    {
      title: { code: "popular_near", values: { neighbourhood: neighbourhood ?? "" } },
      note: null,
      items: withOwnPlace(await showRanked(ctx, near)),
    },
  ];
  return {
    modelVersion: null,
    personal: firstItems.length > 0,
    rows: rows.filter((row) => row.items.length > 0),
  };
}

function byRank(homes: readonly string[]): Ranked[] {
  const because = { code: "popular_near", home: undefined, place: "" } as const;
  return homes.map((home) => ({ home, score: 0, sources: {}, because }));
}

/** Popular near where the home itself is. */
function withOwnPlace(items: Row["items"]): Row["items"] {
  return items.map((item) => ({
    ...item,
    because: { ...item.because, values: { neighbourhood: item.neighbourhood } },
  }));
}
