/**
 * Keeps a verified webhook in the inbox; the work happens in `handleStripeInbox`. One statement.
 *
 * Refuses with `livemode_mismatch` when a test event reaches a live market or the other way round. An event of an account
 * that is not ours is kept and quarantined by the worker, so that the gateway does not send it for days.
 */
import { insertWebhook } from "@/server/modules/payments/inbox-store";
import type { SystemCtx } from "@/server/platform/context";
import type { GatewayEvent } from "@/server/platform/ports";
import { refuse } from "@/server/primitives/refusal";

export async function receiveWebhook(ctx: SystemCtx, event: GatewayEvent): Promise<{ isNew: boolean }> {
  if (event.livemode !== ctx.ports.payments.livemode) throw refuse("livemode_mismatch");
  return insertWebhook(ctx.db, event, ctx.now);
}
