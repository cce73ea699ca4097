import type { z } from "zod";
import type { HostBooking, hostTodayOutput } from "@/server/modules/bookings/contract";

export type Day = z.output<typeof hostTodayOutput>;
export type Home = Day["homes"][number];

/** Who leaves, comes to, and stays in a home today. */
export function ofHome(day: Day, home: Home) {
  const find = (bookings: readonly HostBooking[]) =>
    bookings.find((booking) => booking.listingId === home.listingId);
  return { leaves: find(day.departures), arrives: find(day.arrivals), stays: find(day.inHouse) };
}
