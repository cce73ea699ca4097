/**
 * Sign-up, sign-in, verification and reset: better-auth on our tables, ids and events.
 *
 * Sign-up and reset answer alike for known and unknown addresses, so nobody can ask who has an account; signing up does
 * therefore not sign in. A new password ends every other session. better-auth's own rate limits are off: the HTTP edge
 * counts attempts per address and per account (`gateway/auth-endpoint.ts`).
 */
import { APIError, createAuthMiddleware } from "better-auth/api";
import { betterAuth } from "better-auth/minimal";
import { bearer } from "better-auth/plugins/bearer";
import {
  type AdapterDeps,
  accountsAdapter,
  VERIFICATION_SECONDS_MAX,
} from "@/server/modules/accounts/auth-adapter";
import { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from "@/server/modules/accounts/password-length";
import {
  requestPasswordResetLetter,
  requestVerificationLetter,
} from "@/server/modules/accounts/request-letters";
import { sessionCookieName } from "@/server/modules/accounts/session-token";
import { readPerson } from "@/server/modules/accounts/store";
import { inTransaction } from "@/server/platform/db";
import type { Log } from "@/server/platform/log";
import { assert } from "@/server/primitives/assert";
import { isId, newId } from "@/server/primitives/id";

export const AUTH_PATH = "/api/auth";
/** The HTTP edge writes the address it knows into this header, over whatever a client sent. */
export const AUTH_ADDRESS_HEADER = "x-roost-client";
const SESSION_SECONDS_MAX = 30 * 86_400;
const RESET_SECONDS_MAX = 3_600;

export interface AuthDeps extends AdapterDeps {
  readonly log: Log;
  readonly allowedOrigins: ReadonlySet<string>;
  readonly hashPassword: (password: string) => Promise<string>;
  readonly verifyPassword: (hashed: string, password: string) => Promise<boolean>;
}

export function createAuth(deps: AuthDeps) {
  return betterAuth({
    appName: "Roost",
    baseURL: deps.config.appUrl,
    basePath: AUTH_PATH,
    secret: deps.config.authSecret,
    trustedOrigins: [...deps.allowedOrigins],
    database: accountsAdapter(deps),
    emailAndPassword: passwordOptions(deps),
    emailVerification: {
      expiresIn: VERIFICATION_SECONDS_MAX,
      sendOnSignUp: false,
      sendVerificationEmail: ({ user, token }) => request(deps, requestVerificationLetter, user.id, token),
    },
    user: {
      additionalFields: { locale: { type: "string", required: false, input: true, defaultValue: "en" } },
    },
    session: { expiresIn: SESSION_SECONDS_MAX, disableSessionRefresh: true },
    verification: { storeIdentifier: "hashed" },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    plugins: [bearer({ requireSignature: true })],
    databaseHooks: { session: { create: { before: (session) => refuseSuspended(deps, session.userId) } } },
    hooks: { before: endOtherSessionsOnPasswordChange },
    advanced: advancedOptions(deps.config.appUrl),
    logger: {
      level: "warn",
      log: (level, message) => deps.log[level]({ from: "better-auth" }, message),
    },
  });
}
export type Auth = ReturnType<typeof createAuth>;

function passwordOptions(deps: AuthDeps) {
  return {
    enabled: true,
    autoSignIn: false,
    minPasswordLength: PASSWORD_LENGTH_MIN,
    maxPasswordLength: PASSWORD_LENGTH_MAX,
    revokeSessionsOnPasswordReset: true,
    resetPasswordTokenExpiresIn: RESET_SECONDS_MAX,
    sendResetPassword: ({ user, token }: { user: { id: string }; token: string }) =>
      request(deps, requestPasswordResetLetter, user.id, token),
    password: {
      hash: deps.hashPassword,
      verify: ({ hash, password }: { hash: string; password: string }) => deps.verifyPassword(hash, password),
    },
  };
}

function advancedOptions(appUrl: string) {
  const secure = appUrl.startsWith("https://");
  return {
    // The names carry their own `__Host-` prefix; better-auth would add `__Secure-` before it.
    useSecureCookies: false,
    cookiePrefix: secure ? "__Host-roost" : "roost",
    cookies: { session_token: { name: sessionCookieName(appUrl) } },
    defaultCookieAttributes: { secure, httpOnly: true, sameSite: "lax" as const, path: "/" },
    ipAddress: { ipAddressHeaders: [AUTH_ADDRESS_HEADER] },
    database: {
      generateId: ({ model }: { model: string }) =>
        model === "user" ? newId("person") : model === "session" ? newId("session") : crypto.randomUUID(),
    },
  };
}

async function request(
  deps: AuthDeps,
  ask: typeof requestVerificationLetter,
  personId: string,
  token: string,
): Promise<void> {
  assert(isId("person", personId), "a person has an id of ours");
  const at = await deps.now();
  const letter = { personId, token, at, trace: newId("event", at.getTime()) };
  await inTransaction(deps, (tx) => ask(tx, deps.config, letter));
}

/** Somebody suspended cannot sign in either. */
async function refuseSuspended(deps: AuthDeps, personId: string): Promise<void> {
  assert(isId("person", personId), "a person has an id of ours");
  const person = await readPerson(deps.db, personId);
  if (person?.suspendedAt)
    throw new APIError("FORBIDDEN", { code: "ACCOUNT_SUSPENDED", message: "account_suspended" });
}

/** Whoever changes a password does it because somebody else may know the old one. The HTTP edge has checked the body. */
const endOtherSessionsOnPasswordChange = createAuthMiddleware(async (ctx) => {
  if (ctx.path !== "/change-password") return;
  const body = ctx.body as Record<string, unknown>;
  return { context: { body: { ...body, revokeOtherSessions: true } } };
});
