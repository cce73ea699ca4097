import { type NextRequest, NextResponse } from "next/server";
import { contentPolicy, securityHeaders } from "@/app/_security/content-policy";
import { env } from "@/server/platform/env";

/**
 * Runs before every page: gives it a request id of our own, the script policy with a nonce of its own and the
 * security headers. It decides nothing about who may see what; that lives with the data.
 *
 * Next reads the nonce from the policy on the request and puts it on its own scripts.
 */
export function proxy(request: NextRequest): NextResponse {
  const https = env.APP_URL.startsWith("https:");
  const requestId = crypto.randomUUID();
  const policy = contentPolicy({
    nonce: btoa(crypto.randomUUID()),
    paymentsBase: env.STRIPE_API_BASE,
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

export const config = {
  // Built files never vary by request. Answers of the API carry ids and headers of their own (next.config.ts), and what
  // passes here would have its body kept in memory and cut at 10 MB, which a photo exceeds.
  matcher: ["/((?!api/|blob/|_next/static|map/|maplibre/|demo/|fonts/|icons/).*)"],
};
