import { listCohorts } from "@/server/modules/analytics/guests-store";
import type { CohortsReport } from "@/server/modules/analytics/report-contracts";
import { type ReportCtx, readFrame } from "@/server/modules/analytics/report-frame";
import { analyticsDbOf } from "@/server/platform/context";
import { addMonths, firstOfMonth, type LocalDate } from "@/server/primitives/local-date";
import { dateAt } from "@/server/primitives/zoned";

/** Guests by the month of their first booking, and their bookings in each month since. Months are the market's. Reads only. */
export async function readCohorts(
  ctx: ReportCtx,
  input: { readonly months: number },
): Promise<CohortsReport> {
  const store = analyticsDbOf(ctx);
  const { zone } = await readFrame(ctx);
  const present = firstOfMonth(dateAt(ctx.now, zone));
  const rows = await listCohorts(store, zone, addMonths(present, 1 - input.months));
  const cohorts = Array.from({ length: input.months }, (_, index) => {
    const month = addMonths(present, 1 - input.months + index);
    const own = rows.filter((row) => row.month === month);
    const monthCount = input.months - index;
    return {
      month,
      guests: own.reduce((sum, row) => sum + row.firstGuests, 0),
      months: Array.from({ length: monthCount }, (_unused, offset) => monthOf(own, month, offset)),
    };
  });
  return { asOf: ctx.now, timeZone: zone, cohorts };
}

function monthOf(rows: Awaited<ReturnType<typeof listCohorts>>, month: LocalDate, offset: number) {
  const row = rows.find((each) => each.month === month && each.offset === offset);
  return {
    offset,
    bookings: row?.bookings ?? 0,
    returningGuests: row?.returningGuests ?? 0,
    cancelled: row?.cancelled ?? 0,
  };
}
