/** What a request carries to say who asks: the session token and the visitor id. On web-standard APIs alone. */
import { sessionCookieName } from "@/server/modules/accounts/session-token";

export const VISITOR_COOKIE = "roost_visitor";
const VISITOR_ID = /^[A-Za-z0-9_-]{22}$/;

export function signedTokenOf(
  headers: Headers,
  appUrl: string,
): { value: string; from: "bearer" | "cookie" } | undefined {
  const authorization = headers.get("authorization");
  if (authorization?.slice(0, 7).toLowerCase() === "bearer ")
    return { value: authorization.slice(7).trim(), from: "bearer" };
  const value = cookieOf(headers, sessionCookieName(appUrl));
  return value === undefined ? undefined : { value, from: "cookie" };
}

function cookieOf(headers: Headers, name: string): string | undefined {
  for (const part of (headers.get("cookie") ?? "").split(";")) {
    const equals = part.indexOf("=");
    if (equals > 0 && part.slice(0, equals).trim() === name) return part.slice(equals + 1).trim();
  }
  return undefined;
}

export function visitorIdOf(headers: Headers): string | undefined {
  const value = cookieOf(headers, VISITOR_COOKIE);
  return value !== undefined && VISITOR_ID.test(value) ? value : undefined;
}
