import { type NextRequest, NextResponse } from "next/server";
import { contentPolicy, securityHeaders } from "@/app/_security/content-policy";
import { allowedOriginsOf } from "@/server/gateway/guard-request";
import { env } from "@/server/platform/env";
import { paymentsBaseOf } from "@/server/platform/market-config";

/**
 * Runs before every page: gives it a request id of our own, the script policy with a nonce of its own and the
 * security headers. It decides nothing about who may see what; that lives with the data.
 *
 * Next reads the nonce from the policy on the request and puts it on its own scripts.
 */
export function proxy(request: NextRequest): NextResponse {
  const status = whyNotServed(request);
  if (status !== undefined)
    return new NextResponse(null, { status, headers: { "cache-control": "no-store" } });
  const https = env.APP_URL.startsWith("https:");
  const requestId = crypto.randomUUID();
  const policy = contentPolicy({
    nonce: btoa(crypto.randomUUID()),
    paymentsBase: paymentsBaseOf(env),
    blobPublicBase: env.BLOB_PUBLIC_BASE,
    blobApiBase: env.VERCEL_BLOB_API_URL,
    mapStyleUrl: env.MAP_STYLE_URL,
    development: env.NODE_ENV === "development",
    https,
  });

  const headers = new Headers(request.headers);
  headers.set("x-request-id", requestId);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("x-request-id", requestId);
  response.headers.set("content-security-policy", policy);
  for (const [name, value] of Object.entries(securityHeaders(https))) response.headers.set(name, value);
  return response;
}

/** The status that refuses a request outright: the image optimiser is off, and no other site runs a server action. */
function whyNotServed(request: NextRequest): number | undefined {
  if (request.nextUrl.pathname === "/_next/image") return 400;
  if (!request.headers.has("next-action")) return undefined;
  const origin = request.headers.get("origin");
  return origin !== null && allowedOriginsOf(env.APP_URL).has(origin) ? undefined : 403;
}

export const config = {
  // Built files never vary by request. Answers of the API carry ids and headers of their own (next.config.ts), and what
  // passes here would have its body kept in memory and cut at 10 MB, which a photo exceeds.
  matcher: ["/((?!api/|blob/|sandbox/|_next/static|map/|maplibre/|demo/|fonts/|icons/).*)"],
};
