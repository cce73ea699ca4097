/**
 * Frees the nights of a booking, hold or block, inside the caller's transaction. Publishes `calendar.nights_changed`
 * when there was something to free; safe to repeat. `kinds` guards a race: an expiring hold names `["hold"]`, so
 * that it can never free a night that was booked in between.
 */

import { publish } from "@/server/events/publish";
import { nightsChanged } from "@/server/modules/calendar/events";
import { type ClaimKind, deleteClaims } from "@/server/modules/calendar/store";
import type { Tx } from "@/server/platform/db";
import { idFromUuid } from "@/server/primitives/id";

export async function releaseClaims(
  tx: Tx,
  input: {
    /** UUID of the booking or block (`uuidOf(id)`). */
    readonly claimId: string;
    readonly kinds: readonly ClaimKind[];
    readonly now: Date;
    readonly trace: string;
  },
): Promise<boolean> {
  const freed = await deleteClaims(tx, input);
  if (!freed) return false;
  const cause = input.kinds.includes("block") ? ("unblocked" as const) : ("released" as const);
  await publish(tx, nightsChanged, {
    payload: {
      listingId: idFromUuid("listing", freed.listingUuid),
      checkIn: freed.from,
      checkOut: freed.until,
      cause,
    },
    at: input.now,
    trace: input.trace,
  });
  return true;
}
