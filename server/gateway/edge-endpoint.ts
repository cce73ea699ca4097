/**
 * `/api/edge/…`: the public catalogue on web-standard APIs alone, so that it runs on the edge runtime and on Node alike.
 *
 * Queries by GET. Knows who asks, so that saved homes are marked, but has no ports: nothing here can pay, send or store.
 */

import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { clientKindOf } from "@/server/gateway/device-class";
import { edgeRouter } from "@/server/gateway/edge-router";
import { assertHarmlessJson, QUERY_LENGTH_MAX } from "@/server/gateway/guard-request";
import { refusalAnswer } from "@/server/gateway/refusal-answer";
import { signedTokenOf, visitorIdOf } from "@/server/gateway/request-cookies";
import { readActor } from "@/server/modules/accounts/read-actor";
import type { MarketConfig } from "@/server/platform/context";
import type { Db } from "@/server/platform/db";
import type { Log } from "@/server/platform/log";
import { readMarketClock } from "@/server/platform/market-clock";
import type { Ports } from "@/server/platform/ports";
import { uuidV7 } from "@/server/primitives/id";
import { Refusal, refuse } from "@/server/primitives/refusal";
import { readTrace, traceOfRequest } from "@/server/primitives/traceparent";
import type { TrpcCtx } from "@/server/trpc/init";
import { assertWithinRate } from "@/server/trpc/rate-limited";
import { READ_POLICY } from "@/server/trpc/rate-policies";

export const EDGE_ENDPOINT = "/api/edge";
const BATCH_CALLS_MAX = 10;

export interface EdgeRuntime {
  readonly db: Db;
  readonly config: MarketConfig;
  readonly log: Log;
  /** The header in which the platform tells a client's address; without one nobody is counted. */
  readonly addressHeader: string | undefined;
}

const NO_PORTS = new Proxy({} as Ports, {
  get() {
    throw refuse("temporarily_unavailable");
  },
});

export async function answerEdge(runtime: EdgeRuntime, request: Request): Promise<Response> {
  const requestId = uuidV7();
  try {
    const callCount = guard(request);
    const ctx = await openEdgeCtx(runtime, request, requestId);
    if (runtime.addressHeader || ctx.actor) await assertWithinRate(ctx, READ_POLICY, callCount);
    return await fetchRequestHandler({
      endpoint: EDGE_ENDPOINT,
      req: request,
      router: edgeRouter,
      createContext: () => ctx,
      maxBatchSize: BATCH_CALLS_MAX,
      responseMeta: () => ({ headers: ctx.request.answerHeaders }),
      onError({ error, path }) {
        if (error.code === "INTERNAL_SERVER_ERROR")
          ctx.log.error({ err: error.cause ?? error, path }, "a call failed");
      },
    });
  } catch (error) {
    if (error instanceof Refusal) return refusalAnswer(error, requestId);
    throw error;
  }
}

function guard(request: Request): number {
  if (request.method !== "GET") throw refuse("method_not_allowed");
  const url = new URL(request.url);
  const callCount = url.pathname.split(",").length;
  if (callCount > BATCH_CALLS_MAX) throw refuse("invalid_input", { callsMax: BATCH_CALLS_MAX });
  if (url.search.length > QUERY_LENGTH_MAX)
    throw refuse("body_too_large", { queryLengthMax: QUERY_LENGTH_MAX });
  assertHarmlessJson(url.searchParams.get("input") ?? "");
  return callCount;
}

async function openEdgeCtx(runtime: EdgeRuntime, request: Request, requestId: string): Promise<TrpcCtx> {
  const { db, config, addressHeader } = runtime;
  const { headers } = request;
  const token = signedTokenOf(headers, config.appUrl);
  const parentTrace = readTrace(headers.get("traceparent"));
  const [clock, actor] = await Promise.all([
    readMarketClock(db, config.standIns),
    token ? readActor(db, token.value, config.authSecret) : undefined,
  ]);
  const channel = token?.from === "bearer" ? "mobile" : "web";
  return {
    db,
    now: clock.now(),
    log: runtime.log.child({ requestId }),
    requestId,
    config,
    ports: NO_PORTS,
    trace: parentTrace ?? traceOfRequest(requestId),
    visitorId: visitorIdOf(headers),
    client: clientKindOf(headers, channel),
    actor,
    request: {
      idempotencyKey: undefined,
      parentTrace,
      address: (addressHeader && headers.get(addressHeader)) || "unknown",
      channel,
      answerHeaders: new Headers({ "x-request-id": requestId, "cache-control": "no-store" }),
    },
  };
}
