/**
 * Sets or clears own prices of nights, inside the caller's transaction, which has made sure that the home is the host's.
 * Gives what the nights had before, so that the edit can be undone by sending it back. Publishes
 * `pricing.prices_changed`. Nights are those of `[checkIn, checkOut)` that `changes` names.
 */
import { publish } from "@/server/events/publish";
import { pricesChanged } from "@/server/modules/pricing/events";
import { readNightPrices, writeNightPrices } from "@/server/modules/pricing/store";
import type { Tx } from "@/server/platform/db";
import type { ListingId } from "@/server/primitives/id";
import type { LocalDate } from "@/server/primitives/local-date";
import type { Stay } from "@/server/primitives/stay";

export async function saveNightPrices(
  tx: Tx,
  input: {
    readonly listingId: ListingId;
    readonly range: Stay;
    readonly changes: readonly { readonly night: LocalDate; readonly priceMinor: number | null }[];
    readonly now: Date;
    readonly trace: string;
  },
): Promise<ReadonlyMap<LocalDate, number>> {
  const { listingId, range, changes, now, trace } = input;
  const before = await readNightPrices(tx, listingId, range);
  await writeNightPrices(tx, listingId, changes);
  await publish(tx, pricesChanged, { payload: { listingId }, at: now, trace });
  return before;
}
