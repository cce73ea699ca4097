import type { EventRecord } from "@/server/events/define-event";
import { type Facts, factsOf, noFacts } from "@/server/modules/analytics/facts";
import { FactSums, type Sums } from "@/server/modules/analytics/rollups";
import { inSequence } from "@/server/modules/analytics/sequence";
import { additionsOf, FactInserts, insertNewFacts, runAll } from "@/server/modules/analytics/store";
import type { AnalyticsTables } from "@/server/modules/analytics/tables";
import type { Tx } from "@/server/platform/db";
import { letOthersRun } from "@/server/platform/let-others-run";

/**
 * Events read in one go: a millisecond in which the process answers nobody else, and objects that are garbage before
 * the next are made. A batch's objects that all lived at once cost more to be moved about than to be made.
 */
const PIECE = 200;

/**
 * Works out what a batch of events comes to, of the events alone. What it gives writes it, in a transaction in which the
 * consumer's position moves as well: facts first, then the rollups, from the facts that were new alone. So each event
 * counts once however often and in whatever sequence it comes. Four to twelve statements for a batch of any size.
 */
export async function prepareRecording(
  tables: AnalyticsTables,
  events: readonly EventRecord[],
): Promise<(tx: Tx) => Promise<void>> {
  const sorted = inSequence(events);
  const inserts = new FactInserts(tables);
  const sums = new FactSums();
  await eachPiece(sorted, (piece) => {
    const facts = factsOf(piece);
    inserts.add(facts);
    sums.add(facts);
  });
  const insertions = inserts.statements();
  const additions = additionsOf(tables, sums.rows());
  return async (tx) => {
    const fresh = await insertNewFacts(tx, tables, insertions, () => readFacts(sorted));
    // Hardly ever is a fact not new, and then the sums are made again.
    await runAll(tx, fresh ? additionsOf(tables, sumsOf(fresh)) : additions);
  };
}

/** The same at once, part of the caller's transaction. Makes no network call. */
export async function recordEvents(
  tx: Tx,
  tables: AnalyticsTables,
  events: readonly EventRecord[],
): Promise<void> {
  const record = await prepareRecording(tables, events);
  await record(tx);
}

async function eachPiece(
  events: readonly EventRecord[],
  work: (piece: readonly EventRecord[]) => void,
): Promise<void> {
  for (let from = 0; from < events.length; from += PIECE) {
    work(events.slice(from, from + PIECE));
    await letOthersRun();
  }
}

async function readFacts(events: readonly EventRecord[]): Promise<Facts> {
  const facts = noFacts();
  await eachPiece(events, (piece) => void factsOf(piece, facts));
  return facts;
}

function sumsOf(facts: Facts): Sums {
  const sums = new FactSums();
  sums.add(facts);
  return sums.rows();
}
