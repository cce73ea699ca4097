/** Procedures of the operator's pages. Each asks for a standing operator grant; each mutation leaves an audit line. */
import { z } from "zod";
import {
  adminOverviewInput,
  adminOverviewOutput,
  auditLogInput,
  auditLogOutput,
  consumerInput,
  consumersOutput,
  findInput,
  findOutput,
  listAdminListingsInput,
  listAdminListingsOutput,
  listBookingsInput,
  listBookingsOutput,
  listDeadEventsInput,
  listDeadEventsOutput,
  listEventsInput,
  listEventsOutput,
  listInboxInput,
  listInboxOutput,
  listPeopleInput,
  listPeopleOutput,
  modelsOutput,
  noteBookingInput,
  promoteModelInput,
  readAdminBookingInput,
  readAdminBookingOutput,
  readEventInput,
  readEventOutput,
  replayDeadEventsInput,
  replayDeadEventsOutput,
  settleDeadEventInput,
} from "@/server/modules/admin/contract";
import {
  readAdminListingInput,
  readAdminListingOutput,
  readAdminPersonInput,
  readAdminPersonOutput,
} from "@/server/modules/admin/directory-contract";
import { find } from "@/server/modules/admin/find";
import { listBookings } from "@/server/modules/admin/list-bookings";
import { listInbox, listListings, listPeople, readAuditLog } from "@/server/modules/admin/list-directory";
import { noteBooking } from "@/server/modules/admin/note-booking";
import { promoteModel } from "@/server/modules/admin/promote-model";
import { readAdminOverview } from "@/server/modules/admin/read-admin-overview";
import { readBooking } from "@/server/modules/admin/read-booking";
import { readListing } from "@/server/modules/admin/read-listing";
import { readPerson } from "@/server/modules/admin/read-person";
import {
  dropDeadEvent,
  listConsumers,
  listDeadEvents,
  pauseConsumer,
  replayDeadEvent,
  replayDeadEvents,
  resumeConsumer,
} from "@/server/modules/admin/run-consumers";
import { listEvents, readEvent } from "@/server/modules/admin/trace-events";
import { listModels } from "@/server/modules/recommendations/list-models";
import { router } from "@/server/trpc/init";
import { operatorProcedure } from "@/server/trpc/procedures";

const nothing = z.strictObject({}).optional();
const done = z.object({});

export const adminRouter = router({
  overview: operatorProcedure
    .input(adminOverviewInput)
    .output(adminOverviewOutput)
    .query(({ ctx, input }) => readAdminOverview(ctx, input)),
  find: operatorProcedure
    .input(findInput)
    .output(findOutput)
    .query(({ ctx, input }) => find(ctx, input)),

  listBookings: operatorProcedure
    .input(listBookingsInput)
    .output(listBookingsOutput)
    .query(({ ctx, input }) => listBookings(ctx, input)),
  readBooking: operatorProcedure
    .input(readAdminBookingInput)
    .output(readAdminBookingOutput)
    .query(({ ctx, input }) => readBooking(ctx, input)),
  noteBooking: operatorProcedure
    .input(noteBookingInput)
    .output(done)
    .mutation(({ ctx, input }) => noteBooking(ctx, input)),
  listPeople: operatorProcedure
    .input(listPeopleInput)
    .output(listPeopleOutput)
    .query(({ ctx, input }) => listPeople(ctx, input)),
  readPerson: operatorProcedure
    .input(readAdminPersonInput)
    .output(readAdminPersonOutput)
    .query(({ ctx, input }) => readPerson(ctx, input)),
  listListings: operatorProcedure
    .input(listAdminListingsInput)
    .output(listAdminListingsOutput)
    .query(({ ctx, input }) => listListings(ctx, input)),
  readListing: operatorProcedure
    .input(readAdminListingInput)
    .output(readAdminListingOutput)
    .query(({ ctx, input }) => readListing(ctx, input)),

  listEvents: operatorProcedure
    .input(listEventsInput)
    .output(listEventsOutput)
    .query(({ ctx, input }) => listEvents(ctx, input)),
  readEvent: operatorProcedure
    .input(readEventInput)
    .output(readEventOutput)
    .query(({ ctx, input }) => readEvent(ctx, input)),
  consumers: operatorProcedure
    .input(nothing)
    .output(consumersOutput)
    .query(({ ctx }) => listConsumers(ctx)),
  pauseConsumer: operatorProcedure
    .input(consumerInput)
    .output(done)
    .mutation(({ ctx, input }) => pauseConsumer(ctx, input)),
  resumeConsumer: operatorProcedure
    .input(consumerInput)
    .output(done)
    .mutation(({ ctx, input }) => resumeConsumer(ctx, input)),
  listDeadEvents: operatorProcedure
    .input(listDeadEventsInput)
    .output(listDeadEventsOutput)
    .query(({ ctx, input }) => listDeadEvents(ctx, input)),
  replayDeadEvent: operatorProcedure
    .input(settleDeadEventInput)
    .output(done)
    .mutation(({ ctx, input }) => replayDeadEvent(ctx, input)),
  replayDeadEvents: operatorProcedure
    .input(replayDeadEventsInput)
    .output(replayDeadEventsOutput)
    .mutation(({ ctx, input }) => replayDeadEvents(ctx, input)),
  dropDeadEvent: operatorProcedure
    .input(settleDeadEventInput)
    .output(done)
    .mutation(({ ctx, input }) => dropDeadEvent(ctx, input)),
  listInbox: operatorProcedure
    .input(listInboxInput)
    .output(listInboxOutput)
    .query(({ ctx, input }) => listInbox(ctx, input)),

  auditLog: operatorProcedure
    .input(auditLogInput)
    .output(auditLogOutput)
    .query(({ ctx, input }) => readAuditLog(ctx, input)),
  models: operatorProcedure
    .input(nothing)
    .output(modelsOutput)
    .query(({ ctx }) => listModels(ctx)),
  promoteModel: operatorProcedure
    .input(promoteModelInput)
    .output(z.object({ version: z.int() }))
    .mutation(({ ctx, input }) => promoteModel(ctx, input)),
});
