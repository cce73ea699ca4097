import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Pool, PoolClient } from "pg";
import { systemClock } from "@/server/platform/clock";
import { sameText } from "@/server/platform/local/blob-access";
import {
  answerJson,
  BodyTooLarge,
  headerOf,
  type LocalServer,
  readBody,
  serveHttp,
  urlOf,
} from "@/server/platform/local/http";
import { findRoute } from "@/server/platform/local/payments/api";
import type { Answer, Call } from "@/server/platform/local/payments/call";
import { control } from "@/server/platform/local/payments/control";
import { type Deliverer, startDelivering } from "@/server/platform/local/payments/deliver";
import { parseForm } from "@/server/platform/local/payments/form";
import { authenticate } from "@/server/platform/local/payments/intents";
import { type Intent, makeId, readObject } from "@/server/platform/local/payments/objects";
import { authenticationPage, donePage } from "@/server/platform/local/payments/page";
import { invalidRequest, StripeRefusal } from "@/server/platform/local/payments/refusal";
import { PAYMENT_TABLES } from "@/server/platform/local/payments/tables";
import { expand } from "@/server/platform/local/payments/views";
import { inTransaction, openState } from "@/server/platform/local/state";

export type PaymentsPlan = {
  readonly port: number;
  readonly stateUrl: string;
  readonly secretKey: string;
  readonly publishableKey: string;
  readonly webhookSecret: string;
  /** Where signed webhooks go: the market's /api/webhooks/stripe. */
  readonly webhookUrl: string;
  /** Where browsers reach the bank's page; by default the sandbox's own address. */
  readonly pageBase?: string | undefined;
};

type Sandbox = { readonly plan: PaymentsPlan; readonly state: Pool; readonly deliverer: Deliverer };

const BODY_BYTES_MAX = 256 * 1024;
const PAGE = /^\/sandbox\/authenticate\/(pi_\w+)\/(auth_\w+)$/;
/** Idempotency keys are kept 24 hours at least. */
const ANSWER_KEPT = "25 hours";

/**
 * The payment sandbox: Stripe's API for payments and refunds, with its test cards, 3-D Secure pages and signed webhooks.
 * Each request is one transaction together with its idempotent answer and its events, so that no crash leaves half of it.
 */
export async function servePayments(plan: PaymentsPlan): Promise<LocalServer> {
  const state = await openState(plan.stateUrl, PAYMENT_TABLES);
  const deliverer = startDelivering(state, { webhookUrl: plan.webhookUrl, secret: plan.webhookSecret });
  const sandbox: Sandbox = { plan, state, deliverer };
  const server = await serveHttp(plan.port, (request, response) => answerRequest(sandbox, request, response));
  return {
    ...server,
    close: async () => {
      await server.close();
      await deliverer.stop();
      await state.end();
    },
  };
}

/** Browsers confirm payments from the market's own address. Keys and secrets are in the request; cookies are not used. */
const CORS = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, POST, OPTIONS",
  "access-control-allow-headers": "*, authorization",
  "access-control-expose-headers": "request-id, idempotent-replayed",
  "access-control-max-age": "600",
};

async function answerRequest(
  sandbox: Sandbox,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname } = urlOf(request);
  if (request.method === "OPTIONS") {
    response.writeHead(204, CORS).end();
    return;
  }
  const requestId = makeId("req");
  const headers = { ...CORS, "request-id": requestId };
  try {
    const page = pathname.match(PAGE);
    if (page)
      return await answerPage(sandbox, request, response, { intentId: page[1] ?? "", key: page[2] ?? "" });
    if (pathname.startsWith("/sandbox/"))
      return answerJson(response, 200, await answerControl(sandbox, request), headers);
    const { answer, replayed } = await answerApi(sandbox, request, requestId);
    if (answer.cut) return void request.socket.destroy();
    answerJson(response, answer.status, answer.body, {
      ...headers,
      ...(replayed ? { "idempotent-replayed": "true" } : {}),
    });
  } catch (error) {
    const refusal = error instanceof BodyTooLarge ? invalidRequest(error.message, {}, 413) : error;
    if (!(refusal instanceof StripeRefusal)) throw refusal;
    answerJson(response, refusal.status, { error: refusal.error }, headers);
  }
}

async function answerApi(
  sandbox: Sandbox,
  request: IncomingMessage,
  requestId: string,
): Promise<{ answer: Answer; replayed: boolean }> {
  const method = request.method ?? "GET";
  const url = urlOf(request);
  const body = method === "GET" ? url.search.slice(1) : (await readBody(request, BODY_BYTES_MAX)).toString();
  const { key, ...form } = parseForm(body);
  const role = roleOf(sandbox.plan, headerOf(request, "authorization"), key);
  const { route, id } = findRoute(method, url.pathname);
  if (role === "client" && !route.clientToo)
    throw invalidRequest(
      "This API call cannot be made with a publishable API key.",
      { code: "secret_key_required" },
      403,
    );

  const idempotencyKey = method === "POST" ? headerOf(request, "idempotency-key") : undefined;
  const requestHash = createHash("sha256").update(`${method} ${url.pathname}\n${body}`).digest("hex");
  const outcome = await inTransaction(sandbox.state, async (client) => {
    const known = await readKnownAnswer(client, idempotencyKey, requestHash);
    if (known) return { answer: known, replayed: true };
    const call: Call = {
      ...{ client, requestId, idempotencyKey, byClient: role === "client" },
      baseUrl: sandbox.plan.pageBase ?? `http://127.0.0.1:${request.socket.localPort}`,
      now: systemClock.now(),
    };
    const answer = await route.handle(call, form, id);
    const paths = expandPaths(form.expand);
    const expanded = { ...answer, body: await expand(client, answer.body, paths) };
    await keepAnswer(client, idempotencyKey, requestHash, expanded);
    return { answer: expanded, replayed: false };
  });
  if (method === "POST") sandbox.deliverer.wake();
  return outcome;
}

