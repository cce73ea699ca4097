/**
 * Tables of the event log. A row is written with the change it tells of and never again; the relay gives it its place
 * afterwards, in a row of its own for all that it places together (docs/decisions/0122).
 */
import { sql } from "drizzle-orm";
import { bigint, check, index, integer, json, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { idColumn, instantColumn } from "@/server/platform/columns";

export const eventLog = pgTable(
  "event_log",
  {
    /** The sequence in which rows were written; writers of one key take turns by row lock, so it follows their commits. */
    seq: bigint("seq", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    id: idColumn("event", "id").notNull().unique(),
    topic: text("topic").notNull(),
    partition: integer("partition").notNull(),
    key: text("key").notNull(),
    type: text("type").notNull(),
    version: integer("version").notNull(),
    /** As text, which consumers ask for: of `jsonb` it would have to be written anew for each of them. */
    payload: json("payload").notNull(),
    occurredAt: instantColumn("occurred_at").notNull(),
    trace: text("trace").notNull(),
  },
  (t) => [
    index("event_log_key").on(t.key, t.seq),
    /** Rows come nearly in the sequence of their instants: a range of blocks tells enough, at no cost per event. */
    index("event_log_occurred_at")
      .using("brin", t.occurredAt)
      .with({ autosummarize: true, pages_per_range: 16 }),
    /** Spans of one trace share its beginning: `like` by that beginning. */
    index("event_log_trace").on(t.trace.op("text_pattern_ops")),
    // `json` takes what no text can hold (NUL, half a character) and fails who reads it. Escapes are rare: only they are tried.
    check(
      "event_log_readable",
      sql`${t.payload}::text not like '%\\\\u%' or ${t.payload}::jsonb is not null`,
    ),
  ],
);

/** Events that have no place yet. A trigger writes a row with each event, in its transaction; placing takes it away. */
export const unplacedEvents = pgTable(
  "unplaced_events",
  {
    topic: text("topic").notNull(),
    partition: integer("partition").notNull(),
    seq: bigint("seq", { mode: "number" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.topic, t.partition, t.seq] })],
);

/**
 * The places of events, one row for those that were placed together: `seqs` has them in position order, from
 * `first_position` on without a gap. Read by position through `log_between`, by event through `place_of`, whole through
 * the view `event_places` (drizzle/sql/20_events.sql).
 */
export const eventPlacings = pgTable(
  "event_placings",
  {
    topic: text("topic").notNull(),
    partition: integer("partition").notNull(),
    firstPosition: bigint("first_position", { mode: "number" }).notNull(),
    lastPosition: bigint("last_position", { mode: "number" }).notNull(),
    seqs: bigint("seqs", { mode: "number" }).array().notNull(),
    firstSeq: bigint("first_seq", { mode: "number" }).notNull(),
    lastSeq: bigint("last_seq", { mode: "number" }).notNull(),
    placedAt: instantColumn("placed_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.topic, t.partition, t.lastPosition] }),
    index("event_placings_seq").on(t.topic, t.partition, t.lastSeq),
    check("event_placings_dense", sql`${t.lastPosition} = ${t.firstPosition} + cardinality(${t.seqs}) - 1`),
  ],
);

/** One row per partition: the relay's lock and the next position to give. */
export const eventPartitions = pgTable(
  "event_partitions",
  {
    topic: text("topic").notNull(),
    partition: integer("partition").notNull(),
    nextPosition: bigint("next_position", { mode: "number" }).notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.topic, t.partition] })],
);

/** Which engine consumers read the log from, and the topics on the cluster that it has been copied to. One row, or none. */
export const eventBus = pgTable("event_bus", {
  id: integer("id").primaryKey().default(1),
  engine: text("engine", { enum: ["postgres", "kafka"] })
    .notNull()
    .default("postgres"),
  /** As `KafkaPort.readPlace` tells it. The marks of `kafka_partitions` are about these topics and no others. */
  place: text("place"),
  movedAt: instantColumn("moved_at"),
});

