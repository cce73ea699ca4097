import type { z } from "zod";
import { recordAction } from "@/server/modules/admin/record-action";
import type {
  resendGivenUpOutput,
  rotateSecretInput,
  webhookDeliveryInput,
} from "@/server/modules/integrations/contract";
import { lockEndpoint, requeue } from "@/server/modules/integrations/store";
import type { OperatorCtx } from "@/server/platform/context";
import { inTransaction } from "@/server/platform/db";
import { refuse } from "@/server/primitives/refusal";

/**
 * Makes one webhook due now, with a full set of attempts, whatever became of it. One transaction with its audit line.
 * Refuses with `not_found`.
 */
export function resendWebhook(
  ctx: OperatorCtx,
  { endpointId, eventId }: z.output<typeof webhookDeliveryInput>,
): Promise<Record<string, never>> {
  return inTransaction(ctx, async (tx) => {
    const endpoint = await lockEndpoint(tx, endpointId);
    const count = endpoint ? await requeue(tx, endpointId, { eventId }, ctx.now) : 0;
    if (count === 0) throw refuse("not_found", { endpointId, eventId });
    await recordAction(tx, ctx, {
      action: "webhook.resent",
      objectKind: "endpoint",
      objectId: endpointId,
      reason: "Sent again",
      details: { eventId },
    });
    return {};
  });
}

/** Makes all that an endpoint was given up on due now. One transaction with its audit line. Refuses with `not_found`. */
export function resendGivenUp(
  ctx: OperatorCtx,
  { endpointId }: z.output<typeof rotateSecretInput>,
): Promise<z.output<typeof resendGivenUpOutput>> {
  return inTransaction(ctx, async (tx) => {
    if (!(await lockEndpoint(tx, endpointId))) throw refuse("not_found", { endpointId });
    const count = await requeue(tx, endpointId, "given_up", ctx.now);
    await recordAction(tx, ctx, {
      action: "webhooks.resent",
      objectKind: "endpoint",
      objectId: endpointId,
      reason: "Sent again",
      details: { count },
    });
    return { count };
  });
}
