/**
 * The payment sandbox for browsers and apps, read through the market's own address, so that a market opened to the network
 * can be paid from other machines. Only what a client's key may do passes, and the bank's page; the sandbox itself asks
 * for the key. With a configured gateway clients talk to the gateway and this answers 404.
 */
import { BODY_BYTES_MAX, readBody } from "@/server/gateway/guard-request";
import { refusalAnswer } from "@/server/gateway/refusal-answer";
import type { Runtime } from "@/server/gateway/runtime";
import { Refusal } from "@/server/primitives/refusal";

/** What of the market's `/sandbox/…` stands for which path of the sandbox. */
const CLIENT_PATH = /^v1\/payment_intents\/pi_\w+(?:\/confirm)?$/;
const BANK_PATH = /^authenticate\/pi_\w+\/auth_\w+$/;
/** Cookies of the market are nobody else's, and hop-by-hop headers are for one connection. */
const HEADERS_PASSED = ["authorization", "content-type", "idempotency-key"];
const ANSWERS_PASSED = ["content-type", "location", "request-id", "idempotent-replayed"];
const ANSWER_MS_MAX = 30_000;

export async function answerLocalPayments(
  runtime: Pick<Runtime, "config">,
  sandboxBase: string,
  request: Request,
  path: readonly string[],
): Promise<Response> {
  const target = runtime.config.standIns.has("payments") ? targetOf(path.join("/")) : undefined;
  if (target === undefined) return new Response(null, { status: 404, headers: OWN_HEADERS });
  if (request.method === "OPTIONS") return new Response(null, { status: 204, headers: OWN_HEADERS });
  try {
    return await passOn(`${sandboxBase}/${target}${new URL(request.url).search}`, request);
  } catch (error) {
    if (error instanceof Refusal) return refusalAnswer(error, null);
    throw error;
  }
}

async function passOn(url: string, request: Request): Promise<Response> {
  const init: RequestInit = {
    method: request.method,
    headers: picked(request.headers, HEADERS_PASSED),
    redirect: "manual",
    signal: AbortSignal.timeout(ANSWER_MS_MAX),
    ...(request.method === "POST" ? { body: await readBody(request, BODY_BYTES_MAX) } : {}),
  };
  const answer = await fetch(url, init).catch((error: unknown) => {
    // fetch tells of a broken connection by a TypeError; one card of the sandbox breaks it on purpose.
    if (error instanceof TypeError) return undefined;
    throw error;
  });
  if (!answer) return Response.json({ error: { type: "api_error" } }, { status: 502, headers: OWN_HEADERS });
  const headers = picked(answer.headers, ANSWERS_PASSED);
  for (const [name, value] of Object.entries(OWN_HEADERS)) headers.set(name, value);
  return new Response(await answer.arrayBuffer(), { status: answer.status, headers });
}

/** Clients come from other origins too, a page at 127.0.0.1 among them; what they may do hangs on the key they send. */
const OWN_HEADERS = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, POST, OPTIONS",
  "access-control-allow-headers": "*, authorization",
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
};

function targetOf(path: string): string | undefined {
  if (CLIENT_PATH.test(path)) return path;
  return BANK_PATH.test(path) ? `sandbox/${path}` : undefined;
}

function picked(from: Headers, names: readonly string[]): Headers {
  const headers = new Headers();
  for (const name of names) {
    const value = from.get(name);
    if (value !== null) headers.set(name, value);
  }
  return headers;
}
