/**
 * Sends the webhooks that are due: bounded, several endpoints at once, one message after the other to each.
 *
 * A delivery is leased before it is sent, so no transaction spans a call and a run that dies leaves it to the next. At least
 * once: a receiver tells repeats by `webhook-id`. What fails is tried again for three days and then given up, which the
 * operator's page shows and from where it can be sent again; no endpoint is ever switched off by the market itself.
 */
import { Allowance, type Bounds, type RunOutcome } from "@/server/events/bounded-run";
import { openSecrets } from "@/server/modules/integrations/endpoint-secret";
import { bodyOf, isTaken, nextAttemptAt } from "@/server/modules/integrations/rules";
import {
  type Attempt,
  claimDue,
  countDue,
  type DueDelivery,
  noteAttempt,
} from "@/server/modules/integrations/store";
import type { SystemCtx } from "@/server/platform/context";
import { WebhookUnanswered } from "@/server/platform/ports";
import { addMs } from "@/server/primitives/zoned";

const CLAIM_MAX = 40;
/** As many as can time out one after the other within the lease. */
const PER_ENDPOINT_MAX = 8;
const LEASE_MS = 120_000;

export async function sendWebhooks(ctx: SystemCtx, bounds: Bounds): Promise<RunOutcome> {
  const allowance = new Allowance(bounds);
  const counts = { claimed: 0, handled: 0, failed: 0 };
  while (!allowance.isSpent) {
    const due = await claimDue(ctx.db, {
      now: ctx.now,
      leasedUntil: addMs(ctx.now, LEASE_MS),
      max: Math.min(CLAIM_MAX, allowance.recordsLeft),
      perEndpointMax: PER_ENDPOINT_MAX,
    });
    if (due.length === 0) break;
    allowance.spend(due.length);
    counts.claimed += due.length;
    const results = await Promise.all([...byEndpoint(due).values()].map((queue) => sendInTurn(ctx, queue)));
    for (const isDelivered of results.flat()) counts[isDelivered ? "handled" : "failed"] += 1;
  }
  return { ...counts, lagAfter: await countDue(ctx.db, ctx.now) };
}

function byEndpoint(due: readonly DueDelivery[]): Map<string, DueDelivery[]> {
  const queues = new Map<string, DueDelivery[]>();
  for (const delivery of due)
    queues.set(delivery.endpointId, [...(queues.get(delivery.endpointId) ?? []), delivery]);
  return queues;
}

async function sendInTurn(ctx: SystemCtx, queue: readonly DueDelivery[]): Promise<boolean[]> {
  const results: boolean[] = [];
  for (const delivery of queue) results.push(await sendOne(ctx, delivery));
  return results;
}

/** Whether the receiver took it. */
async function sendOne(ctx: SystemCtx, delivery: DueDelivery): Promise<boolean> {
  const attempt = await call(ctx, delivery);
  const isDelivered = attempt.statusCode !== null && isTaken(attempt.statusCode);
  if (isDelivered) {
    const change = { status: "delivered", nextAttemptAt: null, deliveredAt: ctx.now } as const;
    await noteAttempt(ctx.db, delivery, attempt, change);
    return true;
  }
  const next = nextAttemptAt(delivery.tries, ctx.now);
  const status = next ? "waiting" : "given_up";
  await noteAttempt(ctx.db, delivery, attempt, { status, nextAttemptAt: next ?? null, deliveredAt: null });
  const { endpointId, eventId, tries } = delivery;
  const fields = { endpointId, eventId, tries, statusCode: attempt.statusCode, note: attempt.note };
  if (next) ctx.log.warn(fields, "a webhook was not taken");
  else ctx.log.error(fields, "a webhook was given up");
  return false;
}

async function call(ctx: SystemCtx, delivery: DueDelivery): Promise<Attempt> {
  const { endpoint, eventId } = delivery;
  const secrets = await openSecrets(endpoint, ctx.config, ctx.now);
  try {
    const answer = await ctx.ports.webhooks.send({
      url: endpoint.url,
      messageId: eventId,
      secrets,
      body: bodyOf(delivery),
    });
    return { at: ctx.now, statusCode: answer.status, tookMs: answer.tookMs, note: answer.excerpt };
  } catch (error) {
    if (!(error instanceof WebhookUnanswered)) throw error;
    return { at: ctx.now, statusCode: null, tookMs: null, note: error.message };
  }
}
