import { z } from "zod";
import {
  type listOwnListingsOutput,
  OWN_LISTINGS_PAGE_SIZE,
  type OwnListing,
} from "@/server/modules/listings/contract";
import { toOwnListing } from "@/server/modules/listings/own-view";
import { listListingsOfHost, readListingOfHost, readOwnExtras } from "@/server/modules/listings/store";
import type { HostCtx } from "@/server/platform/context";
import { idContract } from "@/server/primitives/contracts";
import type { ListingId } from "@/server/primitives/id";
import { toPage } from "@/server/primitives/page";
import { readCursor } from "@/server/primitives/read-cursor";
import { refuse } from "@/server/primitives/refusal";

const ownCursor = z
  .tuple([z.iso.datetime(), idContract("listing")])
  .transform(([createdAt, listingId]) => ({ createdAt: new Date(createdAt), listingId }));

/** A home with everything its host may see of it. Refuses with `listing_not_found`. */
export async function readOwnListing(ctx: HostCtx, input: { listingId: ListingId }): Promise<OwnListing> {
  const row = await readListingOfHost(ctx.db, input.listingId, ctx.actor.personId);
  if (!row) throw refuse("listing_not_found", { listingId: input.listingId });
  return toOwnListing(ctx, row, await readOwnExtras(ctx.db, input.listingId));
}

/** A host's homes, newest first, each with its first picture. */
export async function listOwnListings(
  ctx: HostCtx,
  input: { cursor?: string | undefined },
): Promise<z.output<typeof listOwnListingsOutput>> {
  const rows = await listListingsOfHost(ctx.db, ctx.actor.personId, {
    sizeMax: OWN_LISTINGS_PAGE_SIZE,
    before: readCursor(ownCursor, input.cursor),
  });
  const page = toPage(rows, OWN_LISTINGS_PAGE_SIZE, ({ listing }) => [
    listing.createdAt.toISOString(),
    listing.id,
  ]);
  return {
    items: page.items.map(({ listing, extras }) => toOwnListing(ctx, listing, extras, 1)),
    ...(page.nextCursor === undefined ? {} : { nextCursor: page.nextCursor }),
  };
}
