/**
 * Builds the context of one request: who asks (cookie or bearer token), when by the market's clock, and from where.
 *
 * Costs one statement for a session, and one more for the clock while a stand-in is in use. Headers that claim an
 * identity, an address or a request id are not looked at; a `traceparent` is gone on with, which gives nobody anything. Refuses with `session_ended` for somebody suspended and
 * `idempotency_key_invalid` for a key that is not 1 to 128 visible characters.
 */
import { clientAddressOf } from "@/server/gateway/client-address";
import { clientKindOf } from "@/server/gateway/device-class";
import { signedTokenOf, VISITOR_COOKIE, visitorIdOf } from "@/server/gateway/request-cookies";
import type { Runtime } from "@/server/gateway/runtime";
import { readActor } from "@/server/modules/accounts/read-actor";
import { systemClock } from "@/server/platform/clock";
import { readMarketClock } from "@/server/platform/market-clock";
import { uuidV7 } from "@/server/primitives/id";
import { refuse } from "@/server/primitives/refusal";
import { readTrace, traceOfRequest } from "@/server/primitives/traceparent";
import type { TrpcCtx } from "@/server/trpc/init";

export type Channel = TrpcCtx["request"]["channel"];

const VISITOR_SECONDS_MAX = 365 * 86_400;
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,128}$/;

export async function openRequest(
  runtime: Runtime,
  request: { readonly headers: Headers; readonly channel?: Channel },
): Promise<TrpcCtx> {
  const { headers } = request;
  const { config, database } = runtime;
  const requestId = uuidV7();
  const log = runtime.log.child({ requestId });
  const token = signedTokenOf(headers, config.appUrl);
  const [clock, actor] = await Promise.all([
    readMarketClock(database.db, config.standIns),
    token ? readActor(database.db, token.value, config.authSecret) : undefined,
  ]);
  const now = clock.now();
  const parentTrace = readTrace(headers.get("traceparent"));
  const channel = request.channel ?? (token?.from === "bearer" ? "mobile" : "web");
  const idempotencyKey = headers.get("idempotency-key") ?? undefined;
  if (idempotencyKey !== undefined && !IDEMPOTENCY_KEY.test(idempotencyKey))
    throw refuse("idempotency_key_invalid");
  return {
    db: database.db,
    analyticsDb: runtime.analytics?.db,
    now,
    log,
    requestId,
    config,
    ports: runtime.ports,
    trace: parentTrace ?? traceOfRequest(requestId),
    visitorId: visitorIdOf(headers),
    client: clientKindOf(headers, channel),
    // Sessions begin by the machine's clock; a moved market clock must not age them.
    actor: actor && { ...actor, signedInAt: onMarketClock(actor.signedInAt, now) },
    request: {
      idempotencyKey,
      address: clientAddressOf(headers, runtime.isOnVercel),
      channel,
      parentTrace,
      answerHeaders: new Headers({ "x-request-id": requestId }),
      onCall: (call) => runtime.metrics.observeCall(call),
    },
  };
}

function onMarketClock(instant: Date, now: Date): Date {
  return new Date(instant.getTime() + (now.getTime() - systemClock.now().getTime()));
}

/** A random id for a browser that has none, so that what it looks at before sign-in can be told apart. */
export function newVisitor(appUrl: string): { readonly visitorId: string; readonly cookie: string } {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const visitorId = btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
  const secure = appUrl.startsWith("https://") ? "; Secure" : "";
  const cookie = `${VISITOR_COOKIE}=${visitorId}; Path=/; Max-Age=${VISITOR_SECONDS_MAX}; HttpOnly; SameSite=Lax${secure}`;
  return { visitorId, cookie };
}
