/**
 * Everything that needs a host today, for all their homes: who comes, who leaves, who is in, what is held, and how the
 * month stands. "Today" is the date of the host's first home. Two statements besides the list of homes.
 */
import type { z } from "zod";
import type { HostBooking, hostTodayOutput } from "@/server/modules/bookings/contract";
import { listBookingsOfHostWithin, type ShownBooking } from "@/server/modules/bookings/list-store";
import { splitOf } from "@/server/modules/bookings/payload";
import { toHostBooking } from "@/server/modules/bookings/views";
import { listOwnListings } from "@/server/modules/listings/read-own-listing";
import type { HostCtx } from "@/server/platform/context";
import {
  addDays,
  addMonths,
  daysBetween,
  firstOfMonth,
  type LocalDate,
  maxDate,
} from "@/server/primitives/local-date";
import { applyRatioHalfUp, BPS_WHOLE, money } from "@/server/primitives/money";
import { nightCount } from "@/server/primitives/stay";
import { dateAt } from "@/server/primitives/zoned";

const UPCOMING_DAYS = 30;
const UPCOMING_MAX = 20;
const ZONE_DEFAULT = "UTC";

type HostToday = z.output<typeof hostTodayOutput>;
type Home = HostToday["homes"][number];

export async function readHostToday(ctx: HostCtx): Promise<HostToday> {
  const own = await listOwnListings(ctx, {});
  const timeZone = own.items[0]?.fields.timeZone ?? ZONE_DEFAULT;
  const today = dateAt(ctx.now, timeZone);
  const month = { from: firstOfMonth(today), until: addMonths(firstOfMonth(today), 1) };
  const until = maxDate(month.until, addDays(today, UPCOMING_DAYS));
  const range = { from: month.from, until, now: ctx.now };
  const bookings = await listBookingsOfHostWithin(ctx.db, ctx.actor.personId, range);
  const homes = own.items.map(
    ({ listingId, status, fields, photos }): Home => ({
      listingId,
      title: fields.title,
      status,
      photo: photos[0] ?? null,
    }),
  );
  return { today, timeZone, ...sortByDay(bookings, today), homes, ...sumUp(bookings, month, homes) };
}

function sortByDay(bookings: readonly ShownBooking[], today: LocalDate) {
  const pick = (wanted: (booking: ShownBooking) => boolean): HostBooking[] =>
    bookings.filter(wanted).map(toHostBooking);
  const stands = (booking: ShownBooking) => booking.status !== "held";
  return {
    arrivals: pick((booking) => stands(booking) && booking.checkIn === today),
    departures: pick((booking) => stands(booking) && booking.checkOut === today),
    inHouse: pick((booking) => stands(booking) && booking.checkIn < today && booking.checkOut > today),
    upcoming: pick((booking) => stands(booking) && booking.checkIn > today).slice(0, UPCOMING_MAX),
    holds: pick((booking) => !stands(booking)),
  };
}

/** The month's share of each stay, night by night; in the currency of most of the host's stays, which is one in practice. */
function sumUp(
  bookings: readonly ShownBooking[],
  month: { from: LocalDate; until: LocalDate },
  homes: readonly Home[],
): Pick<HostToday, "monthHostAmount" | "monthOccupancyBps"> {
  const standing = bookings.filter((booking) => booking.status !== "held");
  const currency = standing[0]?.currency;
  let nights = 0;
  let amountMinor = 0;
  for (const booking of standing) {
    const from = maxDate(booking.checkIn, month.from);
    const until = booking.checkOut < month.until ? booking.checkOut : month.until;
    const inMonth = Math.max(0, daysBetween(from, until));
    nights += inMonth;
    if (booking.currency === currency)
      amountMinor += applyRatioHalfUp(splitOf(booking).hostMinor, inMonth, nightCount(booking));
  }
  const available =
    homes.filter((home) => home.status === "published").length * daysBetween(month.from, month.until);
  return {
    monthHostAmount: currency === undefined ? null : money(amountMinor, currency),
    monthOccupancyBps:
      available === 0 ? null : Math.min(BPS_WHOLE, applyRatioHalfUp(BPS_WHOLE, nights, available)),
  };
}
