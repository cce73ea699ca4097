/**
 * Chance that repeats: the same seed and the same words give the same numbers on every machine.
 *
 * Each thing of the market draws from a source of its own (`seed`, "listing", 17), so one more draw for one thing never
 * changes another.
 */
export class Random {
  #state: number;

  constructor(seed: number | string, ...words: Array<number | string>) {
    let hash = 2166136261;
    for (const character of [seed, ...words].join("\u0001")) {
      hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16777619);
    }
    this.#state = hash >>> 0;
  }

  /** 0 ≤ x < 1 (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number, both ends included. */
  int(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.next() * items.length)];
    if (item === undefined) throw new Error("nothing to pick from");
    return item;
  }

  /** Index by weight; weights need not sum to one. */
  weighted(weights: readonly number[]): number {
    const sum = weights.reduce((total, weight) => total + weight, 0);
    let rest = this.next() * sum;
    for (const [index, weight] of weights.entries()) {
      rest -= weight;
      if (rest < 0) return index;
    }
    return Math.max(0, weights.length - 1);
  }

  /** Exponential with the given mean. */
  exponential(mean: number): number {
    return -Math.log(1 - this.next()) * mean;
  }

  shuffled<T>(items: readonly T[]): T[] {
    const copy = [...items];
    for (let i = copy.length - 1; i > 0; i -= 1) {
      const j = this.int(0, i);
      const [a, b] = [copy[i], copy[j]];
      if (a !== undefined && b !== undefined) {
        copy[i] = b;
        copy[j] = a;
      }
    }
    return copy;
  }

  /** Sixteen bytes as a UUIDv7 of the instant: an id that repeats with the seed and sorts by time. */
  uuid(atMs: number): string {
    const time = Math.max(0, Math.floor(atMs)).toString(16).padStart(12, "0").slice(-12);
    const word = () =>
      Math.floor(this.next() * 0x100000000)
        .toString(16)
        .padStart(8, "0");
    const [a, b, c] = [word(), word(), word()];
    const variant = "89ab"[Number.parseInt(a.slice(3, 4), 16) % 4] ?? "8";
    return `${time.slice(0, 8)}-${time.slice(8)}-7${a.slice(0, 3)}-${variant}${a.slice(4, 7)}-${b}${c.slice(0, 4)}`;
  }
}
