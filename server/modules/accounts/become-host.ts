import { publish } from "@/server/events/publish";
import { personBecameHost } from "@/server/modules/accounts/events";
import { insertHost } from "@/server/modules/accounts/store";
import type { Tx } from "@/server/platform/db";
import type { PersonId } from "@/server/primitives/id";

/**
 * Makes somebody a host, in the transaction that makes their first home. Repeating it changes nothing and publishes
 * nothing.
 */
export async function becomeHost(
  tx: Tx,
  input: { personId: PersonId; at: Date; trace: string },
): Promise<void> {
  const { personId, at, trace } = input;
  const isNew = await insertHost(tx, personId, at);
  if (isNew) await publish(tx, personBecameHost, { payload: { personId }, at, trace });
}
