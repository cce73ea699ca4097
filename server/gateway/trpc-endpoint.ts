/** The API of web and mobile over HTTP: guards a request, opens its context, and lets tRPC answer it. */
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import {
  assertHarmlessJson,
  assertOrigin,
  QUERY_LENGTH_MAX,
  readJsonText,
} from "@/server/gateway/guard-request";
import { faultAnswer, refusalAnswer } from "@/server/gateway/refusal-answer";
import { newVisitor, openRequest } from "@/server/gateway/request-context";
import { appRouter } from "@/server/gateway/router";
import type { Runtime } from "@/server/gateway/runtime";
import { Refusal, refuse } from "@/server/primitives/refusal";
import type { TrpcCtx } from "@/server/trpc/init";
import { assertWithinRate } from "@/server/trpc/rate-limited";
import { READ_POLICY } from "@/server/trpc/rate-policies";

export const TRPC_ENDPOINT = "/api/trpc";
export const BATCH_CALLS_MAX = 10;

export async function answerTrpc(runtime: Runtime, request: Request): Promise<Response> {
  let ctx: TrpcCtx | undefined;
  try {
    const guarded = await guard(runtime, request);
    ctx = await openRequest(runtime, guarded);
    if (guarded.method === "GET") await assertWithinRate(ctx, READ_POLICY, callCountOf(guarded));
    return await answerGuarded(guarded, ctx);
  } catch (error) {
    if (error instanceof Refusal)
      return refusalAnswer(error, ctx?.requestId ?? null, ctx?.request.answerHeaders);
    runtime.log.error({ err: error, requestId: ctx?.requestId }, "a request failed");
    return faultAnswer(ctx?.requestId ?? null);
  }
}

function callCountOf(request: Request): number {
  return new URL(request.url).pathname.split(",").length;
}

/** The request with its body read, measured and found harmless. */
async function guard(runtime: Runtime, request: Request): Promise<Request> {
  const url = new URL(request.url);
  if (callCountOf(request) > BATCH_CALLS_MAX) throw refuse("invalid_input", { callsMax: BATCH_CALLS_MAX });
  if (url.search.length > QUERY_LENGTH_MAX)
    throw refuse("body_too_large", { queryLengthMax: QUERY_LENGTH_MAX });
  if (request.method === "GET") {
    assertHarmlessJson(url.searchParams.get("input") ?? "");
    return request;
  }
  if (request.method !== "POST") throw refuse("method_not_allowed");
  assertOrigin(request.headers, runtime.allowedOrigins);
  const body = await readJsonText(request);
  const headers = new Headers(request.headers);
  headers.delete("content-length");
  return new Request(url, { method: "POST", headers, body });
}

async function answerGuarded(request: Request, opened: TrpcCtx): Promise<Response> {
  const { answerHeaders } = opened.request;
  answerHeaders.set("cache-control", "no-store");
  let ctx = opened;
  if (ctx.visitorId === undefined && ctx.request.channel === "web") {
    const { visitorId, cookie } = newVisitor(ctx.config.appUrl);
    answerHeaders.append("set-cookie", cookie);
    ctx = { ...ctx, visitorId };
  }
  return fetchRequestHandler({
    endpoint: TRPC_ENDPOINT,
    req: request,
    router: appRouter,
    createContext: () => ctx,
    maxBatchSize: BATCH_CALLS_MAX,
    responseMeta: () => ({ headers: answerHeaders }),
    onError({ error, path }) {
      if (error.code === "INTERNAL_SERVER_ERROR")
        ctx.log.error({ err: error.cause ?? error, path }, "a call failed");
    },
  });
}
