/**
 * Mutations with an Idempotency-Key: a repeat gets the first answer and does nothing.
 *
 * The same key with another body is refused with `idempotency_key_reused`, while the first call is at work with
 * `idempotency_in_flight`. A refusal is an answer and is kept; a fault or an input that breaks the contract is not, so
 * that a repeat tries again. A call without a key runs unkeyed (docs/decisions/0010-idempotency-keys.md).
 */
import superjson, { type SuperJSONResult } from "superjson";
import { claimKey, forgetKey, type KeyedCall, keepAnswer } from "@/server/platform/idempotency";
import { Refusal, type RefusalCode, type RefusalDetails, refuse } from "@/server/primitives/refusal";
import { t } from "@/server/trpc/init";
import { countedFor } from "@/server/trpc/rate-limited";

type Kept =
  | { readonly ok: SuperJSONResult }
  | { readonly refusal: RefusalCode; readonly details: RefusalDetails };

/** Refusals about the moment of the call, not about what it asks for: the same call may well succeed later. */
const NOT_KEPT: ReadonlySet<RefusalCode> = new Set([
  "too_many_requests",
  "too_many_holds",
  "sign_in_required",
  "session_ended",
  "temporarily_unavailable",
]);

export const idempotent = t.middleware(async ({ ctx, path, type, getRawInput, batchIndex, next }) => {
  const { idempotencyKey } = ctx.request;
  if (type !== "mutation" || idempotencyKey === undefined) return next();
  const call: KeyedCall = {
    actor: countedFor(ctx),
    key: batchIndex === 0 ? idempotencyKey : `${idempotencyKey} ${batchIndex}`,
    procedure: path,
    bodySha256: await sha256(JSON.stringify(superjson.serialize((await getRawInput()) ?? null))),
  };
  const claim = await claimKey(ctx.db, call);
  if (claim.state === "in_flight") throw refuse("idempotency_in_flight");
  if (claim.state === "other_body") throw refuse("idempotency_key_reused");
  if (claim.state === "answered") {
    ctx.request.answerHeaders.set("idempotency-replayed", "true");
    // `Kept` is what this file writes; no other code writes answers.
    return answerAgain(claim.answer as Kept);
  }
  const result = await next();
  const refusal = result.ok ? undefined : refusalOf(result.error);
  if (result.ok) await keepAnswer(ctx.db, call, { ok: superjson.serialize(result.data) } satisfies Kept);
  else if (refusal && !NOT_KEPT.has(refusal.code))
    await keepAnswer(ctx.db, call, { refusal: refusal.code, details: refusal.details } satisfies Kept);
  else await forgetKey(ctx.db, call);
  return result;
});

function refusalOf(error: Error): Refusal | undefined {
  if (error instanceof Refusal) return error;
  return error.cause instanceof Refusal ? error.cause : undefined;
}

function answerAgain(kept: Kept) {
  if ("refusal" in kept) throw refuse(kept.refusal, kept.details);
  // tRPC brands results so that a middleware cannot invent one; this one is a result of the same procedure.
  return { ok: true as const, data: superjson.deserialize(kept.ok), marker: "middlewareMarker" as never };
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
