import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, integer, jsonb, pgTable, text, unique } from "drizzle-orm/pg-core";
import { people } from "@/server/modules/accounts/tables";
import { idColumn, instantColumn, localDateColumn, minorColumn } from "@/server/platform/columns";

/** What a guest is to pay for one purpose of one booking; at most one charge ever comes of it. */
export const payments = pgTable(
  "payments",
  {
    id: idColumn("payment", "id").primaryKey(),
    bookingId: idColumn("booking", "booking_id").notNull(),
    guestId: idColumn("person", "guest_id")
      .notNull()
      .references(() => people.id),
    purpose: text("purpose", { enum: ["stay"] }).notNull(),
    status: text("status", {
      enum: ["open", "requires_action", "failed", "succeeded", "canceled"],
    }).notNull(),
    currency: text("currency").notNull(),
    amountMinor: minorColumn("amount_minor").notNull(),
    refundedMinor: minorColumn("refunded_minor").notNull().default(0),
    feeMinor: minorColumn("fee_minor"),
    intentId: text("intent_id").unique(),
    chargeId: text("charge_id"),
    cardBrand: text("card_brand"),
    cardLast4: text("card_last4"),
    failureCode: text("failure_code"),
    /** The hold's end; a payment that arrives later is booked if the nights are free, else refunded. */
    payableUntil: instantColumn("payable_until").notNull(),
    createdAt: instantColumn("created_at").notNull(),
    settledAt: instantColumn("settled_at"),
    /** When the sweep reads the intent again, should no webhook come; null: never. */
    nextSyncAt: instantColumn("next_sync_at"),
  },
  (t) => [
    index("payments_next_sync").on(t.nextSyncAt),
    unique("payments_booking_purpose").on(t.bookingId, t.purpose),
    index("payments_guest").on(t.guestId),
    check(
      "payments_refunded_within",
      sql`${t.refundedMinor} >= 0 and ${t.refundedMinor} <= ${t.amountMinor}`,
    ),
  ],
);

export const refunds = pgTable(
  "refunds",
  {
    id: idColumn("refund", "id").primaryKey(),
    paymentId: idColumn("payment", "payment_id")
      .notNull()
      .references(() => payments.id),
    bookingId: idColumn("booking", "booking_id").notNull(),
    amountMinor: minorColumn("amount_minor").notNull(),
    currency: text("currency").notNull(),
    reason: text("reason", {
      enum: ["cancelled_by_guest", "cancelled_by_host", "cancelled_by_operator", "late_payment"],
    }).notNull(),
    status: text("status", { enum: ["requested", "sent", "succeeded", "failed"] }).notNull(),
    gatewayRefundId: text("gateway_refund_id").unique(),
    failure: text("failure"),
    requestedAt: instantColumn("requested_at").notNull(),
    settledAt: instantColumn("settled_at"),
  },
  (t) => [
    index("refunds_payment").on(t.paymentId),
    index("refunds_open").on(t.requestedAt).where(sql`${t.status} in ('requested', 'sent')`),
    unique("refunds_booking_reason").on(t.bookingId, t.reason),
  ],
);

/** Webhooks as they came: verified, stored once, worked off by a consumer that reads the object's present state. */
export const stripeInbox = pgTable(
  "stripe_inbox",
  {
    gatewayEventId: text("gateway_event_id").primaryKey(),
    type: text("type").notNull(),
    objectId: text("object_id").notNull(),
    intentId: text("intent_id"),
    livemode: boolean("livemode").notNull(),
    account: text("account"),
    gatewayCreatedAt: instantColumn("gateway_created_at").notNull(),
    receivedAt: instantColumn("received_at").notNull(),
    deliveryCount: integer("delivery_count").notNull().default(1),
    status: text("status", { enum: ["received", "handled", "ignored", "quarantined", "failed"] }).notNull(),
    attempts: integer("attempts").notNull().default(0),
    nextAttemptAt: instantColumn("next_attempt_at"),
    outcome: text("outcome"),
    handledAt: instantColumn("handled_at"),
  },
  (t) => [index("stripe_inbox_open").on(t.status, t.receivedAt)],
);

/** A confirmed booking's money until it is the host's, the market's and the tax office's: the frozen split, and what is due. */
export const heldFunds = pgTable(
  "held_funds",
  {
    bookingId: idColumn("booking", "booking_id").primaryKey(),
    hostId: idColumn("person", "host_id")
      .notNull()
      .references(() => people.id),
    currency: text("currency").notNull(),
    totalMinor: minorColumn("total_minor").notNull(),
    /** Nights and host fees less the host service fee. */
    hostMinor: minorColumn("host_minor").notNull(),
    /** Guest and host service fee. */
    feeMinor: minorColumn("fee_minor").notNull(),
    taxMinor: minorColumn("tax_minor").notNull(),
    checkIn: localDateColumn("check_in").notNull(),
    nightCount: integer("night_count").notNull(),
    timeZone: text("time_zone").notNull(),
    checkInFromMinutes: integer("check_in_from_minutes").notNull(),
    nightsReleased: integer("nights_released").notNull().default(0),
    /** Null once everything is released or settled. */
    nextReleaseAt: instantColumn("next_release_at"),
  },
  (t) => [
    index("held_funds_due").on(t.nextReleaseAt),
    check("held_funds_split", sql`${t.hostMinor} + ${t.feeMinor} + ${t.taxMinor} = ${t.totalMinor}`),
  ],
);

/** Accounts of the ledger. A booking's money is told apart by `booking_id` on the entries, not by more accounts. */
export const LEDGER_ACCOUNTS = [
  "guest_receivable",
  "gateway_balance",
  "held_funds",
  "host_payable",
  "service_fee_revenue",
  "tax_payable",
  "refunds_payable",
  "psp_fees",
  "chargebacks",
  "host_debt",
] as const;
export type LedgerAccount = (typeof LEDGER_ACCOUNTS)[number];

/** Immutable: the database refuses update and delete, and a commit that does not sum to zero per currency. */
export const ledgerTransactions = pgTable(
  "ledger_transactions",
  {
    id: idColumn("ledgertx", "id").primaryKey(),
    /** Made by the client of the ledger from what caused it, so a repeat posts nothing. */
    causeKey: text("cause_key").notNull().unique(),
    kind: text("kind").notNull(),
    description: text("description").notNull(),
    bookingId: idColumn("booking", "booking_id"),
    references: jsonb("references").$type<Record<string, string>>().notNull().default({}),
    occurredAt: instantColumn("occurred_at").notNull(),
  },
  (t) => [index("ledger_transactions_booking").on(t.bookingId)],
);

/** Debit positive, credit negative, in minor units. */
export const ledgerEntries = pgTable(
  "ledger_entries",
  {
    seq: bigint("seq", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    transactionId: idColumn("ledgertx", "transaction_id")
      .notNull()
      .references(() => ledgerTransactions.id),
    account: text("account", { enum: LEDGER_ACCOUNTS }).notNull(),
    currency: text("currency").notNull(),
    amountMinor: minorColumn("amount_minor").notNull(),
    bookingId: idColumn("booking", "booking_id"),
    hostId: idColumn("person", "host_id"),
  },
  (t) => [
    index("ledger_entries_transaction").on(t.transactionId),
    index("ledger_entries_booking").on(t.bookingId),
    index("ledger_entries_account").on(t.account, t.currency),
    check("ledger_entries_not_zero", sql`${t.amountMinor} <> 0`),
  ],
);
