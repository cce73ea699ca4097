import type { EventRecord } from "@/server/events/define-event";
import { type Facts, factsOf, noFacts } from "@/server/modules/analytics/facts";
import { computeDemand, computeNights, computeRollups, type Sums } from "@/server/modules/analytics/rollups";
import { additionsOf, insertNewFacts, insertsOf, runAll } from "@/server/modules/analytics/store";
import type { AnalyticsTables } from "@/server/modules/analytics/tables";
import type { Tx } from "@/server/platform/db";
import { letOthersRun } from "@/server/platform/let-others-run";

/** Events read in one go: some milliseconds in which the process answers nobody else. */
const PIECE = 1_000;

/**
 * Works out what a batch of events comes to, of the events alone. What it gives writes it, in a transaction in which the
 * consumer's position moves as well: facts first, then the rollups, from the facts that were new alone. So each event
 * counts once however often and in whatever sequence it comes. Four to twelve statements for a batch of any size.
 */
export async function prepareRecording(
  tables: AnalyticsTables,
  events: readonly EventRecord[],
): Promise<(tx: Tx) => Promise<void>> {
  const facts = await readFacts(inSequence(events));
  await letOthersRun();
  const inserts = insertsOf(tables, facts);
  await letOthersRun();
  const additions = additionsOf(tables, sumsOf(facts));
  return async (tx) => {
    const fresh = await insertNewFacts(tx, tables, facts, inserts);
    // Hardly ever is a fact not new, and then the sums are made again.
    await runAll(tx, fresh === facts ? additions : additionsOf(tables, sumsOf(fresh)));
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

/**
 * Each event once, sorted, so that two writers of the same events wait for each other in one sequence: by instant, which is
 * a number and nearly the ids' sequence.
 */
function inSequence(events: readonly EventRecord[]): EventRecord[] {
  const instants = events.map((event) => event.occurredAt.getTime());
  const at = (nth: number) => instants[nth] as number;
  const nths = instants.map((_, nth) => nth).sort((a, b) => at(a) - at(b) || compareIds(events, a, b));
  const sorted = nths.map((nth) => events[nth] as EventRecord);
  return sorted.filter((event, nth) => event.id !== sorted[nth - 1]?.id);
}

function compareIds(events: readonly EventRecord[], a: number, b: number): number {
  const [one, other] = [events[a]?.id ?? "", events[b]?.id ?? ""];
  return one < other ? -1 : Number(one > other);
}

async function readFacts(events: readonly EventRecord[]): Promise<Facts> {
  const facts = noFacts();
  for (let from = 0; from < events.length; from += PIECE) {
    if (from > 0) await letOthersRun();
    factsOf(events.slice(from, from + PIECE), facts);
  }
  return facts;
}

function sumsOf(facts: Facts): Sums {
  return {
    rollups: computeRollups(facts),
    nights: computeNights(facts),
    demand: computeDemand(facts),
  };
}
