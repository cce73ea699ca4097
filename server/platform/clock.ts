/**
 * The only place that reads the machine's clock.
 *
 * In the local set-up the market's clock can be moved ahead (the /dev/clock page): the offset is a row in the database,
 * read with each request, so that every process agrees on it.
 */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = {
  now: () => new Date(),
};

/** A clock that stands still until it is moved; for tests and simulation. */
export class SettableClock implements Clock {
  #at: Date;
  constructor(at: Date) {
    this.#at = at;
  }
  now(): Date {
    return new Date(this.#at.getTime());
  }
  set(at: Date): void {
    this.#at = at;
  }
  advance(ms: number): void {
    this.#at = new Date(this.#at.getTime() + ms);
  }
}

export function offsetClock(base: Clock, offsetMs: number): Clock {
  return { now: () => new Date(base.now().getTime() + offsetMs) };
}

/** Milliseconds for measuring how long something took; never a point in time. */
export function monotonicMs(): number {
  return performance.now();
}
