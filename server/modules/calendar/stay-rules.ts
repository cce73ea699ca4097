import { publish } from "@/server/events/publish";
import type { StayRules } from "@/server/modules/calendar/contract";
import { nightsChanged } from "@/server/modules/calendar/events";
import { readRulesOfHost, upsertRules } from "@/server/modules/calendar/store";
import { lockOwnListing } from "@/server/modules/listings/lock-own-listing";
import type { HostCtx } from "@/server/platform/context";
import { inTransaction } from "@/server/platform/db";
import type { ListingId } from "@/server/primitives/id";
import { addDays } from "@/server/primitives/local-date";
import { refuse } from "@/server/primitives/refusal";
import { dateAt } from "@/server/primitives/zoned";

/** When stays may begin and end, and how long they may be. Refuses with `listing_not_found`. */
export async function readStayRules(
  ctx: HostCtx,
  input: { readonly listingId: ListingId },
): Promise<{ rules: StayRules }> {
  const { listingId } = input;
  const { exists, rules } = await readRulesOfHost(ctx.db, { listingId, hostId: ctx.actor.personId });
  if (!exists) throw refuse("listing_not_found", { listingId });
  return { rules };
}

/**
 * Saves the rules for stays booked from now on. One transaction. Refuses with `listing_not_found`, and with
 * `invalid_input` a fewest above the most.
 */
export async function saveStayRules(
  ctx: HostCtx,
  input: { readonly listingId: ListingId; readonly rules: StayRules },
): Promise<{ rules: StayRules }> {
  const { listingId } = input;
  if (input.rules.nightsMin > input.rules.nightsMax)
    throw refuse("invalid_input", { fields: ["nightsMin", "nightsMax"] });
  const rules = {
    ...input.rules,
    checkInWeekdays: distinct(input.rules.checkInWeekdays),
    checkOutWeekdays: distinct(input.rules.checkOutWeekdays),
  };
  await inTransaction(ctx, async (tx) => {
    const { timeZone } = await lockOwnListing(tx, { listingId, hostId: ctx.actor.personId });
    await upsertRules(tx, listingId, rules);
    const today = dateAt(ctx.now, timeZone);
    await publish(tx, nightsChanged, {
      payload: {
        listingId,
        checkIn: today,
        checkOut: addDays(today, rules.bookingWindowDays),
        cause: "rules",
      },
      at: ctx.now,
      trace: ctx.trace,
    });
  });
  return { rules };
}

function distinct(weekdays: readonly number[]): number[] {
  return [...new Set(weekdays)].sort((a, b) => a - b);
}
