import { readBookingRecord } from "@/server/modules/admin/money-store";
import { recordAction } from "@/server/modules/admin/record-action";
import type { OperatorCtx } from "@/server/platform/context";
import { inTransaction } from "@/server/platform/db";
import type { BookingId } from "@/server/primitives/id";
import { refuse } from "@/server/primitives/refusal";

/**
 * Keeps an operator's note on a booking, for operators alone: the note is its line in the audit log, so it can be neither
 * changed nor removed. One transaction. Refuses with `booking_not_found`.
 */
export function noteBooking(
  ctx: OperatorCtx,
  input: { bookingId: BookingId; reason: string },
): Promise<Record<string, never>> {
  const { bookingId, reason } = input;
  return inTransaction(ctx, async (tx) => {
    if (!(await readBookingRecord(tx, bookingId))) throw refuse("booking_not_found", { bookingId });
    await recordAction(tx, ctx, {
      action: "booking.noted",
      objectKind: "booking",
      objectId: bookingId,
      reason,
    });
    return {};
  });
}
