/** Tables of the platform itself: idempotency, rate limits, settings of the running market. */
import { index, integer, json, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instantColumn } from "@/server/platform/columns";

/** One row per (actor, key): the answer a retry gets. Kept for 48 hours, longer than any client's retry. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    actor: text("actor").notNull(),
    key: text("key").notNull(),
    procedure: text("procedure").notNull(),
    bodySha256: text("body_sha256").notNull(),
    status: text("status", { enum: ["in_flight", "done"] }).notNull(),
    /** `json`, not `jsonb`: a repeat gets the first answer to the byte. */
    answer: json("answer"),
    startedAt: instantColumn("started_at").notNull(),
    finishedAt: instantColumn("finished_at"),
  },
  (t) => [primaryKey({ columns: [t.actor, t.key] }), index("idempotency_keys_started_at").on(t.startedAt)],
);

/** GCRA state: `tat` is the theoretical arrival time of the next conforming request. */
export const rateLimits = pgTable(
  "rate_limits",
  {
    bucket: text("bucket").primaryKey(),
    tat: instantColumn("tat").notNull(),
  },
  (t) => [index("rate_limits_tat").on(t.tat)],
);

/** Facts of the running market that every process shares, e.g. whether it is the demo and the clock's offset. */
export const marketSettings = pgTable("market_settings", {
  name: text("name").primaryKey(),
  value: jsonb("value").notNull(),
  version: integer("version").notNull().default(1),
});

/** One row per scheduled job: the lease that keeps two runs from overlapping, and how the last one went. */
export const cronRuns = pgTable("cron_runs", {
  job: text("job").primaryKey(),
  leaseToken: text("lease_token"),
  /** By the database's clock, so that moving the market's clock frees no lease. */
  leasedUntil: instantColumn("leased_until"),
  startedAt: instantColumn("started_at"),
  finishedAt: instantColumn("finished_at"),
  outcome: jsonb("outcome"),
  error: text("error"),
});

/** Long-lived processes say here that they live; by the machine's clock. */
export const workerHeartbeats = pgTable("worker_heartbeats", {
  name: text("name").primaryKey(),
  startedAt: instantColumn("started_at").notNull(),
  beatAt: instantColumn("beat_at").notNull(),
  /** What it does, e.g. which parts it was told to run. */
  about: jsonb("about").notNull(),
});