function expandPaths(form: unknown): string[] {
  if (typeof form !== "object" || form === null) return [];
  return Object.values(form).filter((path) => typeof path === "string");
}

/** Refuses with 401 a request without a key of this sandbox. */
function roleOf(
  plan: PaymentsPlan,
  authorization: string | undefined,
  formKey: unknown,
): "server" | "client" {
  const bearer = authorization?.match(/^Bearer (\S+)$/)?.[1];
  const basic = authorization?.match(/^Basic (\S+)$/)?.[1];
  const fromBasic = basic && Buffer.from(basic, "base64").toString().split(":")[0];
  const key = bearer ?? fromBasic ?? (typeof formKey === "string" ? formKey : "");
  if (sameText(key, plan.secretKey)) return "server";
  if (sameText(key, plan.publishableKey)) return "client";
  throw invalidRequest(key === "" ? "You did not provide an API key." : "Invalid API Key provided.", {}, 401);
}

/**
 * The answer that the same request got before. Requests with one key take turns by an advisory lock, so that the second
 * finds what the first has committed. Refuses a key that comes back with other parameters.
 */
async function readKnownAnswer(
  client: PoolClient,
  key: string | undefined,
  requestHash: string,
): Promise<Answer | undefined> {
  if (key === undefined) return undefined;
  await client.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [key]);
  const { rows } = await client.query<{ request_hash: string; status: number; body: unknown }>(
    "select request_hash, status, body from roost_local.stripe_answers where idempotency_key = $1",
    [key],
  );
  const known = rows[0];
  if (!known) return undefined;
  if (known.request_hash === requestHash) return { status: known.status, body: known.body };
  throw new StripeRefusal(400, {
    type: "idempotency_error",
    message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
  });
}

async function keepAnswer(
  client: PoolClient,
  key: string | undefined,
  requestHash: string,
  answer: Answer,
): Promise<void> {
  if (key === undefined) return;
  await client.query(
    `insert into roost_local.stripe_answers (idempotency_key, request_hash, status, body) values ($1, $2, $3, $4)`,
    [key, requestHash, answer.status, JSON.stringify(answer.body)],
  );
  await client.query(
    `delete from roost_local.stripe_answers where created_at < clock_timestamp() - interval '${ANSWER_KEPT}'`,
  );
}

async function answerControl(sandbox: Sandbox, request: IncomingMessage): Promise<unknown> {
  if (roleOf(sandbox.plan, headerOf(request, "authorization"), undefined) !== "server")
    throw invalidRequest("The sandbox's controls take the secret key.", {}, 403);
  const text = (await readBody(request, BODY_BYTES_MAX)).toString();
  let body: unknown;
  try {
    body = text === "" ? undefined : JSON.parse(text);
  } catch (cause) {
    throw Object.assign(invalidRequest("The body is not JSON."), { cause });
  }
  const outcome = await control(sandbox.state, request.method ?? "GET", urlOf(request).pathname, body);
  sandbox.deliverer.wake();
  return outcome;
}

/** The authentication page: GET shows it, POST `outcome=complete` or `outcome=fail` is the cardholder's answer. */
async function answerPage(
  sandbox: Sandbox,
  request: IncomingMessage,
  response: ServerResponse,
  { intentId, key }: { intentId: string; key: string },
): Promise<void> {
  const posted =
    request.method === "POST" ? parseForm((await readBody(request, BODY_BYTES_MAX)).toString()) : {};
  const outcome = posted.outcome === "complete" || posted.outcome === "fail" ? posted.outcome : undefined;
  const answered = await inTransaction(sandbox.state, async (client) => {
    if (outcome === undefined) return undefined;
    const call: Call = {
      ...{ client, requestId: makeId("req"), idempotencyKey: undefined, byClient: true, baseUrl: "" },
      now: systemClock.now(),
    };
    return authenticate(call, intentId, key, outcome);
  });
  sandbox.deliverer.wake();
  if (answered) return sendBack(response, answered);
  const intent = request.method === "GET" ? await readIntent(sandbox, intentId) : undefined;
  if (!intent) return answerHtml(response, 404, "<!doctype html><title>Not found</title><p>Not found.</p>");
  answerHtml(
    response,
    200,
    intent.status === "requires_action" ? authenticationPage(intent) : donePage(intent),
  );
}

function sendBack(response: ServerResponse, answered: { intent: Intent; returnUrl: string | null }): void {
  const { intent, returnUrl } = answered;
  if (returnUrl === null) {
    answerHtml(response, 200, donePage(intent));
    return;
  }
  const url = new URL(returnUrl);
  url.searchParams.set("payment_intent", intent.id);
  url.searchParams.set("payment_intent_client_secret", intent.client_secret);
  const paid = intent.status === "succeeded" || intent.status === "requires_capture";
  url.searchParams.set("redirect_status", paid ? "succeeded" : "failed");
  response.writeHead(303, { location: url.href, "cache-control": "no-store" }).end();
}

async function readIntent(sandbox: Sandbox, id: string): Promise<Intent | undefined> {
  const client = await sandbox.state.connect();
  try {
    // Ids that begin with pi_ are Intents, written by this folder alone.
    return (await readObject(client, id)) as Intent | undefined;
  } finally {
    client.release();
  }
}

function answerHtml(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" });
  response.end(html);
}
