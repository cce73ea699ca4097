/** What serving knows of a guest: homes they looked at, priced, saved or booked, down to the click just made. */
import { type Deed, deedWeight } from "@/server/modules/recommendations/model/recipe";
import { listRecentEvents, listRemembered } from "@/server/modules/recommendations/store";
import type { CatalogueCtx } from "@/server/platform/context";
import { isId, uuidOf } from "@/server/primitives/id";

/** Homes that are remembered, the strongest. */
const HOMES_MAX = 50;

export interface Remembered {
  /** UUID of the home. */
  readonly home: string;
  /** The strongest deed, faded by its age; 1 is most. */
  readonly weight: number;
  readonly deed: Deed;
}

interface Act {
  readonly home: string;
  readonly deed: Deed;
  readonly atMs: number;
}

const DEED_OF_EVENT: Readonly<Record<string, Deed>> = {
  "listing.viewed": "view",
  "quote.shown": "quote",
  "listing.saved": "save",
};

/**
 * Two statements at once: the kept interactions, and the guest's own latest events from the log, which the consumer may
 * not have reached. Nobody known, nothing remembered.
 */
export async function remember(
  ctx: Pick<CatalogueCtx, "db" | "now" | "visitorId" | "actor">,
): Promise<Remembered[]> {
  const personId = ctx.actor?.personId;
  const keys = [ctx.visitorId, personId].filter((key) => key !== undefined);
  if (keys.length === 0) return [];
  const [kept, recent] = await Promise.all([
    listRemembered(ctx.db, { personId, visitorId: ctx.visitorId }),
    listRecentEvents(ctx.db, keys),
  ]);
  const acts = new Map<string, Act>();
  for (const row of kept) acts.set(row.eventId, { home: row.listingId, deed: row.kind, atMs: row.atMs });
  const removedAt = new Map<string, number>();
  for (const event of recent) {
    if (!isId("listing", event.listingId)) continue;
    const home = uuidOf(event.listingId);
    const deed = DEED_OF_EVENT[event.type];
    if (deed) acts.set(event.id, { home, deed, atMs: event.atMs });
    else removedAt.set(home, Math.max(removedAt.get(home) ?? 0, event.atMs));
  }
  const standing = [...acts.values()].filter(
    ({ home, deed, atMs }) => deed !== "save" || atMs > (removedAt.get(home) ?? Number.NEGATIVE_INFINITY),
  );
  return strongestOf(standing, ctx.now.getTime());
}

/** One memory per home: its strongest deed, so that looking five times is not five homes. */
export function strongestOf(acts: readonly Act[], nowMs: number): Remembered[] {
  const homes = new Map<string, Remembered>();
  for (const { home, deed, atMs } of acts) {
    const weight = deedWeight(deed, nowMs - atMs);
    if (weight > (homes.get(home)?.weight ?? 0)) homes.set(home, { home, weight, deed });
  }
  return [...homes.values()]
    .sort((a, b) => b.weight - a.weight || (a.home < b.home ? -1 : 1))
    .slice(0, HOMES_MAX);
}
