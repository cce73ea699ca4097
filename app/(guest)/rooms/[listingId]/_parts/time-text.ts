import { getLocale } from "next-intl/server";
import { formatTime } from "@/app/_ui/format/dates";

const MINUTE_MS = 60_000;

/** A time of day in minutes as people say it: 900 is "3:00 pm". */
export async function timeText(minutesOfDay: number): Promise<string> {
  return formatTime(new Date(minutesOfDay * MINUTE_MS).toISOString(), await getLocale(), "UTC", false);
}
