/**
 * Sign-up, sign-in and passwords over HTTP: the routes of better-auth that the market offers, each with a strict body
 * contract and a limit per address and per account. A route or a field that is not listed here does not exist.
 *
 * An attempt that succeeds is given back to its buckets: only failures count, so many people behind one address can sign
 * in, and one password tried on many accounts, like many passwords tried on one, is soon refused.
 */
import { z } from "zod";
import { authOf } from "@/server/gateway/auth-of";
import { GET_ROUTES, POST_ROUTES, type PostRoute, VERIFY_POLICY } from "@/server/gateway/auth-routes";
import { clientAddressOf } from "@/server/gateway/client-address";
import {
  assertHarmlessJson,
  assertOrigin,
  BODY_BYTES_MAX,
  readBody,
  readJsonText,
} from "@/server/gateway/guard-request";
import type { Runtime } from "@/server/gateway/runtime";
import { AUTH_ADDRESS_HEADER, AUTH_PATH } from "@/server/modules/accounts/auth";
import { monotonicMs } from "@/server/platform/clock";
import { giveBackToBucket, type RatePolicy, rateHeaders, takeFromBucket } from "@/server/platform/rate-limit";
import { uuidV7 } from "@/server/primitives/id";
import { Refusal, refuse } from "@/server/primitives/refusal";

export async function answerAuth(runtime: Runtime, request: Request): Promise<Response> {
  const requestId = uuidV7();
  try {
    const answer = await answerRoute(runtime, request);
    const headers = new Headers(answer.headers);
    headers.set("x-request-id", requestId);
    headers.set("cache-control", "no-store");
    return new Response(answer.body, { status: answer.status, headers });
  } catch (error) {
    if (error instanceof Refusal) return refused(error, requestId);
    throw error;
  }
}

function refused(refusal: Refusal, requestId: string): Response {
  const { code, details, status } = refusal;
  const retryAfter = details.retryAfterSeconds;
  return Response.json(
    { code, message: code, details, requestId },
    {
      status,
      headers: {
        "x-request-id": requestId,
        "cache-control": "no-store",
        ...(typeof retryAfter === "number" ? { "retry-after": String(retryAfter) } : {}),
      },
    },
  );
}

async function answerRoute(runtime: Runtime, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const route = url.pathname.slice(AUTH_PATH.length + 1);
  const address = clientAddressOf(request.headers, runtime.isOnVercel);
  if (GET_ROUTES.has(route)) {
    if (request.method !== "GET") throw refuse("method_not_allowed");
    if (route === "verify-email") await take(runtime, VERIFY_POLICY, address);
    return authOf(runtime).handler(addressed(request, url, address, undefined));
  }
  const post = POST_ROUTES[route];
  if (!post) throw refuse("not_found");
  if (request.method !== "POST") throw refuse("method_not_allowed");
  assertOrigin(request.headers, runtime.allowedOrigins);
  const body = await readPostBody(request, post);
  return answerPost(runtime, { post, address, body, request: addressed(request, url, address, body) });
}

interface PostCall {
  readonly post: PostRoute;
  readonly address: string;
  readonly body: unknown;
  readonly request: Request;
}

async function answerPost(runtime: Runtime, call: PostCall): Promise<Response> {
  const { post, address } = call;
  const startedMs = monotonicMs();
  const account = post.perAccount && (await accountKeyOf(call.body));
  const headers = await take(runtime, post.perAddress, address);
  if (post.perAccount && account) await take(runtime, post.perAccount, account);
  const answer = await authOf(runtime).handler(call.request);
  if (post.countsFailuresOnly && answer.ok) {
    await giveBackToBucket(runtime.database.db, post.perAddress, address);
    if (post.perAccount && account) await giveBackToBucket(runtime.database.db, post.perAccount, account);
  }
  const restMs = (post.tookMsMin ?? 0) - (monotonicMs() - startedMs);
  if (restMs > 0) await new Promise((resolve) => setTimeout(resolve, restMs));
  const withHeaders = new Response(answer.body, answer);
  for (const [name, value] of Object.entries(headers)) withHeaders.headers.set(name, value);
  return withHeaders;
}

async function readPostBody(request: Request, post: PostRoute): Promise<unknown> {
  const text = request.headers.has("content-type")
    ? await readJsonText(request)
    : new TextDecoder().decode(await readBody(request, BODY_BYTES_MAX));
  if (text !== "" && !request.headers.has("content-type")) throw refuse("media_type_not_allowed");
  const parsed = post.body.safeParse(text === "" ? {} : JSON.parse(text));
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => [issue.path.join("."), issue.message]);
  throw refuse("invalid_input", { fields: Object.fromEntries(fields) });
}

/**
 * The request as better-auth gets it: our reading of the body, and our address over whatever a client sent. Where it
 * came from was settled above; better-auth would refuse an app, which has no Origin, for a header of its fetch library.
 */
function addressed(request: Request, url: URL, address: string, body: unknown): Request {
  assertHarmlessJson(JSON.stringify(Object.fromEntries(url.searchParams)));
  const headers = new Headers(request.headers);
  headers.delete("content-length");
  headers.set(AUTH_ADDRESS_HEADER, address);
  for (const name of ["sec-fetch-mode", "sec-fetch-site", "sec-fetch-dest"]) headers.delete(name);
  if (request.method === "GET") return new Request(url, { headers });
  headers.set("content-type", "application/json");
  return new Request(url, { method: "POST", headers, body: JSON.stringify(body) });
}

async function take(runtime: Runtime, policy: RatePolicy, who: string): Promise<Record<string, string>> {
  const answer = await takeFromBucket(runtime.database.db, policy, who);
  if (answer.isAllowed) return rateHeaders(policy, answer);
  const retryAfterSeconds = Math.ceil(answer.retryAfterMs / 1_000);
  throw refuse("too_many_requests", { policy: policy.name, retryAfterSeconds });
}

/** Buckets name an account by a digest, so that the table of limits lists nobody's address. */
async function accountKeyOf(body: unknown): Promise<string | undefined> {
  const email = z.object({ email: z.string() }).safeParse(body);
  if (!email.success) return undefined;
  const text = new TextEncoder().encode(email.data.email.trim().toLowerCase());
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", text));
  return btoa(String.fromCharCode(...digest));
}
