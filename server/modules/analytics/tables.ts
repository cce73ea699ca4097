/**
 * The analytics store, in a PostgreSQL schema of its own: facts (one row per event, never changed) and rollups (additive
 * parts only). All of it follows from the events and can be dropped and rebuilt.
 */
import { sql } from "drizzle-orm";
import {
  bigint,
  index,
  integer,
  type PgColumnBuilderBase,
  pgSchema,
  primaryKey,
  text,
  timestamp,
} from "drizzle-orm/pg-core";
import { idColumn, instantColumn, localDateColumn, minorColumn } from "@/server/platform/columns";

/** What adds up. A rollup row has one column per part; `rules.ts` turns sums of parts into the figures people read. */
export const PARTS = [
  "searches",
  "views",
  "quotes",
  "saves",
  "holds",
  "expiredHolds",
  "bookings",
  "cancellations",
  "nightsBooked",
  "nightsCancelled",
  "leadDays",
  "grossMinor",
  "accommodationMinor",
  "hostFeesMinor",
  "guestFeeMinor",
  "hostFeeMinor",
  "taxMinor",
  "refundMinor",
  "accommodationRefundMinor",
  "serviceFeeRefundMinor",
  "taxRefundMinor",
  "paidMinor",
  "pspFeeMinor",
  "returnedMinor",
] as const;
export type Part = (typeof PARTS)[number];
export type Parts = Record<Part, number>;

/** What a rollup row is of. A source (where a view came from) counts views alone. */
const DIMENSIONS = ["market", "listing", "channel", "device", "source"] as const;
export type Dimension = (typeof DIMENSIONS)[number];
/** The channel or device of an event from before it was told. */
export const UNKNOWN = "unknown";

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
export const PART_COLUMNS: Readonly<Record<Part, string>> = Object.fromEntries(
  PARTS.map((part) => [part, snake(part)]),
) as Record<Part, string>;

const sum = (name: string) => bigint(name, { mode: "number" }).notNull().default(0);
const partColumns = () =>
  Object.fromEntries(PARTS.map((part) => [part, sum(PART_COLUMNS[part])])) as Record<
    Part,
    ReturnType<typeof sum>
  > satisfies Record<string, PgColumnBuilderBase>;

const rollupKey = () => ({
  /** Hosts and neighbourhoods are summed from their listings when read, so that a home that moves takes its past along. */
  dimension: text("dimension", { enum: DIMENSIONS }).notNull(),
  /** UUID of the listing, name of the channel, device class or source, empty for the market. */
  value: text("value").notNull(),
  /** Empty for what has no money in it (searches, views). */
  currency: text("currency").notNull(),
});

