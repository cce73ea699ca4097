/**
 * How a sleeping worker is woken by a commit in another process: LISTEN on a direct connection.
 *
 * NOTIFY makes committing transactions take turns, so writers send it only to somebody who sleeps. A sleeper holds an
 * advisory lock; the trigger `nudge_worker` notifies when it fails to share that lock. Arming succeeds only while no
 * writer shares it, and whoever armed looks once more before sleeping: no committed row is left unseen. Without a
 * connection nothing is armed, and the worker polls.
 */
import { Client } from "pg";
import type { Log } from "@/server/platform/log";

const CHANNEL = "roost_nudge";
/** First part of the advisory locks' keys; the second is the bell's own number. Both are in drizzle/sql/20_events.sql. */
const LOCK_SPACE = 7026;
export const BELLS = { events: 1, "stripe-inbox": 2 } as const;
export type BellName = keyof typeof BELLS;

const RECONNECT_MS = 1_000;

export interface Bell {
  /** Asks for a ring from now on. False when a writer is at work this moment, or nobody can ring. */
  arm(): Promise<boolean>;
  disarm(): Promise<void>;
  /** Until it rings, or `ms` have passed; at once when it rang since the last wait. */
  wait(ms: number): Promise<void>;
  ring(): void;
}

/** A bell within this process; always armed. */
export class LocalBell implements Bell {
  #rang = false;
  #wake: (() => void) | undefined;
  async arm(): Promise<boolean> {
    return true;
  }
  async disarm(): Promise<void> {
    return;
  }
  ring(): void {
    this.#rang = true;
    this.#wake?.();
  }
  async wait(ms: number): Promise<void> {
    if (!this.#rang)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    this.#wake = undefined;
    this.#rang = false;
  }
}

class DatabaseBell extends LocalBell {
  readonly #clientNow: () => Client | undefined;
  readonly #number: number;
  constructor(clientNow: () => Client | undefined, number: number) {
    super();
    this.#clientNow = clientNow;
    this.#number = number;
  }
  override async arm(): Promise<boolean> {
    const answer = await this.#clientNow()?.query<{ got: boolean }>(
      "select pg_try_advisory_lock($1, $2) as got",
      [LOCK_SPACE, this.#number],
    );
    return answer?.rows[0]?.got ?? false;
  }
  override async disarm(): Promise<void> {
    await this.#clientNow()?.query("select pg_advisory_unlock($1, $2)", [LOCK_SPACE, this.#number]);
  }
}

export class Doorbells {
  readonly #url: string;
  readonly #log: Log;
  readonly #bells = new Map<string, DatabaseBell>();
  #client: Client | undefined;
  #isClosed = false;
  #retry: NodeJS.Timeout | undefined;

  constructor(options: { readonly directUrl: string; readonly log: Log }) {
    this.#url = options.directUrl;
    this.#log = options.log;
    for (const [name, number] of Object.entries(BELLS))
      this.#bells.set(name, new DatabaseBell(() => this.#client, number));
  }

  bell(name: BellName): Bell {
    const bell = this.#bells.get(name);
    if (!bell) throw new Error(`no bell is called ${name}`);
    return bell;
  }

  /** Begins to listen. A connection that breaks is opened again by itself; poolers cannot listen and are left alone. */
  async open(): Promise<void> {
    if (this.#isClosed || isPooler(this.#url)) return;
    const client = new Client({
      connectionString: this.#url,
      application_name: "roost doorbell",
      keepAlive: true,
    });
    client.on("notification", ({ payload }) => this.#bells.get(payload ?? "")?.ring());
    client.on("error", (error) => this.#log.warn({ err: error }, "the doorbell's connection broke"));
    client.once("end", () => this.#lose(client));
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
    } catch (error) {
      this.#log.warn({ err: error }, "the doorbell cannot connect; polling meanwhile");
      return this.#later();
    }
    if (this.#isClosed) return void client.end();
    this.#client = client;
    // Something may have been written while nobody listened.
    for (const bell of this.#bells.values()) bell.ring();
  }

  get isListening(): boolean {
    return this.#client !== undefined;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#retry);
    const client = this.#client;
    this.#client = undefined;
    for (const bell of this.#bells.values()) bell.ring();
    await client?.end();
  }

  #lose(client: Client): void {
    if (this.#client === client) this.#client = undefined;
    this.#later();
  }

  #later(): void {
    if (this.#isClosed) return;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => void this.open(), RECONNECT_MS);
  }
}

/** In transaction mode a pooler loses LISTEN and keeps session locks for somebody else. */
function isPooler(url: string): boolean {
  const { hostname, searchParams } = new URL(url);
  return hostname.includes("-pooler.") || searchParams.get("pgbouncer") === "true";
}
