/**
 * `/api/v1/<module>/<procedure>`: the same procedures, with the same rights and limits, as plain JSON over HTTP.
 *
 * Queries are GET with their input in the address, mutations POST with a JSON body. Instants are ISO 8601 texts. Errors
 * are `{ error: { code, details, fields, requestId } }`.
 */
import { getTRPCErrorFromUnknown } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { assertOrigin, QUERY_LENGTH_MAX, readJsonText } from "@/server/gateway/guard-request";
import { answerPlainly, plainError } from "@/server/gateway/plain-answer";
import { type ProcedureContract, procedureContracts } from "@/server/gateway/procedure-contracts";
import { openRequest } from "@/server/gateway/request-context";
import { inputOfQuery } from "@/server/gateway/rest-input";
import { createCaller } from "@/server/gateway/router";
import type { Runtime } from "@/server/gateway/runtime";
import { refuse } from "@/server/primitives/refusal";
import { describeError } from "@/server/trpc/error-format";
import type { TrpcCtx } from "@/server/trpc/init";
import { assertWithinRate } from "@/server/trpc/rate-limited";
import { READ_POLICY } from "@/server/trpc/rate-policies";

const REST_PATH = "/api/v1/";

export function answerRest(runtime: Runtime, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const contract = procedureContracts().get(url.pathname.slice(REST_PATH.length));
  const open = async () => {
    if (!contract) throw refuse("not_found");
    if (request.method !== (contract.type === "query" ? "GET" : "POST")) throw refuse("method_not_allowed");
    if (request.method === "POST") assertOrigin(request.headers, runtime.allowedOrigins);
    return openRequest(runtime, { headers: request.headers, channel: "rest" });
  };
  return answerPlainly(runtime, open, async (ctx) => {
    if (!contract) throw refuse("not_found");
    const input = await readInput(ctx, contract, request, url);
    return call(ctx, contract, input);
  });
}

async function readInput(
  ctx: TrpcCtx,
  contract: ProcedureContract,
  request: Request,
  url: URL,
): Promise<unknown> {
  if (contract.type === "mutation") {
    const text = await readJsonText(request);
    return text === "" ? {} : JSON.parse(text);
  }
  if (url.search.length > QUERY_LENGTH_MAX)
    throw refuse("body_too_large", { queryLengthMax: QUERY_LENGTH_MAX });
  await assertWithinRate(ctx, READ_POLICY);
  return inputOfQuery(url.searchParams, contract.input);
}

async function call(ctx: TrpcCtx, contract: ProcedureContract, input: unknown): Promise<Response> {
  try {
    const result = await procedureOf(ctx, contract.name)(input);
    return Response.json(result ?? {}, { headers: { "cache-control": "no-store" } });
  } catch (thrown) {
    const error = getTRPCErrorFromUnknown(thrown);
    const { refusal, details, fields } = describeError(error);
    const status = getHTTPStatusCodeFromError(error);
    if (status >= 500) ctx.log.error({ err: error.cause ?? error, path: contract.name }, "a call failed");
    const described = Object.keys(fields).length > 0 ? { ...details, fields } : details;
    const code = refusal ?? "internal_error";
    return plainError(status, { code, details: described, requestId: ctx.requestId }, new Headers());
  }
}

function procedureOf(ctx: TrpcCtx, name: string): (input: unknown) => Promise<unknown> {
  let at: unknown = createCaller(ctx);
  // The caller is a proxy of routers: each step gives the next router, the last the procedure.
  for (const part of name.split(".")) at = (at as Record<string, unknown>)[part];
  return at as (input: unknown) => Promise<unknown>;
}