/** The tables, in any schema: the live one, and the fresh one that a rebuild fills. */
export function analyticsTables(schemaName: string) {
  const schema = pgSchema(schemaName);

  const interactionFacts = schema.table(
    "interaction_facts",
    {
      eventId: idColumn("event", "event_id").primaryKey(),
      kind: text("kind", { enum: ["search", "view", "quote", "save"] }).notNull(),
      /** Null for a save, which only somebody signed in can do. */
      visitorId: text("visitor_id"),
      personId: idColumn("person", "person_id"),
      listingId: idColumn("listing", "listing_id"),
      occurredAt: instantColumn("occurred_at").notNull(),
      channel: text("channel").notNull(),
      device: text("device").notNull(),
      /** For a view: where the guest came from. */
      source: text("source"),
      /** For a search: place as asked (empty for anywhere), how many homes matched; for a quote too: the stay. */
      place: text("place"),
      checkIn: localDateColumn("check_in"),
      checkOut: localDateColumn("check_out"),
      guests: integer("guests"),
      matchCount: integer("match_count"),
    },
    (t) => [
      // Facts come nearly in the sequence of their instants, so a summary of each block range finds a span of days as
      // well as a tree does, at a twentieth of what the tree costs each insert.
      index().using("brin", t.occurredAt).with({ autosummarize: true }),
      index("interaction_facts_viewed").on(t.listingId, t.occurredAt).where(sql`${t.kind} = 'view'`),
      index("interaction_facts_sought").on(t.checkIn).where(sql`${t.kind} = 'search'`),
    ],
  );

  const bookingFacts = schema.table(
    "booking_facts",
    {
      eventId: idColumn("event", "event_id").primaryKey(),
      kind: text("kind", {
        enum: ["held", "expired", "confirmed", "cancelled", "checked_in", "completed"],
      }).notNull(),
      bookingId: idColumn("booking", "booking_id").notNull(),
      listingId: idColumn("listing", "listing_id").notNull(),
      hostId: idColumn("person", "host_id").notNull(),
      guestId: idColumn("person", "guest_id").notNull(),
      channel: text("channel").notNull(),
      device: text("device").notNull(),
      occurredAt: instantColumn("occurred_at").notNull(),
      timeZone: text("time_zone").notNull(),
      checkIn: localDateColumn("check_in").notNull(),
      checkOut: localDateColumn("check_out").notNull(),
      nightCount: integer("night_count").notNull(),
      currency: text("currency").notNull(),
      totalMinor: minorColumn("total_minor").notNull(),
      nightsMinor: minorColumn("nights_minor").notNull(),
      hostFeesMinor: minorColumn("host_fees_minor").notNull(),
      guestFeeMinor: minorColumn("guest_fee_minor").notNull(),
      hostFeeMinor: minorColumn("host_fee_minor").notNull(),
      taxMinor: minorColumn("tax_minor").notNull(),
      /** Days from booking to check-in on the listing's calendar; for `confirmed`. */
      leadDays: integer("lead_days"),
      /** For `cancelled`: by whom, nights that became free again, and what goes back. */
      cancelledBy: text("cancelled_by"),
      releasedNightCount: integer("released_night_count").notNull().default(0),
      refundMinor: minorColumn("refund_minor").notNull().default(0),
      nightsRefundMinor: minorColumn("nights_refund_minor").notNull().default(0),
      serviceFeeRefundMinor: minorColumn("service_fee_refund_minor").notNull().default(0),
      taxRefundMinor: minorColumn("tax_refund_minor").notNull().default(0),
    },
    (t) => [
      index().using("brin", t.occurredAt).with({ autosummarize: true }),
      index("booking_facts_cancelled").on(t.bookingId).where(sql`${t.kind} = 'cancelled'`),
      index().on(t.listingId, t.kind, t.occurredAt),
      index("booking_facts_booked").on(t.guestId, t.occurredAt).where(sql`${t.kind} = 'confirmed'`),
      // Nights are worked out of stays when they are read (`night-store.ts`).
      index("booking_facts_stays")
        .on(t.checkOut, t.checkIn)
        .where(sql`${t.kind} in ('confirmed', 'cancelled')`),
    ],
  );

  const paymentFacts = schema.table(
    "payment_facts",
    {
      eventId: idColumn("event", "event_id").primaryKey(),
      kind: text("kind", { enum: ["paid", "declined", "returned"] }).notNull(),
      paymentId: idColumn("payment", "payment_id").notNull(),
      bookingId: idColumn("booking", "booking_id").notNull(),
      occurredAt: instantColumn("occurred_at").notNull(),
      currency: text("currency").notNull(),
      amountMinor: minorColumn("amount_minor").notNull(),
      pspFeeMinor: minorColumn("psp_fee_minor").notNull().default(0),
    },
    (t) => [index().on(t.occurredAt)],
  );

  /** When a home could be booked and when not; the last one before an instant holds at it. */
  const supplyFacts = schema.table(
    "supply_facts",
    {
      eventId: idColumn("event", "event_id").primaryKey(),
      listingId: idColumn("listing", "listing_id").notNull(),
      hostId: idColumn("person", "host_id").notNull(),
      published: integer("published").notNull(),
      /** Empty on a pause: the place is that of the last publication. */
      city: text("city").notNull(),
      neighbourhood: text("neighbourhood").notNull(),
      occurredAt: instantColumn("occurred_at").notNull(),
    },
    (t) => [index().on(t.listingId, t.occurredAt)],
  );

  /** Nights a host took off the market (+1) or put back (−1). */
  const blockFacts = schema.table(
    "block_facts",
    {
      eventId: idColumn("event", "event_id").primaryKey(),
      listingId: idColumn("listing", "listing_id").notNull(),
      checkIn: localDateColumn("check_in").notNull(),
      checkOut: localDateColumn("check_out").notNull(),
      change: integer("change").notNull(),
      occurredAt: instantColumn("occurred_at").notNull(),
    },
    (t) => [index().on(t.checkOut, t.checkIn), index().on(t.listingId, t.checkOut)],
  );

  /**
   * By night and place as asked: searches for stays that hold the night, and those of them that found nothing or little.
   * `arrivals` count a search once, at its check-in.
   */
  const demandNights = schema.table(
    "demand_nights",
    {
      night: localDateColumn("night").notNull(),
      place: text("place").notNull(),
      searches: sum("searches"),
      fewSearches: sum("few_searches"),
      emptySearches: sum("empty_searches"),
      arrivals: sum("arrivals"),
      fewArrivals: sum("few_arrivals"),
      emptyArrivals: sum("empty_arrivals"),
    },
    (t) => [primaryKey({ columns: [t.night, t.place] })],
  );

  /** By hour of the event, so that late events correct themselves. */
  const hourly = schema.table(
    "rollup_hourly",
    {
      hour: timestamp("hour", { withTimezone: true, mode: "date" }).notNull(),
      ...rollupKey(),
      ...partColumns(),
    },
    (t) => [
      primaryKey({ columns: [t.dimension, t.value, t.hour, t.currency] }),
      index().on(t.hour, t.dimension),
    ],
  );

  /** By UTC day of the event. Screens that show a zone's own days sum hours instead. */
  const daily = schema.table(
    "rollup_daily",
    { day: localDateColumn("day").notNull(), ...rollupKey(), ...partColumns() },
    (t) => [
      primaryKey({ columns: [t.dimension, t.value, t.day, t.currency] }),
      index().on(t.day, t.dimension),
    ],
  );

  return {
    schema,
    interactionFacts,
    bookingFacts,
    paymentFacts,
    supplyFacts,
    blockFacts,
    demandNights,
    hourly,
    daily,
  };
}
export type AnalyticsTables = ReturnType<typeof analyticsTables>;

