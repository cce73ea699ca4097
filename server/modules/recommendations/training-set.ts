/** What a training reads: homes that can be booked, and what was done with them, numbered. */
import type { MemoryWeight } from "@/server/modules/recommendations/model/evaluate";
import type { ItemFacts, Touch } from "@/server/modules/recommendations/model/types";
import { listItemFacts, listTrainingRows, readEventPositions } from "@/server/modules/recommendations/store";
import type { DbOrTx } from "@/server/platform/db";

export interface TrainingSet {
  readonly items: readonly ItemFacts[];
  /** In ascending time. */
  readonly touches: readonly Touch[];
  readonly guestCount: number;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly eventPositions: Record<string, number>;
}

export async function readTrainingSet(db: DbOrTx, interactionsMax: number): Promise<TrainingSet> {
  const eventPositions = await readEventPositions(db);
  const items = await listItemFacts(db);
  const itemNumbers = new Map(items.map((item, number) => [item.id, number]));
  const guestNumbers = new Map<string, number>();
  const touches: Touch[] = [];
  for (const row of await listTrainingRows(db, interactionsMax)) {
    const item = itemNumbers.get(row.listingId);
    if (item === undefined) continue;
    const guest = guestNumbers.get(row.who) ?? guestNumbers.size;
    guestNumbers.set(row.who, guest);
    touches.push({ guest, item, atMs: row.atMs, weight: row.weight });
  }
  return {
    items,
    touches,
    guestCount: guestNumbers.size,
    fromMs: touches[0]?.atMs ?? 0,
    untilMs: touches.at(-1)?.atMs ?? 0,
    eventPositions,
  };
}

/** Weights of interactions: view 1, quote 2, save 3, booking 4. */
const WEIGHT_MAX = 4;
const DAY_MS = 86_400_000;
const HALF_LIFE_DAYS = 180;
const REST = 0.2;

/** A remembered strength (1 is most) at an age: it fades to a fifth of itself, which stays. */
export function fadingWeight(strength: number, ageMs: number): number {
  const ageDays = Math.max(0, ageMs) / DAY_MS;
  return strength * (REST + (1 - REST) * 0.5 ** (ageDays / HALF_LIFE_DAYS));
}

export const memoryWeightOf: MemoryWeight = (touch, nowMs) =>
  fadingWeight(touch.weight / WEIGHT_MAX, nowMs - touch.atMs);
