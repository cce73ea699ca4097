import type { EventRecord } from "@/server/events/define-event";
import { type Facts, factsOf, noFacts } from "@/server/modules/analytics/facts";
import { computeDemand, computeNights, computeRollups } from "@/server/modules/analytics/rollups";
import {
  addToDemand,
  addToNights,
  addToRollups,
  insertNewFacts,
  onceEach,
} from "@/server/modules/analytics/store";
import type { AnalyticsTables } from "@/server/modules/analytics/tables";
import type { Tx } from "@/server/platform/db";
import { letOthersRun } from "@/server/platform/let-others-run";

/** Events read in one go: some milliseconds in which the process answers nobody else. */
const PIECE = 1_000;

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
  const facts = onceEach(await readFacts(events));
  const inserting = insertNewFacts(tx, tables, facts);
  // While the database inserts. Hardly ever is a fact not new, and then the sums are made again.
  const [inserted, made] = await Promise.allSettled([inserting, sumsSoon(facts)]);
  if (inserted.status === "rejected") throw inserted.reason;
  if (made.status === "rejected") throw made.reason;
  const sums = inserted.value === facts ? made.value : sumsOf(inserted.value);
  await addToRollups(tx, tables, sums.rollups);
  await addToNights(tx, tables, sums.nights);
  await addToDemand(tx, tables, sums.demand);
}

async function readFacts(events: readonly EventRecord[]): Promise<Facts> {
  const facts = noFacts();
  for (let from = 0; from < events.length; from += PIECE) {
    if (from > 0) await letOthersRun();
    factsOf(events.slice(from, from + PIECE), facts);
  }
  return facts;
}

async function sumsSoon(facts: Facts) {
  await letOthersRun();
  return sumsOf(facts);
}

function sumsOf(facts: Facts) {
  return {
    rollups: computeRollups(facts),
    nights: computeNights(facts),
    demand: computeDemand(facts),
  };
}
