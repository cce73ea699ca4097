import { index, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { people } from "@/server/modules/accounts/tables";
import { idColumn, instantColumn } from "@/server/platform/columns";

/** What operators did: written with the change itself, so that nothing is done unseen. Rows are only ever added. */
export const operatorActions = pgTable(
  "operator_actions",
  {
    id: idColumn("action", "id").primaryKey(),
    operatorId: idColumn("person", "operator_id")
      .notNull()
      .references(() => people.id),
    /** Past tense: `consumer.paused`, `dead_event.replayed`, `model.promoted`. */
    action: text("action").notNull(),
    /** What it was done to: kind and id or name. */
    objectKind: text("object_kind").notNull(),
    objectId: text("object_id").notNull(),
    reason: text("reason").notNull().default(""),
    details: jsonb("details").$type<Record<string, unknown>>().notNull().default({}),
    requestId: text("request_id").notNull(),
    at: instantColumn("at").notNull(),
  },
  (t) => [
    index("operator_actions_at").on(t.at),
    index("operator_actions_operator").on(t.operatorId, t.at),
    index("operator_actions_object").on(t.objectKind, t.objectId),
  ],
);
