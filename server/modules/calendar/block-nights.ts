import { publish } from "@/server/events/publish";
import { nightsChanged } from "@/server/modules/calendar/events";
import { releaseClaims } from "@/server/modules/calendar/release-claims";
import {
  deleteBlock,
  deleteBlockedNights,
  insertBlock,
  insertBlockClaims,
} from "@/server/modules/calendar/store";
import { lockOwnListing } from "@/server/modules/listings/lock-own-listing";
import type { HostCtx } from "@/server/platform/context";
import { inTransaction } from "@/server/platform/db";
import { type BlockId, type ListingId, newId, uuidOf } from "@/server/primitives/id";
import type { LocalDate } from "@/server/primitives/local-date";
import { refuse } from "@/server/primitives/refusal";
import type { Stay } from "@/server/primitives/stay";

/**
 * Keeps nights for the host. Nights already blocked stay with their block. One transaction. Refuses with
 * `listing_not_found`, or `nights_booked` (details: the nights) when a guest has one of them, be it by a hold.
 */
export async function blockNights(
  ctx: HostCtx,
  input: { readonly listingId: ListingId; readonly stay: Stay; readonly note: string },
): Promise<{ blockId: BlockId }> {
  const { listingId, stay, note } = input;
  const blockId = newId("block", ctx.now.getTime());
  await inTransaction(ctx, async (tx) => {
    await lockOwnListing(tx, { listingId, hostId: ctx.actor.personId });
    const nights = await insertBlockClaims(tx, { listingId, stay, blockId, now: ctx.now });
    if (nights.length > 0) throw refuse("nights_booked", { listingId, nights });
    await insertBlock(tx, { id: blockId, listingId, ...stay, note, createdAt: ctx.now });
    await publish(tx, nightsChanged, {
      payload: { listingId, ...stay, cause: "blocked" },
      at: ctx.now,
      trace: ctx.trace,
    });
  });
  return { blockId };
}

/** Opens a block's nights again. One transaction. Refuses with `listing_not_found` or `block_not_found`. */
export async function unblockNights(
  ctx: HostCtx,
  input: { readonly listingId: ListingId; readonly blockId: BlockId },
): Promise<Record<string, never>> {
  const { listingId, blockId } = input;
  await inTransaction(ctx, async (tx) => {
    await lockOwnListing(tx, { listingId, hostId: ctx.actor.personId });
    if (!(await deleteBlock(tx, listingId, blockId))) throw refuse("block_not_found", { blockId });
    const claimId = uuidOf(blockId);
    await releaseClaims(tx, { claimId, kinds: ["block"], now: ctx.now, trace: ctx.trace });
  });
  return {};
}

/**
 * Opens the blocked nights of a range, whichever blocks they belong to; the other nights of those blocks stay blocked.
 * One transaction; opening what is open changes nothing. Refuses with `listing_not_found`.
 */
export async function openNights(
  ctx: HostCtx,
  input: { readonly listingId: ListingId; readonly stay: Stay },
): Promise<{ openedNights: LocalDate[] }> {
  const { listingId, stay } = input;
  return inTransaction(ctx, async (tx) => {
    await lockOwnListing(tx, { listingId, hostId: ctx.actor.personId });
    const openedNights = await deleteBlockedNights(tx, listingId, stay);
    if (openedNights.length > 0)
      await publish(tx, nightsChanged, {
        payload: { listingId, ...stay, cause: "unblocked" },
        at: ctx.now,
        trace: ctx.trace,
      });
    return { openedNights };
  });
}
