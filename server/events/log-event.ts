import type { EventRecord } from "@/server/events/define-event";

/** Events of one partition as the log gave them, a column of each field; every column has a value for each event. */
export interface EventColumns {
  readonly topic: string;
  readonly partition: number;
  /** Of the first of them. */
  readonly position: number;
  readonly ids: readonly EventRecord["id"][];
  readonly types: readonly string[];
  readonly versions: readonly number[];
  /** Milliseconds since 1970. */
  readonly occurredMs: readonly number[];
  /** JSON texts. */
  readonly payloads: readonly string[];
  /** Asked for by few: a function, so that the others do not have them taken apart. */
  readonly keys: () => readonly string[];
  readonly traces: () => readonly string[];
}

/**
 * An event that is read out of its columns, its payload parsed each time it is asked for. Ten thousand parsed payloads that
 * are all alive while their batch is handled cost more to be moved about by the garbage collector than to be parsed.
 * Its fields are the class's: `{ ...event }` has none of them.
 */
export class LogEvent implements EventRecord {
  readonly #columns: EventColumns;
  readonly #nth: number;

  constructor(columns: EventColumns, nth: number) {
    this.#columns = columns;
    this.#nth = nth;
  }

  get id(): EventRecord["id"] {
    return this.#columns.ids[this.#nth] as EventRecord["id"];
  }
  get topic(): string {
    return this.#columns.topic;
  }
  get partition(): number {
    return this.#columns.partition;
  }
  get position(): number {
    return this.#columns.position + this.#nth;
  }
  get key(): string {
    return this.#columns.keys()[this.#nth] as string;
  }
  get type(): string {
    return this.#columns.types[this.#nth] as string;
  }
  get version(): number {
    return this.#columns.versions[this.#nth] as number;
  }
  get payload(): unknown {
    return JSON.parse(this.#columns.payloads[this.#nth] as string) as unknown;
  }
  get occurredAt(): Date {
    return new Date(this.#columns.occurredMs[this.#nth] as number);
  }
  get trace(): string {
    return this.#columns.traces()[this.#nth] as string;
  }
}
