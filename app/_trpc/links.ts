/**
 * How the browser's calls travel: queries that are asked together share a request, a mutation has one of its own with an
 * Idempotency-Key. The key is made once per mutation and kept when the request is repeated, so that a repeat after a lost
 * answer gets the first answer.
 */
import { httpBatchLink, httpLink, type Operation, retryLink, splitLink, type TRPCLink } from "@trpc/client";
import superjson from "superjson";
import type { AppRouter } from "@/server/gateway/router";

const URL_PATH = "/api/trpc";
/** The server's limit. */
const BATCH_CALLS_MAX = 10;
const URL_LENGTH_MAX = 8_000;
const ATTEMPTS_MAX = 3;
const RETRY_MS = 400;
const SERVER_FAULT = 500;

const KEY = "idempotencyKey";

export function links(): TRPCLink<AppRouter>[] {
  return [
    splitLink({
      condition: (operation) => operation.type === "mutation",
      true: [keyLink, repeatLink(), mutationLink()],
      false: [
        askAgainLink(),
        httpBatchLink({
          url: URL_PATH,
          transformer: superjson,
          maxItems: BATCH_CALLS_MAX,
          maxURLLength: URL_LENGTH_MAX,
        }),
      ],
    }),
  ];
}

/** A caller that shows one intent over several clicks may bring its own key: `{ trpc: { context: { idempotencyKey } } }`. */
const keyLink: TRPCLink<AppRouter> =
  () =>
  ({ op, next }) =>
    next({ ...op, context: { [KEY]: crypto.randomUUID(), ...op.context } });

/** Repeats a mutation whose answer got lost on the way, also while its first try is still at work. */
function repeatLink(): TRPCLink<AppRouter> {
  return retryLink({
    retry: ({ error, attempts }) =>
      attempts < ATTEMPTS_MAX && (error.data == null || error.data.refusal === "idempotency_in_flight"),
    retryDelayMs: (attempt) => attempt * RETRY_MS,
  });
}

/** Asks again after a fault or a lost answer. Refusals are answers: asking again gives the same one. */
function askAgainLink(): TRPCLink<AppRouter> {
  return retryLink({
    retry: ({ error, attempts }) =>
      attempts < ATTEMPTS_MAX && (error.data == null || error.data.httpStatus >= SERVER_FAULT),
    retryDelayMs: (attempt) => attempt * RETRY_MS,
  });
}

function mutationLink(): TRPCLink<AppRouter> {
  return httpLink({
    url: URL_PATH,
    transformer: superjson,
    headers: ({ op }) => ({ "idempotency-key": keyOf(op) }),
  });
}

function keyOf(operation: Operation): string {
  const key = operation.context[KEY];
  return typeof key === "string" ? key : crypto.randomUUID();
}
