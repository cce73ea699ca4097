/**
 * Keeps the nights of a stay that its host cancelled from being sold again, inside the caller's transaction: they become a
 * block that the host may lift. The caller has just freed them under the booking's lock.
 */
import { publish } from "@/server/events/publish";
import { nightsChanged } from "@/server/modules/calendar/events";
import { insertBlock, insertBlockClaims } from "@/server/modules/calendar/store";
import type { Tx } from "@/server/platform/db";
import { assert } from "@/server/primitives/assert";
import { type ListingId, newId } from "@/server/primitives/id";
import type { Stay } from "@/server/primitives/stay";

export async function keepNightsBlocked(
  tx: Tx,
  input: {
    readonly listingId: ListingId;
    readonly stay: Stay;
    readonly note: string;
    readonly now: Date;
    readonly trace: string;
  },
): Promise<void> {
  const { listingId, stay, note, now, trace } = input;
  const blockId = newId("block", now.getTime());
  const takenNights = await insertBlockClaims(tx, { listingId, stay, blockId, now });
  assert(takenNights.length === 0, "nights that were just freed are somebody else's");
  await insertBlock(tx, { id: blockId, listingId, ...stay, note, createdAt: now });
  await publish(tx, nightsChanged, { payload: { listingId, ...stay, cause: "blocked" }, at: now, trace });
}
