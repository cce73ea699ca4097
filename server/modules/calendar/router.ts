/** Procedures of the calendar: what guests may know of nights, and a host's edits. */
import { z } from "zod";
import { blockNights, openNights, unblockNights } from "@/server/modules/calendar/block-nights";
import {
  blockInput,
  blockOutput,
  editNightsInput,
  editNightsOutput,
  hostCalendarInput,
  hostCalendarOutput,
  hostCalendarsInput,
  hostCalendarsOutput,
  openNightsInput,
  openNightsOutput,
  publicCalendarInput,
  publicCalendarOutput,
  readStayRulesInput,
  restoreNightsInput,
  saveStayRulesInput,
  stayRulesOutput,
  unblockInput,
} from "@/server/modules/calendar/contract";
import { editNights, restoreNights } from "@/server/modules/calendar/edit-nights";
import { readHostCalendar, readHostCalendars } from "@/server/modules/calendar/read-host-calendar";
import { readPublicCalendar } from "@/server/modules/calendar/read-public-calendar";
import { readStayRules, saveStayRules } from "@/server/modules/calendar/stay-rules";
import { router } from "@/server/trpc/init";
import { hostProcedure, publicProcedure } from "@/server/trpc/procedures";

export const calendarRouter = router({
  readPublic: publicProcedure
    .input(publicCalendarInput)
    .output(publicCalendarOutput)
    .query(({ ctx, input }) => readPublicCalendar(ctx, input)),
  readHost: hostProcedure
    .input(hostCalendarInput)
    .output(hostCalendarOutput)
    .query(({ ctx, input }) => readHostCalendar(ctx, input)),
  readHostAll: hostProcedure
    .input(hostCalendarsInput)
    .output(hostCalendarsOutput)
    .query(({ ctx, input }) => readHostCalendars(ctx, input)),
  editNights: hostProcedure
    .input(editNightsInput)
    .output(editNightsOutput)
    .mutation(({ ctx, input }) => editNights(ctx, input)),
  restoreNights: hostProcedure
    .input(restoreNightsInput)
    .output(editNightsOutput)
    .mutation(({ ctx, input }) => restoreNights(ctx, input)),
  block: hostProcedure
    .input(blockInput)
    .output(blockOutput)
    .mutation(({ ctx, input }) => blockNights(ctx, input)),
  unblock: hostProcedure
    .input(unblockInput)
    .output(z.object({}))
    .mutation(({ ctx, input }) => unblockNights(ctx, input)),
  open: hostProcedure
    .input(openNightsInput)
    .output(openNightsOutput)
    .mutation(({ ctx, input }) => openNights(ctx, input)),
  readRules: hostProcedure
    .input(readStayRulesInput)
    .output(stayRulesOutput)
    .query(({ ctx, input }) => readStayRules(ctx, input)),
  saveRules: hostProcedure
    .input(saveStayRulesInput)
    .output(stayRulesOutput)
    .mutation(({ ctx, input }) => saveStayRules(ctx, input)),
});
