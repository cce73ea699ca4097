import { answerCalendarFile } from "@/server/gateway/calendar-file";
import { runtime } from "@/server/gateway/runtime";

export const dynamic = "force-dynamic";

type Context = { readonly params: Promise<{ bookingId: string }> };

export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { bookingId } = await params;
  return answerCalendarFile(runtime(), request, bookingId);
}
