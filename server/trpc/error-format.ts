/**
 * One error format for every client: `data.refusal` is a code of the catalogue, `data.details` what goes with it,
 * `data.requestId` the line in the log. Faults and bugs say nothing of their inside.
 */
import { TRPCError } from "@trpc/server";
import { ZodError } from "zod";
import { Refusal, type RefusalCode } from "@/server/primitives/refusal";
import type { TrpcCtx } from "@/server/trpc/init";

const TRPC_CODES: Readonly<Record<number, TRPCError["code"]>> = {
  400: "BAD_REQUEST",
  401: "UNAUTHORIZED",
  403: "FORBIDDEN",
  404: "NOT_FOUND",
  405: "METHOD_NOT_SUPPORTED",
  409: "CONFLICT",
  413: "PAYLOAD_TOO_LARGE",
  415: "UNSUPPORTED_MEDIA_TYPE",
  422: "UNPROCESSABLE_CONTENT",
  429: "TOO_MANY_REQUESTS",
  503: "SERVICE_UNAVAILABLE",
};

/** tRPC's name of an HTTP status. */
export function trpcCodeOf(status: number): TRPCError["code"] {
  return TRPC_CODES[status] ?? "INTERNAL_SERVER_ERROR";
}

/** Turns a refusal into tRPC's own error, keeping it as the cause. Faults and bugs pass through. */
export function toTrpcError(error: unknown): unknown {
  if (!(error instanceof Refusal)) return error;
  return new TRPCError({
    code: trpcCodeOf(error.status),
    message: error.code,
    cause: error,
  });
}

export interface ErrorData {
  readonly refusal: RefusalCode | "internal_error" | null;
  readonly details: Readonly<Record<string, unknown>>;
  /** For `invalid_input`: path → message. */
  readonly fields: Readonly<Record<string, string>>;
  readonly requestId: string | null;
}

/** What of an error may be told to whoever asked. */
export function describeError(error: TRPCError): Omit<ErrorData, "requestId"> {
  const { cause } = error;
  if (cause instanceof Refusal) return { refusal: cause.code, details: cause.details, fields: {} };
  if (cause instanceof ZodError && error.code === "BAD_REQUEST") {
    const fields = Object.fromEntries(cause.issues.map((issue) => [issue.path.join("."), issue.message]));
    return { refusal: "invalid_input", details: {}, fields };
  }
  if (error.code === "INTERNAL_SERVER_ERROR") return { refusal: "internal_error", details: {}, fields: {} };
  if (error.code === "BAD_REQUEST" || error.code === "PARSE_ERROR")
    return { refusal: "invalid_input", details: {}, fields: {} };
  if (error.code === "NOT_FOUND") return { refusal: "not_found", details: {}, fields: {} };
  if (error.code === "METHOD_NOT_SUPPORTED")
    return { refusal: "method_not_allowed", details: {}, fields: {} };
  return { refusal: null, details: {}, fields: {} };
}

export function formatError<Shape extends { message: string; data: { stack?: string } }>(input: {
  shape: Shape;
  error: TRPCError;
  ctx: TrpcCtx | undefined;
}) {
  const { stack: _stack, ...data } = input.shape.data;
  const described = describeError(input.error);
  const message =
    input.error.code === "INTERNAL_SERVER_ERROR"
      ? "internal_error"
      : described.refusal === "invalid_input"
        ? "invalid_input"
        : input.shape.message;
  const requestId = input.ctx?.requestId ?? null;
  return { ...input.shape, message, data: { ...data, ...described, requestId } };
}