/** One row per partition: up to which position Kafka has it, and which relay is producing it. */
export const kafkaPartitions = pgTable(
  "kafka_partitions",
  {
    topic: text("topic").notNull(),
    partition: integer("partition").notNull(),
    /** Every replica in sync has the events up to this position; -1 before the first. */
    producedPosition: bigint("produced_position", { mode: "number" }).notNull().default(-1),
    /** Who produces now, and until when by the database's clock. */
    producer: text("producer"),
    producerUntil: instantColumn("producer_until"),
  },
  (t) => [primaryKey({ columns: [t.topic, t.partition] })],
);

/** Where a consumer stands in a partition: the position of the last event handled, -1 before the first. */
export const consumerPositions = pgTable(
  "consumer_positions",
  {
    consumer: text("consumer").notNull(),
    topic: text("topic").notNull(),
    partition: integer("partition").notNull(),
    position: bigint("position", { mode: "number" }).notNull().default(-1),
    pausedAt: instantColumn("paused_at"),
    updatedAt: instantColumn("updated_at"),
    handledCount: bigint("handled_count", { mode: "number" }).notNull().default(0),
    /** Types of events it listened to when it last started; empty when it never has. Others are passed unhandled. */
    types: text("types").array().notNull().default(sql`'{}'::text[]`),
    /** Up to here it was moved past events without handling them. */
    passedOverTo: bigint("passed_over_to", { mode: "number" }).notNull().default(-1),
    /** Who works on the partition with effects outside the database, and until when by the database's clock. */
    leaseToken: text("lease_token"),
    leasedUntil: instantColumn("leased_until"),
  },
  (t) => [primaryKey({ columns: [t.consumer, t.topic, t.partition] })],
);

/** Events that failed and wait for their next attempt, and later events of the same key behind them. */
export const consumerRetries = pgTable(
  "consumer_retries",
  {
    consumer: text("consumer").notNull(),
    topic: text("topic").notNull(),
    partition: integer("partition").notNull(),
    position: bigint("position", { mode: "number" }).notNull(),
    eventId: idColumn("event", "event_id").notNull(),
    key: text("key").notNull(),
    attempts: integer("attempts").notNull().default(0),
    nextAttemptAt: instantColumn("next_attempt_at").notNull(),
    lastError: text("last_error"),
  },
  (t) => [
    primaryKey({ columns: [t.consumer, t.topic, t.partition, t.position] }),
    index("consumer_retries_due").on(t.nextAttemptAt),
    index("consumer_retries_key").on(t.consumer, t.key, t.position),
  ],
);

/** Events a consumer gave up on. An operator replays or drops them; their key waits behind them. */
export const deadEvents = pgTable(
  "dead_events",
  {
    consumer: text("consumer").notNull(),
    eventId: idColumn("event", "event_id").notNull(),
    topic: text("topic").notNull(),
    partition: integer("partition").notNull(),
    position: bigint("position", { mode: "number" }).notNull(),
    key: text("key").notNull(),
    type: text("type").notNull(),
    attempts: integer("attempts").notNull(),
    error: text("error").notNull(),
    diedAt: instantColumn("died_at").notNull(),
    status: text("status", { enum: ["dead", "replayed", "dropped"] })
      .notNull()
      .default("dead"),
    settledBy: text("settled_by"),
    settledAt: instantColumn("settled_at"),
    settledReason: text("settled_reason"),
  },
  (t) => [
    primaryKey({ columns: [t.consumer, t.eventId] }),
    index("dead_events_status").on(t.status, t.diedAt),
  ],
);

/** How far each consumer was behind, noted every minute and kept for some days. */
export const consumerLagSamples = pgTable(
  "consumer_lag_samples",
  {
    consumer: text("consumer").notNull(),
    at: instantColumn("at").notNull(),
    events: integer("events").notNull(),
    seconds: integer("seconds").notNull(),
  },
  (t) => [primaryKey({ columns: [t.consumer, t.at] }), index("consumer_lag_samples_at").on(t.at)],
);
