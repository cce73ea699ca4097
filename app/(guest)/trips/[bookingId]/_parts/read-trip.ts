import { cache } from "react";
import { requestCtx, serverCaller } from "@/app/_trpc/server";
import { refusalOf } from "@/app/_viewer/refusal-of";
import type { GuestBooking } from "@/server/modules/bookings/contract";
import { isId } from "@/server/primitives/id";

/** The signed-in guest's own booking, once per request; undefined when it is not theirs or there is none. */
export const readTrip = cache(async (bookingId: string): Promise<GuestBooking | undefined> => {
  if (!isId("booking", bookingId)) return undefined;
  try {
    return await (await serverCaller()).bookings.read({ bookingId });
  } catch (error) {
    if (["booking_not_found", "sign_in_required"].includes(refusalOf(error) ?? "")) return undefined;
    throw error;
  }
});

/** The market's time for this request. */
export async function tripNow(): Promise<Date> {
  return (await requestCtx()).now;
}
