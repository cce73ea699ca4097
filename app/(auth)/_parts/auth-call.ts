/** What a call to the sign-in routes ended with. */
export type AuthAnswer = { ok: true } | { ok: false; code: "wrong" | "suspended" | "tooMany" | "failed" };

const BASE = "/api/auth";
const TOO_MANY = 429;
const SERVER_FAULT = 500;

/** Calls one of better-auth's routes. Never throws: a lost connection is an answer that a form shows. */
export async function authCall(path: string, body?: Record<string, unknown>): Promise<AuthAnswer> {
  const init: RequestInit = body
    ? { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }
    : { method: "GET" };
  const answer = await fetch(`${BASE}${path}`, {
    ...init,
    credentials: "same-origin",
    redirect: "manual",
  }).catch((error: unknown) => {
    // fetch rejects for a broken connection alone.
    if (error instanceof TypeError) return undefined;
    throw error;
  });
  if (!answer) return { ok: false, code: "failed" };
  if (answer.ok || answer.type === "opaqueredirect") return { ok: true };
  if (answer.status === TOO_MANY) return { ok: false, code: "tooMany" };
  if (answer.status >= SERVER_FAULT) return { ok: false, code: "failed" };
  const told = (await answer.json().catch(() => ({}))) as { code?: string };
  return { ok: false, code: told.code === "ACCOUNT_SUSPENDED" ? "suspended" : "wrong" };
}

/** Where to go after signing in: an address of this site alone, so that a link cannot send somebody away. */
export function safeNext(next: string | undefined, fallback: string): string {
  return next !== undefined && /^\/(?![/\\])/.test(next) ? next : fallback;
}
