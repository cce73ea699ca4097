/** The same figures by another hand: DuckDB over the distinct events' own payloads, in SQL that shares nothing with ours. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type DuckDBAppender, type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { EventRecord } from "@/server/events/define-event";
import { PART_COLUMNS, PARTS, type Part } from "@/server/modules/analytics/tables";
import type { ListingId } from "@/server/primitives/id";
import { uuidOf } from "@/server/primitives/id";

const TEXTS = ["channel", "device", "source", "place", "checkIn", "checkOut", "currency", "cause"] as const;
const NUMBERS = [
  "matchCount",
  "nightCount",
  "leadDays",
  "totalMinor",
  "nightsMinor",
  "hostFeesMinor",
  "guestFeeMinor",
  "hostFeeMinor",
  "taxMinor",
  "refundMinor",
  "nightsRefundMinor",
  "guestFeeRefundMinor",
  "hostFeeRefundMinor",
  "taxRefundMinor",
  "amountMinor",
  "feeMinor",
] as const;

/** What each part adds up, over events `e`. */
const SUM_OF: Readonly<Record<Part, string>> = {
  searches: "count(*) filter (type = 'search.performed')",
  views: "count(*) filter (type = 'listing.viewed')",
  quotes: "count(*) filter (type = 'quote.shown')",
  saves: "count(*) filter (type = 'listing.saved')",
  holds: "count(*) filter (type = 'booking.held')",
  expiredHolds: "count(*) filter (type = 'booking.expired')",
  bookings: "count(*) filter (type = 'booking.confirmed')",
  cancellations: "count(*) filter (type = 'booking.cancelled')",
  nightsBooked: "sum(nightCount) filter (type = 'booking.confirmed')",
  nightsCancelled: `sum(date_diff('day', least(checkOut::date, greatest(checkIn::date, happened::date)), checkOut::date))
    filter (type = 'booking.cancelled')`,
  leadDays: "sum(leadDays) filter (type = 'booking.confirmed')",
  grossMinor: "sum(totalMinor) filter (type = 'booking.confirmed')",
  accommodationMinor: "sum(nightsMinor) filter (type = 'booking.confirmed')",
  hostFeesMinor: "sum(hostFeesMinor) filter (type = 'booking.confirmed')",
  guestFeeMinor: "sum(guestFeeMinor) filter (type = 'booking.confirmed')",
  hostFeeMinor: "sum(hostFeeMinor) filter (type = 'booking.confirmed')",
  taxMinor: "sum(taxMinor) filter (type = 'booking.confirmed')",
  refundMinor: "sum(refundMinor) filter (type = 'booking.cancelled')",
  accommodationRefundMinor: "sum(nightsRefundMinor) filter (type = 'booking.cancelled')",
  serviceFeeRefundMinor: "sum(guestFeeRefundMinor + hostFeeRefundMinor) filter (type = 'booking.cancelled')",
  taxRefundMinor: "sum(taxRefundMinor) filter (type = 'booking.cancelled')",
  paidMinor: "sum(amountMinor) filter (type = 'payment.succeeded')",
  pspFeeMinor: "sum(coalesce(feeMinor, 0)) filter (type = 'payment.succeeded')",
  returnedMinor: "sum(amountMinor) filter (type = 'payment.refund_succeeded')",
};

/** Which events belong to a rollup row of each dimension, and of which value. */
const DIMENSIONS = `
  select 'market' as dimension, '' as value, e.* from e where family <> 'silent'
  union all select 'listing', listing, e.* from e where listing is not null and family in ('interaction', 'booking')
  union all select 'channel', coalesce(case channel when 'rest' then 'api' else channel end, 'unknown'), e.* from e
    where family in ('interaction', 'booking')
  union all select 'device', coalesce(device, 'unknown'), e.* from e where family in ('interaction', 'booking')
  union all select 'source', source, e.* from e where type = 'listing.viewed'`;

