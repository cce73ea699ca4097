import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LAG_SECONDS_MAX } from "@/server/gateway/audit/check";
import { AUDIT_CHECKS, runAudit } from "@/server/gateway/audit/run-audit";
import { advanceStays } from "@/server/modules/bookings/advance-stays";
import { cancelBooking } from "@/server/modules/bookings/cancel-booking";
import { releaseFunds } from "@/server/modules/payments/release-funds";
import { rebuildSearchDocuments } from "@/server/modules/search/rebuild-search-documents";
import { type BookingId, type ListingId, uuidOf } from "@/server/primitives/id";
import { localDate } from "@/server/primitives/local-date";
import { stay } from "@/server/primitives/stay";
import { addMs, MINUTE_MS } from "@/server/primitives/zoned";
import { type MoneyMarket, openMoneyMarket } from "@/tests/support/money-market";

let market: MoneyMarket;
let later: Date;
let bookingId: BookingId;
let listingId: ListingId;
const WIDE = { recordsMax: 1_000, msMax: 20_000 };

beforeAll(async () => {
  market = await openMoneyMarket();
  later = addMs(market.now, 10 * MINUTE_MS);
  ({ bookingId, listingId } = await market.bookStay());
  const gone = await market.bookStay();
  await cancelBooking(gone.guest, { bookingId: gone.bookingId, reason: "", expectedRefundMinor: 53_248 });
  await market.bookStay({ stay: stay(localDate("2026-06-01"), localDate("2026-06-04")) });
  const late = await market.holdAndPay({ paidAt: addMs(market.now, 20 * MINUTE_MS) });
  await market.bookStay({ listingId: late.listingId, now: addMs(market.now, 16 * MINUTE_MS) });
  later = addMs(market.now, 30 * MINUTE_MS);
  await market.settle(later);
  await rebuildSearchDocuments(market.db, { now: later });
  later = addMs(market.now, 40 * MINUTE_MS);
});
afterAll(() => market.close());

/** The consumers of analytics are not run in this market; their checks are tried by breaking them. */
const FOLLOWERS = new Set(["I17", "I18"]);
const audit = async (now = later) => (await runAudit(market.systemAt(now))).checks;
const idsBroken = async () =>
  (await audit()).filter((check) => check.violations > 0).map((check) => check.id);

test("a market in which guests booked, paid late and cancelled breaks no invariant, and everything was counted", async () => {
  const checks = await audit();
  expect(checks.map((check) => check.id)).toEqual(Array.from({ length: 18 }, (_, index) => `I${index + 1}`));
  for (const check of checks) expect(check.examples, `${check.id} ${check.name}`).toEqual([]);
  for (const check of checks)
    if (!FOLLOWERS.has(check.id) && check.id !== "I2" && check.id !== "I9")
      expect(check.counted, check.id).toBeGreaterThan(0);
});

test("it holds after check-in and release as well", async () => {
  const released = new Date("2026-05-15T19:00:00Z");
  await advanceStays(market.systemAt(released), WIDE);
  await releaseFunds(market.systemAt(released), WIDE);
  await market.settle(released);
  expect(await idsBroken()).toEqual([]);
});

