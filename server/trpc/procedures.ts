/**
 * Procedures by role. The role stands here, ownership in the SQL of the use case: somebody else's object is not found.
 *
 * Middleware in sequence: observation, refusals to tRPC errors, rate limit, role, then (mutations) the idempotency key.
 */
import type { TRPCError } from "@trpc/server";
import { monotonicMs } from "@/server/platform/clock";
import { inSpan } from "@/server/platform/spans";
import { Refusal, refuse } from "@/server/primitives/refusal";
import { toTrpcError } from "@/server/trpc/error-format";
import { idempotent } from "@/server/trpc/idempotent";
import { t } from "@/server/trpc/init";
import { rateLimited } from "@/server/trpc/rate-limited";

const refusals = t.middleware(async ({ ctx, path, type, next }) => {
  const startedMs = monotonicMs();
  const plan = {
    name: `${type} ${path}`,
    kind: "server",
    parent: ctx.request.parentTrace,
    trace: ctx.trace,
    attributes: { "rpc.system": "trpc", "rpc.method": path, "roost.request_id": ctx.requestId },
  } as const;
  const result = await inSpan(plan, async (trace, span) => {
    const answer = await next({ ctx: { ...ctx, trace } });
    const outcome = outcomeOf(answer);
    span.note({ "roost.outcome": outcome });
    if (outcome === "INTERNAL_SERVER_ERROR") span.fail(outcome);
    ctx.request.onCall?.({ path, type, outcome, tookMs: monotonicMs() - startedMs });
    return answer;
  });
  if (!result.ok) {
    const mapped = toTrpcError(result.error.cause ?? result.error);
    if (mapped !== result.error && mapped !== result.error.cause) throw mapped;
  }
  return result;
});

function outcomeOf(result: { ok: true } | { ok: false; error: TRPCError }): string {
  if (result.ok) return "ok";
  return result.error.cause instanceof Refusal ? result.error.cause.code : result.error.code;
}

const baseProcedure = t.procedure.use(refusals).use(rateLimited);

const signedInProcedure = baseProcedure.use(({ ctx, next }) => {
  const { actor } = ctx;
  if (!actor) throw refuse("sign_in_required");
  return next({ ctx: { ...ctx, actor } });
});

/** Anyone. */
export const publicProcedure = baseProcedure.use(idempotent);

/** Somebody signed in. */
export const guestProcedure = signedInProcedure.use(idempotent);

/** Somebody who has listed a home. */
export const hostProcedure = signedInProcedure
  .use(({ ctx, next }) => {
    if (!ctx.actor.isHost) throw refuse("not_permitted", { role: "host" });
    return next({ ctx: { ...ctx, actor: { ...ctx.actor, isHost: true as const } } });
  })
  .use(idempotent);

/** Somebody with a standing operator grant. */
export const operatorProcedure = signedInProcedure
  .use(({ ctx, next }) => {
    if (!ctx.actor.isOperator) throw refuse("not_permitted", { role: "operator" });
    return next({ ctx: { ...ctx, actor: { ...ctx.actor, isOperator: true as const } } });
  })
  .use(idempotent);
