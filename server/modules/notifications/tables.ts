import { index, integer, jsonb, pgTable, text, unique } from "drizzle-orm/pg-core";
import { people } from "@/server/modules/accounts/tables";
import { idColumn, instantColumn } from "@/server/platform/columns";

export const DELIVERY_STATUSES = ["queued", "sent", "skipped", "failed"] as const;
export const DELIVERY_CHANNELS = ["email"] as const;

/**
 * What was told to whom, when, or why not. One row per (event, recipient, channel) ever: it is what makes a repeated
 * event tell nobody twice. Letters are kept as template and facts; a link that opens an account is never among them.
 */
export const deliveries = pgTable(
  "deliveries",
  {
    id: idColumn("delivery", "id").primaryKey(),
    eventId: idColumn("event", "event_id").notNull(),
    eventType: text("event_type").notNull(),
    recipientId: idColumn("person", "recipient_id")
      .notNull()
      .references(() => people.id),
    channel: text("channel", { enum: DELIVERY_CHANNELS }).notNull(),
    status: text("status", { enum: DELIVERY_STATUSES }).notNull(),
    /** Address as it was when the letter went out; null while nobody has looked. */
    address: text("address"),
    template: text("template").notNull(),
    subject: text("subject").notNull().default(""),
    locale: text("locale").notNull().default("en"),
    facts: jsonb("facts").$type<Record<string, unknown>>().notNull().default({}),
    bookingId: idColumn("booking", "booking_id"),
    messageId: text("message_id").notNull(),
    providerId: text("provider_id"),
    attempts: integer("attempts").notNull().default(0),
    /** Why it was skipped: a code of `WHY_NOT`. */
    whyNot: text("why_not"),
    lastError: text("last_error"),
    queuedAt: instantColumn("queued_at").notNull(),
    sentAt: instantColumn("sent_at"),
  },
  (t) => [
    unique("deliveries_once").on(t.eventId, t.recipientId, t.channel),
    index("deliveries_queued_at").on(t.queuedAt, t.id),
    index("deliveries_status").on(t.status, t.queuedAt),
    index("deliveries_recipient").on(t.recipientId, t.queuedAt),
    index("deliveries_booking").on(t.bookingId),
  ],
);
