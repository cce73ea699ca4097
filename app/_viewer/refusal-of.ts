import { TRPCError } from "@trpc/server";
import { Refusal, type RefusalCode } from "@/server/primitives/refusal";

/** The code of a refusal that a server-side call ended with; undefined for faults and bugs, which go on to the error page. */
export function refusalOf(error: unknown): RefusalCode | undefined {
  if (error instanceof Refusal) return error.code;
  if (error instanceof TRPCError) {
    if (error.cause instanceof Refusal) return error.cause.code;
    if (error.code === "BAD_REQUEST") return "invalid_input";
  }
  return undefined;
}
