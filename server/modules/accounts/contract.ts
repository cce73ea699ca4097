/** Contracts of accounts. Sign-up, sign-in, verification and reset are better-auth's own routes under /api/auth. */
import { z } from "zod";
import { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from "@/server/modules/accounts/password-length";
import { idContract, textContract } from "@/server/primitives/contracts";

export const meContract = z.object({
  personId: idContract("person"),
  name: z.string(),
  email: z.string(),
  emailVerified: z.boolean(),
  about: z.string().nullable(),
  locale: z.string(),
  isHost: z.boolean(),
  isOperator: z.boolean(),
  memberSince: z.date(),
});
export type Me = z.output<typeof meContract>;
export const meOutput = z.object({ me: meContract.nullable() });
export const editProfileInput = z.strictObject({
  name: textContract(80, 1),
  about: textContract(500).nullable(),
});
export const sessionContract = z.object({
  sessionId: idContract("session"),
  current: z.boolean(),
  userAgent: z.string().nullable(),
  ipAddress: z.string().nullable(),
  createdAt: z.date(),
  lastSeenAt: z.date(),
  expiresAt: z.date(),
});
export const listSessionsOutput = z.object({ sessions: z.array(sessionContract) });
export const endSessionInput = z.strictObject({ sessionId: idContract("session") });
export const endOtherSessionsOutput = z.object({ endedCount: z.int() });

/** What the sign-up and sign-in forms check before they ask. */
export const signUpForm = z.strictObject({
  name: textContract(80, 1),
  email: z.email().max(254),
  password: z.string().min(PASSWORD_LENGTH_MIN).max(PASSWORD_LENGTH_MAX),
});
export const signInForm = z.strictObject({
  email: z.email().max(254),
  password: z.string().min(1).max(PASSWORD_LENGTH_MAX),
});
export const forgotPasswordForm = z.strictObject({ email: z.email().max(254) });
export const resetPasswordForm = z.strictObject({
  password: z.string().min(PASSWORD_LENGTH_MIN).max(PASSWORD_LENGTH_MAX),
});
export const changePasswordForm = z.strictObject({
  currentPassword: z.string().min(1).max(PASSWORD_LENGTH_MAX),
  newPassword: z.string().min(PASSWORD_LENGTH_MIN).max(PASSWORD_LENGTH_MAX),
});
