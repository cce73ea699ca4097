import { recordAction } from "@/server/modules/admin/record-action";
import { promoteModel as promote } from "@/server/modules/recommendations/promote-model";
import type { OperatorCtx } from "@/server/platform/context";
import { inTransaction } from "@/server/platform/db";
import type { ModelId } from "@/server/primitives/id";

/**
 * Makes a model version live, or an earlier one live again. One transaction with its audit line. Refuses with
 * `model_not_found`.
 */
export function promoteModel(
  ctx: OperatorCtx,
  input: { modelId: ModelId; reason: string },
): Promise<{ version: number }> {
  return inTransaction(ctx, async (tx) => {
    const promoted = await promote(tx, { ...input, at: ctx.now });
    await recordAction(tx, ctx, {
      action: "model.promoted",
      objectKind: "model",
      objectId: input.modelId,
      reason: input.reason,
      details: promoted,
    });
    return promoted;
  });
}
