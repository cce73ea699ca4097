/** The routes of better-auth that the market offers: strict bodies, and how often an address and an account may try. */
import { z } from "zod";
import { forgotPasswordForm, signInForm, signUpForm } from "@/server/modules/accounts/contract";
import type { RatePolicy } from "@/server/platform/rate-limit";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** A reset takes at least this long, so that its time does not tell whether the address is known. */
const RESET_MS_MIN = 120;

const callbackUrl = z.string().max(2_000).optional();
const token = z.string().min(1).max(1_024);
const password = z.string().min(1).max(1_024);
const locale = z.enum(["en", "es", "ar"]).optional();

export interface PostRoute {
  readonly body: z.ZodType;
  readonly perAddress: RatePolicy;
  readonly perAccount?: RatePolicy;
  readonly countsFailuresOnly?: true;
  readonly tookMsMin?: number;
}

const perAddress = (name: string, limit: number, windowMs: number): RatePolicy => ({
  name: `${name}-address`,
  limit,
  windowMs,
});
const perAccount = (name: string, limit: number, windowMs: number): RatePolicy => ({
  name: `${name}-account`,
  limit,
  windowMs,
});

export const POST_ROUTES: Readonly<Record<string, PostRoute>> = {
  "sign-up/email": {
    // Password lengths are better-auth's to refuse, with its own code.
    body: signUpForm.extend({
      password,
      callbackURL: callbackUrl,
      rememberMe: z.boolean().optional(),
      locale,
    }),
    perAddress: perAddress("sign-up", 500, HOUR_MS),
  },
  "sign-in/email": {
    body: signInForm.extend({ password, callbackURL: callbackUrl, rememberMe: z.boolean().optional() }),
    perAddress: perAddress("sign-in", 60, 10 * MINUTE_MS),
    perAccount: perAccount("sign-in", 10, 15 * MINUTE_MS),
    countsFailuresOnly: true,
  },
  "sign-out": { body: z.strictObject({}), perAddress: perAddress("sign-out", 600, HOUR_MS) },
  "request-password-reset": {
    body: forgotPasswordForm.extend({ redirectTo: callbackUrl }),
    perAddress: perAddress("reset-letter", 60, HOUR_MS),
    perAccount: perAccount("reset-letter", 5, HOUR_MS),
    tookMsMin: RESET_MS_MIN,
  },
  "reset-password": {
    body: z.strictObject({ newPassword: password, token }),
    perAddress: perAddress("reset", 30, 10 * MINUTE_MS),
  },
  "change-password": {
    body: z.strictObject({
      currentPassword: password,
      newPassword: password,
      revokeOtherSessions: z.boolean().optional(),
    }),
    perAddress: perAddress("change-password", 30, 10 * MINUTE_MS),
  },
  "send-verification-email": {
    body: forgotPasswordForm.extend({ callbackURL: callbackUrl }),
    perAddress: perAddress("verification-letter", 60, HOUR_MS),
    perAccount: perAccount("verification-letter", 5, HOUR_MS),
    tookMsMin: RESET_MS_MIN,
  },
};

/** Reads, and the one link of a letter that better-auth answers by GET: it does nothing without its secret token. */
export const GET_ROUTES: ReadonlySet<string> = new Set(["get-session", "verify-email"]);
export const VERIFY_POLICY = perAddress("verify", 120, HOUR_MS);
