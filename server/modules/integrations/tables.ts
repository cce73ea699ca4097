/** Tables of outgoing webhooks: where they go, what was sent, and each attempt. */
import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { people } from "@/server/modules/accounts/tables";
import { WEBHOOK_STATUSES } from "@/server/modules/integrations/contract";
import { idColumn, instantColumn } from "@/server/platform/columns";

export const webhookEndpoints = pgTable("webhook_endpoints", {
  id: idColumn("endpoint", "id").primaryKey(),
  url: text("url").notNull(),
  description: text("description").notNull(),
  /** Types of events it is sent; all of them when empty. */
  types: text("types").array().notNull().default(sql`'{}'`),
  /** Signing secrets, sealed. The former one still signs until `formerUntil`. */
  sealedSecret: text("sealed_secret").notNull(),
  formerSealedSecret: text("former_sealed_secret"),
  formerUntil: instantColumn("former_until"),
  /** Paused by an operator: what happens meanwhile waits. */
  pausedAt: instantColumn("paused_at"),
  /** Removed endpoints keep their log. */
  removedAt: instantColumn("removed_at"),
  createdBy: idColumn("person", "created_by")
    .notNull()
    .references(() => people.id),
  createdAt: instantColumn("created_at").notNull(),
});

/** One row per (endpoint, event) ever, so that a repeated event is sent once. */
export const webhookDeliveries = pgTable(
  "webhook_deliveries",
  {
    endpointId: idColumn("endpoint", "endpoint_id")
      .notNull()
      .references(() => webhookEndpoints.id),
    eventId: idColumn("event", "event_id").notNull(),
    type: text("type").notNull(),
    version: integer("version").notNull(),
    payload: jsonb("payload").notNull(),
    occurredAt: instantColumn("occurred_at").notNull(),
    status: text("status", { enum: WEBHOOK_STATUSES }).notNull().default("waiting"),
    attempts: integer("attempts").notNull().default(0),
    /** Attempts since it was queued or sent again by hand: they decide when it is given up. */
    tries: integer("tries").notNull().default(0),
    /** When it is due; while a run is sending it, when that run's lease lapses. */
    nextAttemptAt: instantColumn("next_attempt_at"),
    queuedAt: instantColumn("queued_at").notNull(),
    deliveredAt: instantColumn("delivered_at"),
  },
  (t) => [
    primaryKey({ columns: [t.endpointId, t.eventId] }),
    index("webhook_deliveries_due").on(t.nextAttemptAt).where(sql`${t.status} = 'waiting'`),
    index("webhook_deliveries_queued").on(t.queuedAt, t.eventId),
  ],
);

export const webhookAttempts = pgTable(
  "webhook_attempts",
  {
    endpointId: idColumn("endpoint", "endpoint_id").notNull(),
    eventId: idColumn("event", "event_id").notNull(),
    attempt: integer("attempt").notNull(),
    at: instantColumn("at").notNull(),
    /** What the receiver answered; null when it answered nothing. */
    statusCode: integer("status_code"),
    tookMs: integer("took_ms"),
    /** Beginning of the answer, or why there was none. */
    note: text("note").notNull(),
  },
  (t) => [primaryKey({ columns: [t.endpointId, t.eventId, t.attempt] })],
);
