import type { z } from "zod";
import {
  type listOwnListingsOutput,
  OWN_LISTINGS_PAGE_SIZE,
  type OwnListing,
} from "@/server/modules/listings/contract";
import { toOwnListing } from "@/server/modules/listings/own-view";
import { listListingsOfHost, readListingOfHost, readOwnExtras } from "@/server/modules/listings/store";
import type { HostCtx } from "@/server/platform/context";
import { instantOf } from "@/server/platform/db";
import { isId, type ListingId } from "@/server/primitives/id";
import { decodeCursor, toPage } from "@/server/primitives/page";
import { refuse } from "@/server/primitives/refusal";

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
    before: input.cursor === undefined ? undefined : readCursor(input.cursor),
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

function readCursor(cursor: string): { createdAt: Date; listingId: ListingId } {
  const value = decodeCursor(cursor);
  if (Array.isArray(value)) {
    const [at, id] = value as unknown[];
    if (
      typeof at === "string" &&
      typeof id === "string" &&
      isId("listing", id) &&
      !Number.isNaN(Date.parse(at))
    )
      return { createdAt: instantOf(at), listingId: id };
  }
  throw refuse("invalid_input", { fields: ["cursor"] });
}
