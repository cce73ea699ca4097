/**
 * Claims nights by the database's own `claim_nights`, as `hold_stay` and `confirm_stay` do, and tells of it; for tests of the
 * claims themselves. Refuses with `dates_just_taken`, which rolls the caller's transaction back.
 */
import { publish } from "@/server/events/publish";
import { nightsChanged } from "@/server/modules/calendar/events";
import type { ClaimKind } from "@/server/modules/calendar/store";
import { rowsOf, sql, type Tx } from "@/server/platform/db";
import { type BookingId, type ListingId, uuidOf } from "@/server/primitives/id";
import { refuse } from "@/server/primitives/refusal";
import type { Stay } from "@/server/primitives/stay";

interface Claim {
  readonly listingId: ListingId;
  readonly stay: Stay;
  readonly now: Date;
  readonly trace: string;
}

const CAUSES = { hold: "held", booking: "booked", block: "blocked", import: "blocked" } as const;

export async function claimNights(
  tx: Tx,
  input: Claim & { readonly kind: ClaimKind; readonly claimId: string; readonly expiresAt: Date | null },
): Promise<void> {
  const { listingId, stay, kind, claimId, expiresAt, now, trace } = input;
  const [row] = await rowsOf<{ asked_count: number; taken_count: number }>(
    tx,
    sql`select asked_count, taken_count from claim_nights(${uuidOf(listingId)}::uuid, ${stay.checkIn}::date,
          ${stay.checkOut}::date, ${kind}, ${claimId}::uuid, ${expiresAt?.toISOString() ?? null}::timestamptz,
          ${now.toISOString()}::timestamptz)`,
  );
  if (!row || row.taken_count < row.asked_count) throw refuse("dates_just_taken", { listingId, stay });
  await publish(tx, nightsChanged, { payload: { listingId, ...stay, cause: CAUSES[kind] }, at: now, trace });
}

/** What a payment does with the nights of its hold, lapsed or not. */
export function turnHoldIntoBooking(tx: Tx, input: Claim & { readonly bookingId: BookingId }): Promise<void> {
  const { bookingId, ...rest } = input;
  return claimNights(tx, { ...rest, kind: "booking", claimId: uuidOf(bookingId), expiresAt: null });
}
