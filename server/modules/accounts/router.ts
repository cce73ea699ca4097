/** Procedures of accounts. Sign-up, sign-in, verification and reset are better-auth's routes under /api/auth. */
import { z } from "zod";
import {
  editProfileInput,
  endOtherSessionsOutput,
  endSessionInput,
  listSessionsOutput,
  meOutput,
} from "@/server/modules/accounts/contract";
import { editProfile } from "@/server/modules/accounts/edit-profile";
import { endOtherSessions, endSession, listSessions } from "@/server/modules/accounts/end-sessions";
import { readMe } from "@/server/modules/accounts/read-me";
import { router } from "@/server/trpc/init";
import { guestProcedure, publicProcedure } from "@/server/trpc/procedures";

const nothing = z.strictObject({}).optional();

export const accountsRouter = router({
  me: publicProcedure
    .input(nothing)
    .output(meOutput)
    .query(({ ctx }) => readMe(ctx)),
  editProfile: guestProcedure
    .input(editProfileInput)
    .output(meOutput)
    .mutation(({ ctx, input }) => editProfile(ctx, input)),
  listSessions: guestProcedure
    .input(nothing)
    .output(listSessionsOutput)
    .query(({ ctx }) => listSessions(ctx)),
  endSession: guestProcedure
    .input(endSessionInput)
    .output(z.object({}))
    .mutation(({ ctx, input }) => endSession(ctx, input)),
  endOtherSessions: guestProcedure
    .input(nothing)
    .output(endOtherSessionsOutput)
    .mutation(({ ctx }) => endOtherSessions(ctx)),
});
