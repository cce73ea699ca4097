let last: Promise<unknown> = Promise.resolve();

/**
 * Computes one thing after the other. Batches that were worked out at once, a piece of each by turns, would all be done only when
 * the last one is, and the database would have nothing to do until then.
 */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const done = last.then(work);
  last = Promise.allSettled([done]);
  return done;
}
