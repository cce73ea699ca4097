import { lockModels, markLive } from "@/server/modules/recommendations/registry-store";
import type { Tx } from "@/server/platform/db";
import type { ModelId } from "@/server/primitives/id";
import { refuse } from "@/server/primitives/refusal";

/**
 * Makes a version live; the one that was is retired and can be promoted again, which is how one rolls back. Web
 * processes take it up with their next request. Part of the caller's transaction. Promoting the live one changes nothing.
 *
 * Refuses with `model_not_found`.
 */
export async function promoteModel(
  tx: Tx,
  input: { modelId: ModelId; at: Date; reason: string },
): Promise<{ version: number }> {
  const versions = await lockModels(tx);
  const model = versions.find((version) => version.modelId === input.modelId);
  if (!model) throw refuse("model_not_found", { modelId: input.modelId });
  if (model.status !== "live") await markLive(tx, input);
  return { version: model.version };
}
