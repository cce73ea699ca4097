/** tRPC's root: context, transformer, error format. Procedures for each role are built on it in `procedures.ts`. */
import { initTRPC } from "@trpc/server";
import superjson from "superjson";
import type { PublicCtx } from "@/server/platform/context";
import { formatError } from "@/server/trpc/error-format";

export interface CallObservation {
  readonly path: string;
  readonly type: string;
  /** `ok`, a refusal's code, or tRPC's code of a fault. */
  readonly outcome: string;
  readonly tookMs: number;
}

/** What the HTTP edge adds to a use case's context. */
export interface RequestMeta {
  readonly idempotencyKey: string | undefined;
  /** Client address as the platform reports it; never from a header that a client can set. */
  readonly address: string;
  readonly channel: "web" | "mobile" | "rest";
  /** The caller's own trace (`traceparent`), which this call is a part of. */
  readonly parentTrace: string | undefined;
  /** Headers the procedures add to the answer. */
  readonly answerHeaders: Headers;
  /** Told of every call when it has ended; for metrics. */
  readonly onCall?: (call: CallObservation) => void;
}
export type TrpcCtx = PublicCtx & { readonly request: RequestMeta };

export const t = initTRPC.context<TrpcCtx>().create({ transformer: superjson, errorFormatter: formatError });
export const router = t.router;
export const createCallerFactory = t.createCallerFactory;