const rollup = (period: string) => `
  select ${period} as period, dimension, value, case family when 'interaction' then '' else currency end as currency,
    ${PARTS.map((part) => `coalesce(${SUM_OF[part]}, 0)::bigint as ${PART_COLUMNS[part]}`).join(", ")}
  from (${DIMENSIONS}) group by 1, 2, 3, 4`;

const NIGHTS = `
  with stays as (
    select listing, currency, type, happened, nightCount, nightsMinor, checkIn::date as first_night,
      unnest(range(nightCount)) as nth from e where type in ('booking.confirmed', 'booking.cancelled')),
  sold as (
    select listing, first_night + nth::int as night, currency, case type when 'booking.confirmed' then 1 else -1 end as change,
      nightsMinor // nightCount + case when nth < nightsMinor % nightCount then 1 else 0 end as amount
    from stays where type = 'booking.confirmed' or first_night + nth::int >= happened::date),
  blocked as (
    select listing, checkIn::date + unnest(range(date_diff('day', checkIn::date, checkOut::date)))::int as night,
      case cause when 'blocked' then 1 else -1 end as change
    from e where type = 'calendar.nights_changed' and cause in ('blocked', 'unblocked'))
  select listing, night::text as night, currency, sum(sold)::bigint as sold, sum(revenue)::bigint as revenue,
    sum(blocked)::bigint as blocked
  from (select listing, night, currency, change as sold, change * amount as revenue, 0 as blocked from sold
        union all select listing, night, '', 0, 0, change from blocked) group by 1, 2, 3`;

const DEMAND = `
  with sought as (
    select coalesce(place, '') as place, matchCount, checkIn::date as first_night,
      unnest(range(date_diff('day', checkIn::date, checkOut::date))) as nth
    from e where type = 'search.performed' and checkIn is not null)
  select (first_night + nth::int)::text as night, place, count(*)::bigint as searches,
    (count(*) filter (matchCount between 1 and 3))::bigint as few, (count(*) filter (matchCount = 0))::bigint as empty,
    (count(*) filter (nth = 0))::bigint as arrivals, (count(*) filter (nth = 0 and matchCount between 1 and 3))::bigint as few_arrivals,
    (count(*) filter (nth = 0 and matchCount = 0))::bigint as empty_arrivals
  from sought group by 1, 2`;

/** Each table of ours: what it should hold, and how its rows are read from PostgreSQL as text. */
const COMPARED = {
  rollup_hourly: {
    expected: rollup("strftime(date_trunc('hour', happened), '%Y-%m-%dT%H')"),
    ours: `to_char(hour at time zone 'UTC', 'YYYY-MM-DD"T"HH24') as period, dimension, value, currency, ${PARTS.map((part) => PART_COLUMNS[part]).join(", ")}`,
    texts: 4,
    numbers: PARTS.length,
  },
  rollup_daily: {
    expected: rollup("strftime(happened, '%Y-%m-%d')"),
    ours: `day::text as period, dimension, value, currency, ${PARTS.map((part) => PART_COLUMNS[part]).join(", ")}`,
    texts: 4,
    numbers: PARTS.length,
  },
  listing_nights: {
    expected: NIGHTS,
    ours: "listing_id::text, night::text, currency, sold, revenue_minor, blocked",
    texts: 3,
    numbers: 3,
  },
  demand_nights: {
    expected: DEMAND,
    ours: "night::text, place, searches, few_searches, empty_searches, arrivals, few_arrivals, empty_arrivals",
    texts: 2,
    numbers: 6,
  },
} as const;
export type ComparedTable = keyof typeof COMPARED;

export interface Comparison {
  readonly table: ComparedTable;
  readonly rows: number;
  /** Rows of either that the other lacks. */
  readonly differences: number;
}

const MEMORY_MAX = "4GB";
const FLUSH_ROWS = 100_000;

