/**
 * The payment gateway's webhooks: verify, keep in the inbox, answer 200. The work is done by the job `stripe-inbox`, which
 * the insert wakes; so the answer never waits for it and the gateway never sends again what we have.
 *
 * Answers 400 for a missing or wrong signature, one older than 300 s by the machine's own clock (a moved market clock
 * moves no signature), a body that is no event, and a test event in a live market; 413 for a body past its bound; 405 for
 * anything but POST. A fault answers 500, so that the gateway sends it again.
 */
import { readBody } from "@/server/gateway/guard-request";
import { faultAnswer, refusalAnswer } from "@/server/gateway/refusal-answer";
import { receiveWebhook } from "@/server/modules/payments/receive-webhook";
import { systemClock } from "@/server/platform/clock";
import type { SystemCtx } from "@/server/platform/context";
import { Refusal, refuse } from "@/server/primitives/refusal";

const BODY_BYTES_MAX = 1_000_000;

export async function answerStripeWebhook(
  request: Request,
  openCtx: () => Promise<SystemCtx>,
): Promise<Response> {
  const ctx = await openCtx();
  try {
    if (request.method !== "POST") throw refuse("method_not_allowed");
    const rawBody = new TextDecoder().decode(await readBody(request, BODY_BYTES_MAX));
    const signature = request.headers.get("stripe-signature") ?? undefined;
    const event = await ctx.ports.payments.verifyWebhook(rawBody, signature, systemClock.now());
    await receiveWebhook(ctx, event);
    return Response.json({ received: true }, { headers: { "cache-control": "no-store" } });
  } catch (error) {
    if (error instanceof Refusal) return refusalAnswer(error, ctx.requestId);
    ctx.log.error({ err: error }, "a webhook could not be kept");
    return faultAnswer(ctx.requestId);
  }
}
