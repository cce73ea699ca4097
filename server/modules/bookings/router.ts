/** Procedures of bookings. */
import { cancelBooking, previewCancellation } from "@/server/modules/bookings/cancel-booking";
import {
  cancelInput,
  cancellationContract,
  cancelOutput,
  guestBookingContract,
  holdInput,
  holdOutput,
  hostTodayInput,
  hostTodayOutput,
  listHostBookingsInput,
  listHostBookingsOutput,
  listTripsInput,
  listTripsOutput,
  readBookingInput,
  readHostBookingOutput,
} from "@/server/modules/bookings/contract";
import { hold } from "@/server/modules/bookings/hold";
import { listForHost, readForHost } from "@/server/modules/bookings/host-bookings";
import { listTrips, readBooking } from "@/server/modules/bookings/read-booking";
import { readHostToday } from "@/server/modules/bookings/read-host-today";
import { router } from "@/server/trpc/init";
import { guestProcedure, hostProcedure } from "@/server/trpc/procedures";

export const bookingsRouter = router({
  hold: guestProcedure
    .input(holdInput)
    .output(holdOutput)
    .mutation(({ ctx, input }) => hold(ctx, { channel: ctx.request.channel, ...input })),
  read: guestProcedure
    .input(readBookingInput)
    .output(guestBookingContract)
    .query(({ ctx, input }) => readBooking(ctx, input)),
  listTrips: guestProcedure
    .input(listTripsInput)
    .output(listTripsOutput)
    .query(({ ctx, input }) => listTrips(ctx, input)),
  previewCancellation: guestProcedure
    .input(readBookingInput)
    .output(cancellationContract)
    .query(({ ctx, input }) => previewCancellation(ctx, input)),
  cancel: guestProcedure
    .input(cancelInput)
    .output(cancelOutput)
    .mutation(({ ctx, input }) => cancelBooking(ctx, input)),
  listForHost: hostProcedure
    .input(listHostBookingsInput)
    .output(listHostBookingsOutput)
    .query(({ ctx, input }) => listForHost(ctx, input)),
  readForHost: hostProcedure
    .input(readBookingInput)
    .output(readHostBookingOutput)
    .query(({ ctx, input }) => readForHost(ctx, input)),
  hostToday: hostProcedure
    .input(hostTodayInput)
    .output(hostTodayOutput)
    .query(({ ctx }) => readHostToday(ctx)),
});
