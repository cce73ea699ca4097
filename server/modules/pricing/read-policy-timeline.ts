/**
 * What cancelling a stay would give back, step by step, were it booked now: exact instants in the listing's zone.
 *
 * One statement. Availability is not asked; refuses with `listing_not_found` and `party_too_large` or `pets_not_allowed`,
 * since money is only known for a party that may come.
 */
import type { z } from "zod";
import { computeRefundSteps } from "@/server/modules/pricing/compute-cancellation";
import type { policyTimelineOutput } from "@/server/modules/pricing/contract";
import { priceStay } from "@/server/modules/pricing/issue-quote";
import type { QuoteInput } from "@/server/modules/pricing/quote";
import { readStayFacts } from "@/server/modules/pricing/store";
import { whyNotParty } from "@/server/modules/pricing/why-not-stay";
import type { CatalogueCtx } from "@/server/platform/context";
import { money } from "@/server/primitives/money";
import { refuse } from "@/server/primitives/refusal";
import { instantAt } from "@/server/primitives/zoned";

export async function readPolicyTimeline(
  ctx: CatalogueCtx,
  input: QuoteInput,
): Promise<z.output<typeof policyTimelineOutput>> {
  const { listingId, stay, party } = input;
  const facts = await readStayFacts(ctx.db, { listingId, range: stay, now: ctx.now, askingGuest: undefined });
  if (facts?.home.status !== "published") throw refuse("listing_not_found", { listingId });
  const refused = whyNotParty(facts.home, party);
  if (refused) throw refuse(refused.code, refused.details);
  const priced = priceStay(facts, listingId, stay, party);
  const { cancellationPolicy: policy, timeZone, checkInFromMinutes } = facts.home;
  const steps = computeRefundSteps(
    {
      policy,
      stay,
      timeZone,
      checkInFromMinutes,
      bookedAt: ctx.now,
      lines: priced.lines,
      nightAmountsMinor: priced.nightAmountsMinor,
      totalMinor: priced.total.amountMinor,
      hostFeeMinor: priced.hostFeeMinor,
    },
    ctx.now,
  );
  return {
    policy,
    timeZone,
    checkInAt: instantAt(stay.checkIn, checkInFromMinutes, timeZone),
    steps: steps.map(({ until, kind, refundMinor }) => ({
      until,
      kind,
      refund: money(refundMinor, priced.total.currency),
    })),
  };
}
