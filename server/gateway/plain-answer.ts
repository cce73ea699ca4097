/** Answers outside tRPC: plain JSON. A refusal is `{ error: { code, details, requestId } }`. */
import type { Runtime } from "@/server/gateway/runtime";
import { Refusal } from "@/server/primitives/refusal";
import type { TrpcCtx } from "@/server/trpc/init";

export interface PlainError {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly requestId: string | null;
}

export function plainError(status: number, error: PlainError, headers: Headers): Response {
  headers.set("cache-control", "no-store");
  return Response.json({ error }, { status, headers });
}

/**
 * Runs one request: `open` gives its context, `work` its answer. Refusals become their status, everything else a 500 that
 * says nothing of its inside and a line in the log.
 */
export async function answerPlainly(
  runtime: Runtime,
  open: () => Promise<TrpcCtx>,
  work: (ctx: TrpcCtx) => Promise<Response>,
): Promise<Response> {
  let ctx: TrpcCtx | undefined;
  try {
    ctx = await open();
    const answer = await work(ctx);
    for (const [name, value] of ctx.request.answerHeaders) answer.headers.set(name, value);
    return answer;
  } catch (error) {
    const requestId = ctx?.requestId ?? null;
    const headers = new Headers(ctx?.request.answerHeaders);
    if (error instanceof Refusal) {
      const { code, details, status } = error;
      return plainError(status, { code, details, requestId }, headers);
    }
    runtime.log.error({ err: error, requestId }, "a request failed");
    return plainError(500, { code: "internal_error", details: {}, requestId }, headers);
  }
}
