import type { EventRecord } from "@/server/events/define-event";
import { factsOf } from "@/server/modules/analytics/facts";
import { computeDemand, computeNights, computeRollups } from "@/server/modules/analytics/rollups";
import { addToDemand, addToNights, addToRollups, insertNewFacts } from "@/server/modules/analytics/store";
import type { AnalyticsTables } from "@/server/modules/analytics/tables";
import type { Tx } from "@/server/platform/db";

/**
 * Records a batch of events: facts first, then the rollups, from the facts that were new alone.
 *
 * Part of the caller's transaction, in which the consumer's position moves as well; so each event counts once however
 * often and in whatever sequence it comes. Four to twelve statements for a batch of any size. Makes no network call.
 */
export async function recordEvents(
  tx: Tx,
  tables: AnalyticsTables,
  events: readonly EventRecord[],
): Promise<void> {
  const fresh = await insertNewFacts(tx, tables, factsOf(events));
  await addToRollups(tx, tables, computeRollups(fresh));
  await addToNights(tx, tables, computeNights(fresh));
  await addToDemand(tx, tables, computeDemand(fresh));
}
