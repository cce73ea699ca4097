/** A refusal that is made before tRPC runs, in the very form that tRPC gives one, so that clients read one format. */

import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import superjson from "superjson";
import type { Refusal } from "@/server/primitives/refusal";
import { trpcCodeOf } from "@/server/trpc/error-format";

export function refusalAnswer(refusal: Refusal, requestId: string | null, headers?: Headers): Response {
  return errorAnswer(refusal, requestId, headers);
}

/** A fault or a bug: says nothing of its inside. */
export function faultAnswer(requestId: string | null): Response {
  return errorAnswer({ code: "internal_error", status: 500, details: {} }, requestId);
}

function errorAnswer(
  refusal: { code: string; status: number; details: Readonly<Record<string, unknown>> },
  requestId: string | null,
  headers?: Headers,
): Response {
  const code = trpcCodeOf(refusal.status);
  const error = {
    message: refusal.code,
    code: TRPC_ERROR_CODES_BY_KEY[code],
    data: {
      code,
      httpStatus: refusal.status,
      refusal: refusal.code,
      details: refusal.details,
      fields: {},
      requestId,
    },
  };
  const answerHeaders = new Headers(headers);
  answerHeaders.set("cache-control", "no-store");
  if (requestId) answerHeaders.set("x-request-id", requestId);
  return Response.json(
    { error: superjson.serialize(error) },
    { status: refusal.status, headers: answerHeaders },
  );
}
