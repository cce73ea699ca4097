import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EventDefinition } from "@/server/events/define-event";
import * as bookingEvents from "@/server/modules/bookings/events";
import * as calendarEvents from "@/server/modules/calendar/events";
import * as listingEvents from "@/server/modules/listings/events";
import * as paymentEvents from "@/server/modules/payments/events";
import * as reviewEvents from "@/server/modules/reviews/events";
import { refreshDocumentsOnChanges } from "@/server/modules/search/consumers/refresh-documents-on-changes";
import * as searchEvents from "@/server/modules/search/events";
import * as wishlistEvents from "@/server/modules/wishlists/events";
import { verifyPassword } from "@/server/platform/password";
import { createTestDatabase, type TestDatabase } from "@/tests/support/postgres";
import { makeDemoMarket } from "./make-demo-market";
import { DEMO_PASSWORD } from "./people-rows";

const MODULES = [
  bookingEvents,
  calendarEvents,
  listingEvents,
  paymentEvents,
  reviewEvents,
  searchEvents,
  wishlistEvents,
];
/** Every event that a module declares, by its type. */
const CONTRACTS = new Map(
  MODULES.flatMap((module): unknown[] => Object.values(module))
    .filter(
      (value): value is EventDefinition => typeof value === "object" && value !== null && "keyOf" in value,
    )
    .map((event) => [event.type, event]),
);
const NOW = new Date("2026-04-28T19:30:00.000Z");
const LISTINGS = 40;

let database: TestDatabase;
let sandbox: TestDatabase;
let client: pg.Client;

const load = (url: string, seed = 3, listings = LISTINGS) =>
  makeDemoMarket({
    databaseUrl: url,
    quoteSecret: "a-secret-of-tests-that-is-long-enough-0123456789",
    city: "albany",
    listings,
    seed,
    now: NOW,
    consumersToPass: [refreshDocumentsOnChanges],
    sandboxUrl: sandbox.url,
    report: () => undefined,
  });