export const ANALYTICS_SCHEMA = "analytics";
export const ANALYTICS_TABLE_NAMES = [
  "interaction_facts",
  "booking_facts",
  "payment_facts",
  "supply_facts",
  "block_facts",
  "demand_nights",
  "rollup_hourly",
  "rollup_daily",
] as const;

export const analyticsLive = analyticsTables(ANALYTICS_SCHEMA);
/** Named one by one for the migration generator, which reads a module's exports. */
export const {
  schema: analyticsSchema,
  interactionFacts,
  bookingFacts,
  paymentFacts,
  supplyFacts,
  blockFacts,
  demandNights,
  hourly: rollupHourly,
  daily: rollupDaily,
} = analyticsLive;

/** Beside the store, so that a rebuild's swap leaves it alone: every rebuild and what it found. */
export const analyticsHistory = pgSchema("analytics_history");
export const rebuilds = analyticsHistory.table(
  "rebuilds",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    startedAt: instantColumn("started_at").notNull(),
    endedAt: instantColumn("ended_at"),
    eventCount: bigint("event_count", { mode: "number" }).notNull().default(0),
    /** Totals that were not the same in the live store and the new one; null until it has ended. */
    differences: integer("differences"),
    /** `compared` leaves the live store in place; `failed` says why in `error`. */
    result: text("result", { enum: ["running", "swapped", "compared", "failed"] }).notNull(),
    error: text("error"),
  },
  (t) => [index().on(t.startedAt)],
);
