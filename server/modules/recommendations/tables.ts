/** Interactions that models learn from, the model registry, and the log of what was recommended. */
import {
  bigint,
  customType,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
} from "drizzle-orm/pg-core";
import { idColumn, instantColumn } from "@/server/platform/columns";

const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "bytea" });

/** What somebody did with a home. One row per event; a save that was taken back stays, marked, and counts no more. */
export const interactions = pgTable(
  "interactions",
  {
    eventId: idColumn("event", "event_id").primaryKey(),
    /** Random id of the browser or app; null where only somebody signed in can act. */
    visitorId: text("visitor_id"),
    personId: idColumn("person", "person_id"),
    listingId: idColumn("listing", "listing_id").notNull(),
    kind: text("kind", { enum: ["view", "quote", "save", "booking", "review"] }).notNull(),
    /** How much it says of liking: view 1, quote 2, save 3, booking 4. */
    weight: real("weight").notNull(),
    occurredAt: instantColumn("occurred_at").notNull(),
    removedAt: instantColumn("removed_at"),
  },
  (t) => [
    index("interactions_person").on(t.personId, t.occurredAt),
    index("interactions_visitor").on(t.visitorId, t.occurredAt),
    index("interactions_occurred_at").on(t.occurredAt),
  ],
);

/** Which person a browser or app belongs to, so that what was looked at before signing in counts. */
export const visitorPeople = pgTable(
  "visitor_people",
  {
    visitorId: text("visitor_id").primaryKey(),
    personId: idColumn("person", "person_id").notNull(),
    seenAt: instantColumn("seen_at").notNull(),
  },
  (t) => [index("visitor_people_person").on(t.personId)],
);

/** A trained model. Its artifact never changes; at most one version is live. */
export const models = pgTable(
  "models",
  {
    id: idColumn("model", "id").primaryKey(),
    version: integer("version").notNull().unique(),
    status: text("status", { enum: ["candidate", "live", "retired", "rejected"] }).notNull(),
    /** What it was made of and how; with the seed it gives the same bytes again. */
    recipe: jsonb("recipe").$type<Record<string, number | string>>().notNull(),
    seed: integer("seed").notNull(),
    artifact: bytes("artifact").notNull(),
    artifactSha256: text("artifact_sha256").notNull(),
    artifactBytes: integer("artifact_bytes").notNull(),
    interactionCount: integer("interaction_count").notNull(),
    listingCount: integer("listing_count").notNull(),
    guestCount: integer("guest_count").notNull(),
    /** Place in the log per partition (`search/3` → position) that the interactions reached. */
    eventPositions: jsonb("event_positions").$type<Record<string, number>>().notNull(),
    interactionsFrom: instantColumn("interactions_from"),
    interactionsUntil: instantColumn("interactions_until"),
    trainedAt: instantColumn("trained_at").notNull(),
    trainedMs: integer("trained_ms").notNull(),
    decidedAt: instantColumn("decided_at"),
    /** Why it went live or was rejected. */
    reason: text("reason").notNull().default(""),
  },
  (t) => [index("models_status").on(t.status)],
);

/** How a model and the baselines did on later interactions; `method` is `model` or a baseline's name. */
export const modelMetrics = pgTable(
  "model_metrics",
  {
    modelId: idColumn("model", "model_id")
      .notNull()
      .references(() => models.id, { onDelete: "cascade" }),
    method: text("method").notNull(),
    metric: text("metric").notNull(),
    value: doublePrecision("value").notNull(),
    caseCount: integer("case_count").notNull(),
  },
  (t) => [primaryKey({ columns: [t.modelId, t.method, t.metric] })],
);

export interface LoggedItem {
  readonly listingId: string;
  readonly score: number;
  readonly sources: Readonly<Record<string, number>>;
  readonly reason: string;
}

/** What was recommended to whom by which version; kept 90 days. */
export const recommendationLog = pgTable(
  "recommendation_log",
  {
    seq: bigint("seq", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    requestId: text("request_id").notNull(),
    surface: text("surface", { enum: ["for_you", "similar"] }).notNull(),
    modelVersion: integer("model_version"),
    visitorId: text("visitor_id"),
    personId: idColumn("person", "person_id"),
    items: jsonb("items").$type<readonly LoggedItem[]>().notNull(),
    servedAt: instantColumn("served_at").notNull(),
    tookMs: real("took_ms").notNull(),
  },
  (t) => [index("recommendation_log_served_at").on(t.servedAt)],
);
