/** Answers /api/calendar/bookings/<booking id> (with or without .ics) with the guest's own confirmed stay, for their own calendar. */
import { refusalAnswer } from "@/server/gateway/refusal-answer";
import { openRequest } from "@/server/gateway/request-context";
import type { Runtime } from "@/server/gateway/runtime";
import { readCalendarFile } from "@/server/modules/bookings/read-calendar-file";
import { isId } from "@/server/primitives/id";
import { Refusal, refuse } from "@/server/primitives/refusal";

/** Refuses with `sign_in_required` and, for anything that is not the guest's confirmed booking, `booking_not_found`. */
export async function answerCalendarFile(
  runtime: Runtime,
  request: Request,
  file: string,
): Promise<Response> {
  try {
    const ctx = await openRequest(runtime, request);
    const { actor } = ctx;
    if (!actor) throw refuse("sign_in_required");
    const bookingId = file.replace(/\.ics$/, "");
    if (!isId("booking", bookingId)) throw refuse("booking_not_found");
    const { fileName, text } = await readCalendarFile({ ...ctx, actor }, { bookingId });
    return new Response(text, {
      headers: {
        "content-type": "text/calendar; charset=utf-8",
        "content-disposition": `attachment; filename="${fileName}"`,
        "cache-control": "private, no-store",
      },
    });
  } catch (error) {
    if (error instanceof Refusal) return refusalAnswer(error, null);
    throw error;
  }
}