/** Each way to break the market, and the check that must notice. Undone afterwards. */
const SEEDED: readonly [string, (ids: { booking: string; listing: string }) => string][] = [
  ["I1", ({ booking }) => `delete from night_claims where claim_id = '${booking}'`],
  [
    "I2",
    ({ booking }) =>
      `update night_claims set night = night + 30 where claim_id = '${booking}' and night = '2026-05-16'`,
  ],
  [
    "I3",
    ({ listing }) =>
      `update search_documents set nights_free = set_bit(nights_free, 40, 1 - get_bit(nights_free, 40))
       where listing_id = '${listing}'`,
  ],
  // A stay whose nights the document still offers: what a lost event would leave behind.
  [
    "I3",
    ({ listing }) =>
      `update search_documents set nights_free = ~(b'0'::bit(512)) where listing_id = '${listing}'`,
  ],
  ["I4", ({ booking }) => `update bookings set status = 'expired' where id = '${booking}'`],
  ["I5", ({ booking }) => `update bookings set status = 'completed' where id = '${booking}'`],
  [
    "I5",
    ({ booking }) => `delete from booking_transitions where booking_id = '${booking}' and to_status = 'held'`,
  ],
  [
    "I6",
    ({
      booking,
    }) => `set session_replication_role = replica; update ledger_entries set amount_minor = amount_minor + 1
     where booking_id = '${booking}' and account = 'held_funds'`,
  ],
  ["I7", () => "alter table ledger_entries disable trigger ledger_entries_immutable"],
  [
    "I8",
    ({ booking }) => `update payments set amount_minor = amount_minor + 1 where booking_id = '${booking}'`,
  ],
  [
    "I9",
    ({
      booking,
    }) => `set session_replication_role = replica; update ledger_entries set amount_minor = -2 * amount_minor
     where booking_id = '${booking}' and account = 'host_payable'`,
  ],
  [
    "I10",
    ({ booking }) =>
      `update payments set refunded_minor = 1 where booking_id <> '${booking}' and refunded_minor > 0`,
  ],
  ["I11", () => "update payments set charge_id = 'ch_one'"],
  ["I12", ({ booking }) => `update payments set charge_id = 'ch_other' where booking_id = '${booking}'`],
  ["I13", ({ booking }) => `update bookings set total_minor = total_minor + 1 where id = '${booking}'`],
  [
    "I14",
    ({ booking }) => `delete from event_log where type = 'booking.confirmed' and payload->>'code' =
     (select code from bookings where id = '${booking}')`,
  ],
  ["I15", () => "update refunds set status = 'requested', requested_at = requested_at - interval '3 hours'"],
  [
    "I16",
    () =>
      "update event_placings set first_position = first_position + 100000, last_position = last_position + 100000",
  ],
  [
    "I16",
    () =>
      "update event_placings set seqs = array(select s from unnest(seqs) s order by s desc) where cardinality(seqs) > 1",
  ],
  ["I16", () => "delete from event_placings"],
  ["I16", () => "insert into unplaced_events select topic, partition, seq from event_places limit 1"],
  [
    "I17",
    () => `insert into unplaced_events select topic, partition, seq from event_log;
     update event_log set occurred_at = occurred_at - interval '1 hour'`,
  ],
  [
    "I18",
    ({
      booking,
      listing,
    }) => `insert into analytics.booking_facts (event_id, kind, booking_id, listing_id, host_id, guest_id,
       channel, device, occurred_at, time_zone, check_in, check_out, night_count, currency, total_minor, nights_minor, host_fees_minor,
       guest_fee_minor, host_fee_minor, tax_minor)
     select gen_random_uuid(), 'confirmed', '${booking}', '${listing}', host_id, guest_id, 'web', 'phone', now(), 'UTC', check_in,
       check_out, 3, 'USD', 1, 1, 0, 0, 0, 0 from bookings where id = '${booking}'`,
  ],
];

describe("a market that is broken on purpose", () => {
  test("is broken for every check there is", () => {
    expect([...new Set(SEEDED.map(([id]) => id))]).toEqual(AUDIT_CHECKS.map((check) => check.id));
  });

  test.each(SEEDED)("%s notices (%#)", async (id, breakIt) => {
    const check = await auditBroken(id, breakIt({ booking: uuidOf(bookingId), listing: uuidOf(listingId) }));
    expect(check?.violations).toBeGreaterThan(0);
    expect(check?.examples.join()).not.toContain("check itself failed");
  });

  test("a search document is given the stated lag to follow a change, and no longer", async () => {
    const damage = `update search_documents set nights_free = ~nights_free where listing_id = '${uuidOf(listingId)}'`;
    const changed = (secondsAgo: number) =>
      `${damage}; update event_log set occurred_at = '${later.toISOString()}'::timestamptz - interval '${secondsAgo} seconds'
       where key = '${listingId}'`;
    expect(await auditBroken("I3", changed(LAG_SECONDS_MAX - 1))).toMatchObject({ violations: 0 });
    expect(await auditBroken("I3", changed(LAG_SECONDS_MAX + 1))).toMatchObject({
      violations: 1,
      examples: [listingId],
    });
  });
});

/** What one check says of the market after `damage`, which is undone again. */
async function auditBroken(id: string, damage: string) {
  const client = new pg.Client({ connectionString: market.url });
  await client.connect();
  try {
    await client.query("begin");
    await client.query(damage);
    const ctx = { ...market.systemAt(later), db: drizzle(client) as never };
    const { checks } = await runAudit(
      ctx,
      AUDIT_CHECKS.filter((check) => check.id === id),
    );
    return checks[0];
  } finally {
    await client.query("rollback");
    await client.end();
  }
}

test("a gateway that does not answer is named, and breaks nothing", async () => {
  market.gateway.failNext(1);
  const check = (await audit()).find(({ id }) => id === "I12");
  expect(check).toMatchObject({
    counted: 0,
    violations: 0,
    examples: [expect.stringContaining("not compared")],
  });
});
