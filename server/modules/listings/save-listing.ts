import { publish } from "@/server/events/publish";
import type { EDITOR_STEPS, OwnListing } from "@/server/modules/listings/contract";
import { type DraftFields, toColumns } from "@/server/modules/listings/draft-columns";
import { listingChanged } from "@/server/modules/listings/events";
import { publishChecksOf, toOwnListing } from "@/server/modules/listings/own-view";
import {
  insertPlacesOf,
  type ListingRow,
  lockListingOfHost,
  readOwnExtras,
  updateListing,
} from "@/server/modules/listings/store";
import type { HostCtx } from "@/server/platform/context";
import { inTransaction } from "@/server/platform/db";
import type { ListingId } from "@/server/primitives/id";
import { refuse } from "@/server/primitives/refusal";

export interface SaveListingInput {
  readonly listingId: ListingId;
  readonly version: number;
  readonly draftStep?: (typeof EDITOR_STEPS)[number] | undefined;
  readonly fields: DraftFields;
}

/**
 * Saves fields of a home on the version they were edited on. One transaction; the home is locked, so two editors take
 * turns and the second is told.
 *
 * Refuses with `listing_not_found`, `listing_changed_meanwhile` (details: the present version), and
 * `listing_not_publishable` when a published home would lose what guests must know.
 */
export async function saveListing(ctx: HostCtx, input: SaveListingInput): Promise<OwnListing> {
  const { listingId, fields } = input;
  const columns = await toColumns(ctx, listingId, fields);
  return inTransaction(ctx, async (tx) => {
    const before = await lockListingOfHost(tx, listingId, ctx.actor.personId);
    if (!before) throw refuse("listing_not_found", { listingId });
    if (before.version !== input.version)
      throw refuse("listing_changed_meanwhile", { listingId, version: before.version });
    const changes = {
      ...columns,
      updatedAt: ctx.now,
      ...(input.draftStep === undefined ? {} : { draftStep: input.draftStep }),
    };
    await updateListing(tx, listingId, changes);
    // What the update made of the row: its columns over the old ones.
    const after = { ...before, ...changes, version: before.version + 1 } as ListingRow;
    const extras = await readOwnExtras(tx, listingId);
    if (after.status === "published") {
      const missing = publishChecksOf(ctx, after, extras);
      if (missing.length > 0) throw refuse("listing_not_publishable", { missing });
      await insertPlacesOf(tx, after);
    }
    await publish(tx, listingChanged, {
      payload: { listingId, hostId: after.hostId, fields: Object.keys(fields) },
      at: ctx.now,
      trace: ctx.trace,
    });
    return toOwnListing(ctx, after, extras);
  });
}
