/**
 * Claims a stay's nights for a hold, booking or block, inside the caller's transaction.
 *
 * No night is ever sold twice: `night_claims` has one row per night. The one ordered statement takes over holds that
 * lapsed and rows of the same claim (so a booking can claim what its own hold had, lapsed or not). Holds and bookings
 * claim the home's preparation nights after check-out with them. Publishes `calendar.nights_changed`.
 *
 * Refuses with `dates_just_taken` when somebody else has a night; the throw rolls the transaction back, which it must.
 */

import { publish } from "@/server/events/publish";
import { nightsChanged } from "@/server/modules/calendar/events";
import { type ClaimKind, insertClaims } from "@/server/modules/calendar/store";
import type { Tx } from "@/server/platform/db";
import type { ListingId } from "@/server/primitives/id";
import { refuse } from "@/server/primitives/refusal";
import type { Stay } from "@/server/primitives/stay";

export interface ClaimNightsInput {
  readonly listingId: ListingId;
  readonly stay: Stay;
  readonly kind: ClaimKind;
  /** UUID of the booking or block (`uuidOf(id)`). */
  readonly claimId: string;
  /** When a hold lapses; null for the other kinds. */
  readonly expiresAt: Date | null;
  readonly now: Date;
  readonly trace: string;
}

const CAUSES = { hold: "held", booking: "booked", block: "blocked", import: "blocked" } as const;

export async function claimNights(tx: Tx, input: ClaimNightsInput): Promise<void> {
  const { askedCount, takenCount } = await insertClaims(tx, input);
  if (takenCount < askedCount)
    throw refuse("dates_just_taken", { listingId: input.listingId, stay: input.stay });
  await publish(tx, nightsChanged, {
    payload: { listingId: input.listingId, ...input.stay, cause: CAUSES[input.kind] },
    at: input.now,
    trace: input.trace,
  });
}
