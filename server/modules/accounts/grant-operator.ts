import { upsertOperatorGrant } from "@/server/modules/accounts/store";
import type { Tx } from "@/server/platform/db";
import type { PersonId } from "@/server/primitives/id";

/** Lets somebody run the market. `by` is `command` for the first operator, else the granting operator's id. */
export async function grantOperator(
  tx: Tx,
  input: { personId: PersonId; at: Date; by: string },
): Promise<void> {
  await upsertOperatorGrant(tx, input);
}