async function count(text: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from (${text}) counted`,
  );
  return rows[0]?.count ?? -1;
}

beforeAll(async () => {
  database = await createTestDatabase();
  sandbox = await createTestDatabase({ empty: true });
  await load(database.url);
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  // A whole market is made: most of a minute where nothing else runs.
}, 240_000);
afterAll(async () => {
  await client.end();
  await database.drop();
  await sandbox.drop();
});

describe("a loaded demo market", () => {
  it("has a search document for each home, and a place for each document", async () => {
    expect(await count("select 1 from search_documents")).toBe(LISTINGS);
    expect(
      await count(
        "select 1 from search_documents d where not exists (select 1 from places p where p.id = d.place_path)",
      ),
    ).toBe(0);
  });

  it("claims each night of each standing booking and no other", async () => {
    const nights =
      "select b.id, generate_series(check_in, check_out - 1, interval '1 day')::date as night, b.listing_id from bookings b where status in ('confirmed', 'checked_in', 'completed')";
    expect(
      await count(`select 1 from (${nights}) n full join (select * from night_claims where kind = 'booking') c
        on c.listing_id = n.listing_id and c.night = n.night and c.claim_id = n.id where n.id is null or c.claim_id is null`),
    ).toBe(0);
  });

  it("has each status where the clock puts it", async () => {
    const wrong = `select 1 from bookings where
      (status = 'completed' and check_out_at > $now) or (status = 'confirmed' and check_in_at <= $now)
      or (status = 'checked_in' and (check_in_at > $now or check_out_at <= $now)) or held_at > $now`;
    expect(await count(wrong.replaceAll("$now", `'${NOW.toISOString()}'`))).toBe(0);
  });

  it("has holds that lapsed unpaid, which claim no night and move no money", async () => {
    expect(await count("select 1 from bookings where status = 'expired'")).toBeGreaterThan(0);
    expect(
      await count(`select 1 from bookings b where status = 'expired' and (confirmed_at is not null
        or exists (select from night_claims c where c.claim_id = b.id)
        or exists (select from ledger_transactions t where t.booking_id = b.id)
        or not exists (select from payments p where p.booking_id = b.id and p.status = 'open' and p.intent_id is null)
        or (select array_agg(to_status order by seq) from booking_transitions t where t.booking_id = b.id) <> '{held,expired}')`),
    ).toBe(0);
    expect(await count("select 1 from event_log where type = 'booking.expired'")).toBe(
      await count("select 1 from bookings where status = 'expired'"),
    );
  });

  it("balances each ledger transaction and owes guests and the past nothing", async () => {
    expect(
      await count("select 1 from ledger_entries group by transaction_id having sum(amount_minor) <> 0"),
    ).toBe(0);
    expect(
      await count(
        "select 1 from ledger_entries where account in ('guest_receivable', 'refunds_payable') group by booking_id, account having sum(amount_minor) <> 0",
      ),
    ).toBe(0);
    expect(
      await count(`select 1 from ledger_entries e join bookings b on b.id = e.booking_id where account = 'held_funds'
        and (status like 'cancelled%' or check_in_at < '${NOW.toISOString()}'::timestamptz - interval '70 days' and check_out_at < '${NOW.toISOString()}')
        group by b.id having sum(amount_minor) <> 0`),
    ).toBe(0);
  });

  it("leaves the release job nothing that was due", async () => {
    expect(await count(`select 1 from held_funds where next_release_at <= '${NOW.toISOString()}'`)).toBe(0);
  });

  it("charges what the quote says, and refunds no more", async () => {
    expect(
      await count(`select 1 from bookings b join payments p on p.booking_id = b.id
        where p.amount_minor <> b.total_minor or (b.snapshot->'quote'->'total'->>'amountMinor')::bigint <> b.total_minor
          or p.refunded_minor <> coalesce(b.refund_minor, 0)`),
    ).toBe(0);
  });

  it("keeps ratings equal to the reviews they are made of", async () => {
    expect(
      await count(`select 1 from listings l left join (select listing_id, count(*) as n, sum(rating) * 100 as stars from reviews group by 1) r
        on r.listing_id = l.id where l.review_count <> coalesce(r.n, 0) or l.rating_sum_centi <> coalesce(r.stars, 0)`),
    ).toBe(0);
  });

  it("tells in events what the tables hold, each event in the words of its contract", async () => {
    const { rows } = await client.query<{ type: string; payload: unknown }>(
      "select distinct on (type) type, payload from event_log order by type, seq",
    );
    expect(rows.length).toBeGreaterThan(10);
    for (const { type, payload } of rows) {
      const contract = CONTRACTS.get(type);
      expect(contract, type).toBeDefined();
      expect(() => contract?.payload.parse(payload), type).not.toThrow();
    }
    expect(await count("select 1 from event_log where type = 'booking.confirmed'")).toBe(
      await count("select 1 from bookings where confirmed_at is not null"),
    );
  });

  it("places its events densely and in the sequence in which they happened", async () => {
    expect(
      await count(`select 1 from (select topic, partition, count(*) as n, max(position) as last from event_places group by 1, 2) e
        join event_partitions p using (topic, partition) where e.n <> e.last + 1 or p.next_position <> e.n`),
    ).toBe(0);
    expect(
      await count(`select 1 from (select occurred_at < lag(occurred_at) over (partition by p.topic, p.partition order by position) as back
        from event_log join event_places p using (seq)) l where back`),
    ).toBe(0);
  });

  it("passes the consumers that are not to hear of the past", async () => {
    expect(
      await count(`select 1 from consumer_positions c join event_partitions p using (topic, partition)
        where c.position <> p.next_position - 1`),
    ).toBe(0);
  });

  it("lets the three people of the demo sign in, the host with homes and arrivals today", async () => {
    const { rows } = await client.query<{ password: string }>("select password from credentials");
    expect(rows).toHaveLength(3);
    expect(await verifyPassword(rows[0]?.password ?? "", DEMO_PASSWORD)).toBe(true);
    const ofHost = "from bookings b join people p on p.id = b.host_id where p.email = 'host@roost.example'";
    expect(
      await count(
        "select 1 from listings l join people p on p.id = l.host_id where p.email = 'host@roost.example'",
      ),
    ).toBe(12);
    expect(await count(`select 1 ${ofHost} and check_in = '2026-04-28'`)).toBeGreaterThan(0);
    expect(
      await count(
        "select 1 from bookings b join people p on p.id = b.guest_id where p.email = 'guest@roost.example' and status = 'confirmed'",
      ),
    ).toBeGreaterThan(0);
    expect(
      await count(
        "select 1 from wishlist_items i join wishlists w on w.id = i.wishlist_id join people p on p.id = w.person_id where p.email = 'guest@roost.example'",
      ),
    ).toBeGreaterThan(4);
  });

  it("puts the charges of stays that have not ended into the payment sandbox", async () => {
    const box = new pg.Client({ connectionString: sandbox.url });
    await box.connect();
    const { rows } = await box.query<{ n: number }>(
      "select count(*)::int as n from roost_local.stripe_objects where kind = 'payment_intent'",
    );
    await box.end();
    expect(rows[0]?.n).toBe(
      await count("select 1 from bookings where status in ('confirmed', 'checked_in')"),
    );
  });

  it("is refused where there are homes already", async () => {
    await expect(load(database.url)).rejects.toThrow(/has homes already/);
  });
});

/** Three whole loads, which a busy machine takes longer for than one test is given. */
const THREE_LOADS_MS_MAX = 120_000;

describe("two loads of one seed", () => {
  it("give the same homes under the same ids, and another seed gives others", {
    timeout: THREE_LOADS_MS_MAX,
  }, async () => {
    const digestOf = async (seed: number) => {
      const other = await createTestDatabase();
      await load(other.url, seed, 4);
      const reader = new pg.Client({ connectionString: other.url });
      await reader.connect();
      const { rows } = await reader.query<{ digest: string }>(
        "select md5(string_agg(id || title || host_id || updated_at, ',' order by id)) as digest from listings",
      );
      await reader.end();
      await other.drop();
      return rows[0]?.digest;
    };
    const [first, again, another] = [await digestOf(3), await digestOf(3), await digestOf(4)];
    expect(first).toBe(again);
    expect(first).not.toBe(another);
  });
});
