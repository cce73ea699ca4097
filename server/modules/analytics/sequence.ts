import type { EventRecord } from "@/server/events/define-event";

/**
 * Each event once, sorted by instant and id, so that two writers of the same events wait for each other in one sequence.
 *
 * An instant and the place of its event in the batch make one number, since numbers are sorted several times as fast as by a
 * comparison. Where the batch is so long and of so many years that they do not fit one, instants of a few milliseconds are
 * taken for the same; events that are then side by side are compared.
 */
export function inSequence(events: readonly EventRecord[]): EventRecord[] {
  const instants = Float64Array.from(events, (event) => event.occurredAt.getTime());
  const first = instants.reduce((least, ms) => Math.min(least, ms), Number.POSITIVE_INFINITY);
  const last = instants.reduce((most, ms) => Math.max(most, ms), Number.NEGATIVE_INFINITY);
  const unitMs = Math.max(1, Math.ceil(((last - first + 1) * events.length) / Number.MAX_SAFE_INTEGER));
  const count = events.length;
  const keys = instants.map((ms, nth) => Math.floor((ms - first) / unitMs) * count + nth).sort();
  const sorted = Array.from(keys, (key) => events[key % count] as EventRecord);
  sortRuns(sorted, (nth) => Math.floor((keys[nth] as number) / count));
  return sorted.filter((event, nth) => event.id !== sorted[nth - 1]?.id);
}

/** Sorts the events that have the same unit, wherever some do. */
function sortRuns(sorted: EventRecord[], unitAt: (nth: number) => number): void {
  for (let from = 0; from < sorted.length; ) {
    let until = from + 1;
    while (until < sorted.length && unitAt(until) === unitAt(from)) until += 1;
    if (until > from + 1) {
      const run = sorted.slice(from, until).sort(compare);
      for (const [nth, event] of run.entries()) sorted[from + nth] = event;
    }
    from = until;
  }
}

function compare(a: EventRecord, b: EventRecord): number {
  const apartMs = a.occurredAt.getTime() - b.occurredAt.getTime();
  if (apartMs !== 0) return apartMs;
  return a.id < b.id ? -1 : Number(a.id > b.id);
}
