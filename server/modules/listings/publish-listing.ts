import { publish } from "@/server/events/publish";
import type { OwnListing } from "@/server/modules/listings/contract";
import { listingPaused, listingPublished } from "@/server/modules/listings/events";
import { publishChecksOf, toOwnListing } from "@/server/modules/listings/own-view";
import {
  insertPlacesOf,
  lockListingOfHost,
  readOwnExtras,
  updateListing,
} from "@/server/modules/listings/store";
import type { HostCtx } from "@/server/platform/context";
import { inTransaction } from "@/server/platform/db";
import type { ListingId } from "@/server/primitives/id";
import { refuse } from "@/server/primitives/refusal";

/**
 * Lets guests find and book a home. One transaction; publishing what is published changes nothing.
 *
 * Refuses with `listing_not_found`, or `listing_not_publishable` (details: what is missing).
 */
export async function publishListing(ctx: HostCtx, input: { listingId: ListingId }): Promise<OwnListing> {
  const { listingId } = input;
  return inTransaction(ctx, async (tx) => {
    const row = await lockListingOfHost(tx, listingId, ctx.actor.personId);
    if (!row) throw refuse("listing_not_found", { listingId });
    const extras = await readOwnExtras(tx, listingId);
    if (row.status === "published") return toOwnListing(ctx, row, extras);
    const missing = publishChecksOf(ctx, row, extras);
    if (missing.length > 0) throw refuse("listing_not_publishable", { missing });
    const changes = {
      status: "published" as const,
      publishedAt: row.publishedAt ?? ctx.now,
      updatedAt: ctx.now,
    };
    await updateListing(tx, listingId, changes);
    await insertPlacesOf(tx, row);
    const { hostId, countryCode, city, neighbourhood } = row;
    await publish(tx, listingPublished, {
      payload: { listingId, hostId, countryCode, city, neighbourhood },
      at: ctx.now,
      trace: ctx.trace,
    });
    return toOwnListing(ctx, { ...row, ...changes, version: row.version + 1 }, extras);
  });
}

/**
 * Takes a home out of search and lets nobody book it; bookings that stand are kept. Pausing what is not published
 * changes nothing. Refuses with `listing_not_found`.
 */
export async function pauseListing(ctx: HostCtx, input: { listingId: ListingId }): Promise<OwnListing> {
  const { listingId } = input;
  return inTransaction(ctx, async (tx) => {
    const row = await lockListingOfHost(tx, listingId, ctx.actor.personId);
    if (!row) throw refuse("listing_not_found", { listingId });
    const extras = await readOwnExtras(tx, listingId);
    if (row.status !== "published") return toOwnListing(ctx, row, extras);
    const changes = { status: "paused" as const, updatedAt: ctx.now };
    await updateListing(tx, listingId, changes);
    await publish(tx, listingPaused, {
      payload: { listingId, hostId: row.hostId },
      at: ctx.now,
      trace: ctx.trace,
    });
    return toOwnListing(ctx, { ...row, ...changes, version: row.version + 1 }, extras);
  });
}
