import { insertAction } from "@/server/modules/admin/store";
import type { OperatorCtx } from "@/server/platform/context";
import type { Tx } from "@/server/platform/db";
import { newId } from "@/server/primitives/id";

/** Notes in the audit log what an operator does, in the transaction in which it is done. */
export async function recordAction(
  tx: Tx,
  ctx: Pick<OperatorCtx, "actor" | "now" | "requestId">,
  action: {
    action: string;
    objectKind: string;
    objectId: string;
    reason: string;
    details?: Record<string, unknown>;
  },
): Promise<void> {
  await insertAction(tx, {
    id: newId("action", ctx.now.getTime()),
    operatorId: ctx.actor.personId,
    requestId: ctx.requestId,
    at: ctx.now,
    details: {},
    ...action,
  });
}
