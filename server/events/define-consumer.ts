/** Declares a consumer of events. How it is run, retried and parked is `run-consumer.ts`. */
import type { EventDefinition, EventRecord } from "@/server/events/define-event";
import type { SystemCtx } from "@/server/platform/context";
import type { Tx } from "@/server/platform/db";

/** `database` effects run inside the transaction that moves the position. */
export interface DatabaseConsumerCtx extends Omit<SystemCtx, "db" | "ports"> {
  readonly tx: Tx;
}
/** `external` effects (mail, gateway) may call out; each carries its own idempotency key. */
export type ExternalConsumerCtx = SystemCtx;

interface ConsumerBase {
  /** `<module>.<what it does>`; its place in the log is kept under this name. */
  readonly name: string;
  /** Attempts before an event is parked as dead. */
  readonly attemptsMax: number;
  readonly topics: readonly string[];
  readonly types: ReadonlySet<string>;
}
export interface DatabaseConsumer extends ConsumerBase {
  readonly effect: "database";
  readonly handle: (ctx: DatabaseConsumerCtx, event: EventRecord) => Promise<void>;
}
export interface ExternalConsumer extends ConsumerBase {
  readonly effect: "external";
  readonly handle: (ctx: ExternalConsumerCtx, event: EventRecord) => Promise<void>;
}
/** What a batch comes to, to be written in its transaction. */
export type BatchEffect = (ctx: DatabaseConsumerCtx) => Promise<void>;
/** Handles a whole batch in one transaction, for effects that add up (analytics). */
export interface BatchConsumer extends ConsumerBase {
  readonly effect: "batch";
  /**
   * Where the effect goes. One that goes to `analytics` must count an event once however often it is handed over, since
   * its failures are kept in the market's database.
   */
  readonly store: "market" | "analytics";
  /**
   * Works a batch out, of its events alone, and gives what writes it. Called ahead of the transaction, while the database is
   * at the batch before.
   */
  readonly prepareBatch: (events: readonly EventRecord[]) => Promise<BatchEffect>;
}
export type Consumer = DatabaseConsumer | ExternalConsumer | BatchConsumer;

type Reaction<Ctx> = {
  /** Pairs an event with what is done on it; the payload is parsed with the event's contract first. */
  on<Payload>(
    event: EventDefinition<Payload>,
    handle: (ctx: Ctx, event: EventRecord<Payload>) => Promise<void>,
  ): void;
};

interface Declaration<Ctx> {
  readonly name: string;
  readonly attemptsMax?: number;
  readonly reactions: (to: Reaction<Ctx>) => void;
}

const ATTEMPTS_MAX_DEFAULT = 8;

type Handler<Ctx> = (ctx: Ctx, event: EventRecord) => Promise<void>;

function collect<Ctx>(declaration: Declaration<Ctx>) {
  const handlers = new Map<string, Handler<Ctx>>();
  const topics = new Set<string>();
  declaration.reactions({
    on(event, handle) {
      handlers.set(`${event.type}@${event.version}`, (ctx, record) =>
        handle(ctx, withPayload(record, event.payload.parse(record.payload))),
      );
      topics.add(event.topic);
    },
  });
  const types = new Set([...handlers.keys()].map((key) => key.slice(0, key.indexOf("@"))));
  const handle: Handler<Ctx> = async (ctx, event) => {
    await handlers.get(`${event.type}@${event.version}`)?.(ctx, event);
  };
  return {
    name: declaration.name,
    attemptsMax: declaration.attemptsMax ?? ATTEMPTS_MAX_DEFAULT,
    topics: [...topics],
    types,
    handle,
  };
}

function withPayload<Payload>(record: EventRecord, payload: Payload): EventRecord<Payload> {
  const { id, topic, partition, position, key, type, version, occurredAt, trace } = record;
  return { id, topic, partition, position, key, type, version, payload, occurredAt, trace };
}

export function defineDatabaseConsumer(declaration: Declaration<DatabaseConsumerCtx>): DatabaseConsumer {
  return { effect: "database", ...collect(declaration) };
}

export function defineExternalConsumer(declaration: Declaration<ExternalConsumerCtx>): ExternalConsumer {
  return { effect: "external", ...collect(declaration) };
}

interface BatchDeclaration {
  readonly name: string;
  readonly attemptsMax?: number;
  readonly store?: BatchConsumer["store"];
  readonly events: readonly EventDefinition<never>[] | readonly { type: string; topic: string }[];
}
type BatchHandling =
  | Pick<BatchConsumer, "prepareBatch">
  | { readonly handleBatch: (ctx: DatabaseConsumerCtx, events: readonly EventRecord[]) => Promise<void> };

/** With `prepareBatch` in place of `handleBatch` where working a batch out is much of the work. */
export function defineBatchConsumer(declaration: BatchDeclaration & BatchHandling): BatchConsumer {
  return {
    effect: "batch",
    store: declaration.store ?? "market",
    name: declaration.name,
    attemptsMax: declaration.attemptsMax ?? ATTEMPTS_MAX_DEFAULT,
    topics: [...new Set(declaration.events.map((event) => event.topic))],
    types: new Set(declaration.events.map((event) => event.type)),
    prepareBatch:
      "prepareBatch" in declaration
        ? declaration.prepareBatch
        : async (events) => (ctx) => declaration.handleBatch(ctx, events),
  };
}
