/** Counts a call against the policy that it falls under, and says in the answer's headers what is left. */
import { type RatePolicy, rateHeaders, takeFromBucket } from "@/server/platform/rate-limit";
import { refuse } from "@/server/primitives/refusal";
import { type TrpcCtx, t } from "@/server/trpc/init";
import { mutationPolicyOf } from "@/server/trpc/rate-policies";

/** Whom a call is counted for: the person, else the address. */
export function countedFor(ctx: Pick<TrpcCtx, "actor" | "request">): string {
  return ctx.actor?.personId ?? `address ${ctx.request.address}`;
}

/** Refuses with `too_many_requests` and Retry-After. */
export async function assertWithinRate(ctx: TrpcCtx, policy: RatePolicy, cost = 1): Promise<void> {
  const answer = await takeFromBucket(ctx.db, policy, countedFor(ctx), cost);
  for (const [name, value] of Object.entries(rateHeaders(policy, answer)))
    ctx.request.answerHeaders.set(name, value);
  if (!answer.isAllowed)
    throw refuse("too_many_requests", {
      policy: policy.name,
      retryAfterSeconds: Math.ceil(answer.retryAfterMs / 1_000),
    });
}

export const rateLimited = t.middleware(async ({ ctx, path, type, next }) => {
  if (type === "mutation") await assertWithinRate(ctx, mutationPolicyOf(path));
  return next();
});
