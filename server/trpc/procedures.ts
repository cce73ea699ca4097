/**
 * Procedures by role. The role stands here, ownership in the SQL of the use case: somebody else's object is not found.
 *
 * Middleware in sequence: refusals to tRPC errors, rate limit, role, then (mutations) the idempotency key.
 */

import { refuse } from "@/server/primitives/refusal";
import { toTrpcError } from "@/server/trpc/error-format";
import { t } from "@/server/trpc/init";

const refusals = t.middleware(async ({ next }) => {
  const result = await next();
  if (!result.ok) {
    const mapped = toTrpcError(result.error.cause ?? result.error);
    if (mapped !== result.error && mapped !== result.error.cause) throw mapped;
  }
  return result;
});

/** Anyone. */
export const publicProcedure = t.procedure.use(refusals);

/** Somebody signed in. */
export const guestProcedure = publicProcedure.use(({ ctx, next }) => {
  const { actor } = ctx;
  if (!actor) throw refuse("sign_in_required");
  return next({ ctx: { ...ctx, actor } });
});

/** Somebody who has listed a home. */
export const hostProcedure = guestProcedure.use(({ ctx, next }) => {
  if (!ctx.actor.isHost) throw refuse("not_permitted", { role: "host" });
  return next({ ctx: { ...ctx, actor: { ...ctx.actor, isHost: true as const } } });
});

/** Somebody with a standing operator grant. */
export const operatorProcedure = guestProcedure.use(({ ctx, next }) => {
  if (!ctx.actor.isOperator) throw refuse("not_permitted", { role: "operator" });
  return next({ ctx: { ...ctx, actor: { ...ctx.actor, isOperator: true as const } } });
});
