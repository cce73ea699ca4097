import { becomeHost } from "@/server/modules/accounts/become-host";
import type { HouseRules, SafetyFacts } from "@/server/modules/listings/contract";
import type { DraftFields } from "@/server/modules/listings/draft-columns";
import { toColumns } from "@/server/modules/listings/draft-columns";
import { insertListing } from "@/server/modules/listings/store";
import type { GuestCtx } from "@/server/platform/context";
import { inTransaction } from "@/server/platform/db";
import { type ListingId, newId } from "@/server/primitives/id";

const RULES_OF_A_NEW_HOME: HouseRules = {
  petsAllowed: false,
  smokingAllowed: false,
  partiesAllowed: false,
  childrenWelcome: true,
  quietFromMinutes: 1320,
  quietUntilMinutes: 480,
  more: [],
};
const SAFETY_OF_A_NEW_HOME: SafetyFacts = {
  smokeAlarm: false,
  carbonMonoxideAlarm: false,
  outdoorCamera: false,
  cameraNote: "",
  stairs: false,
  petsOnPremises: false,
};

/**
 * Begins a home as a draft and makes its owner a host, in one transaction. A draft is seen by its host alone, so no
 * event tells of it.
 */
export async function createListing(
  ctx: GuestCtx,
  input: { readonly fields?: DraftFields | undefined },
): Promise<{ listingId: ListingId }> {
  const listingId = newId("listing", ctx.now.getTime());
  const columns = await toColumns(ctx, listingId, input.fields ?? {});
  await inTransaction(ctx, async (tx) => {
    await becomeHost(tx, { personId: ctx.actor.personId, at: ctx.now, trace: ctx.trace });
    await insertListing(tx, {
      houseRules: RULES_OF_A_NEW_HOME,
      safety: SAFETY_OF_A_NEW_HOME,
      ...columns,
      id: listingId,
      hostId: ctx.actor.personId,
      createdAt: ctx.now,
      updatedAt: ctx.now,
    });
  });
  return { listingId };
}