export class Reference {
  #appended = 0;
  private constructor(
    private readonly folder: string,
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
    private readonly appender: DuckDBAppender,
  ) {}

  /** In a file, with little memory: fifty million events and the sums of each hour are more than a machine of 24 GB holds. */
  static async open(): Promise<Reference> {
    const folder = await mkdtemp(path.join(tmpdir(), "roost-duckdb-"));
    const instance = await DuckDBInstance.create(path.join(folder, "reference"), {
      memory_limit: MEMORY_MAX,
    });
    const connection = await instance.connect();
    await connection.run(`create table events (type text, happened timestamp, listing text,
      ${TEXTS.map((name) => `${name} text`).join(", ")}, ${NUMBERS.map((name) => `${name} bigint`).join(", ")})`);
    return new Reference(folder, instance, connection, await connection.createAppender("events"));
  }

  add(event: EventRecord): void {
    const payload = event.payload as Readonly<Record<string, unknown>>;
    const { appender } = this;
    appender.appendVarchar(event.type);
    appender.appendVarchar(event.occurredAt.toISOString().replace("Z", ""));
    const { listingId } = payload;
    if (typeof listingId === "string") appender.appendVarchar(uuidOf(listingId as ListingId));
    else appender.appendNull();
    for (const name of TEXTS) {
      const value = payload[name];
      if (typeof value === "string") appender.appendVarchar(value);
      else appender.appendNull();
    }
    for (const name of NUMBERS) {
      const value = payload[name];
      if (typeof value === "number") appender.appendBigInt(BigInt(value));
      else appender.appendNull();
    }
    appender.endRow();
    this.#appended += 1;
    if (this.#appended % FLUSH_ROWS === 0) appender.flushSync();
  }

  /** Compares every table of a store, whose rows `read` gives in pages. */
  async compare(
    read: (table: ComparedTable, columns: string) => AsyncIterable<readonly unknown[]>,
  ): Promise<Comparison[]> {
    this.appender.flushSync();
    await this.connection.run(`create or replace view e as select *, case
      when type in ('search.performed', 'listing.viewed', 'quote.shown', 'listing.saved') then 'interaction'
      when type in ('booking.held', 'booking.expired', 'booking.confirmed', 'booking.cancelled') then 'booking'
      when type in ('payment.succeeded', 'payment.refund_succeeded') then 'payment' else 'silent' end as family from events`);
    const comparisons: Comparison[] = [];
    for (const table of Object.keys(COMPARED) as ComparedTable[])
      comparisons.push(await this.#compareOne(table, read));
    return comparisons;
  }

  async #compareOne(
    table: ComparedTable,
    read: (table: ComparedTable, columns: string) => AsyncIterable<readonly unknown[]>,
  ): Promise<Comparison> {
    const { expected, ours, texts, numbers } = COMPARED[table];
    await this.connection.run(`create or replace table expected as ${expected}`);
    await this.connection.run(`create or replace table ours as select * from expected limit 0`);
    const appender = await this.connection.createAppender("ours");
    let appended = 0;
    for await (const row of read(table, ours)) {
      for (const text of row.slice(0, texts)) appender.appendVarchar(String(text));
      for (const number of row.slice(texts, texts + numbers)) appender.appendBigInt(BigInt(String(number)));
      appender.endRow();
      appended += 1;
      if (appended % FLUSH_ROWS === 0) appender.flushSync();
    }
    appender.closeSync();
    const answer = await this.connection.runAndReadAll(`select
      (select count(*) from expected), (select count(*) from (from ours except all from expected))
        + (select count(*) from (from expected except all from ours))`);
    const [row] = answer.getRows();
    return { table, rows: Number(row?.[0] ?? 0), differences: Number(row?.[1] ?? -1) };
  }

  async close(): Promise<void> {
    this.connection.closeSync();
    this.instance.closeSync();
    await rm(this.folder, { recursive: true, force: true });
  }
}
