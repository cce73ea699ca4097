import type { Work } from "@/server/events/positions";

/**
 * The partitions that wait, handed out to runners one at a time. A runner that is done takes the next one, whatever the others
 * are still at: so none of them waits for another's backlog, and no partition is in two hands.
 */
export class WorkList {
  readonly #find: () => Promise<readonly Work[]>;
  readonly #inHand = new Set<string>();
  /** Runs of these did nothing, since somebody else has them; tried again once anything was done. */
  readonly #fruitless = new Set<string>();
  #waiting: Work[] = [];
  #finding: Promise<void> | undefined;
  /** Something was done since it was last asked what waits. */
  #isOutdated = true;
  #isClosed = false;
  #wake: (() => void)[] = [];
  #foundCount = 0;

  /** `find` tells every partition that waits; it is asked again when all that it told was taken and some of it done. */
  constructor(find: () => Promise<readonly Work[]>) {
    this.#find = find;
  }

  /** Whether nothing waited when it was last asked. */
  get isEmpty(): boolean {
    return this.#foundCount === 0;
  }

  /** The next one; waits while others may still leave something to do. Undefined once nothing is left. */
  async take(): Promise<Work | undefined> {
    for (;;) {
      const work = await this.takeIfFree();
      if (work || this.#isClosed || (this.#inHand.size === 0 && !this.#isOutdated)) return work;
      if (this.#inHand.size > 0) await new Promise<void>((resolve) => this.#wake.push(resolve));
    }
  }

  /** The next one that nobody has, if there is one now. */
  async takeIfFree(): Promise<Work | undefined> {
    if (this.#waiting.length === 0 && (this.#isOutdated || this.#finding)) await this.#look();
    const work = this.#isClosed ? undefined : this.#waiting.shift();
    if (work) this.#inHand.add(keyOf(work));
    return work;
  }

  /** Gives back what was taken. */
  release(work: Work, hasDoneSomething: boolean): void {
    this.#inHand.delete(keyOf(work));
    if (hasDoneSomething) {
      this.#fruitless.clear();
      this.#isOutdated = true;
    } else this.#fruitless.add(keyOf(work));
    this.#wakeAll();
  }

  /** From now on nothing is handed out. */
  close(): void {
    this.#isClosed = true;
    this.#wakeAll();
  }

  #look(): Promise<void> {
    this.#finding ??= this.#ask().finally(() => {
      this.#finding = undefined;
    });
    return this.#finding;
  }

  async #ask(): Promise<void> {
    this.#isOutdated = false;
    const found = await this.#find();
    this.#foundCount = found.length;
    this.#waiting = found.filter(
      (work) => !this.#inHand.has(keyOf(work)) && !this.#fruitless.has(keyOf(work)),
    );
  }

  #wakeAll(): void {
    for (const wake of this.#wake.splice(0)) wake();
  }
}

const keyOf = ({ consumer, topic, partition }: Work) => `${consumer}/${topic}/${partition}`;
