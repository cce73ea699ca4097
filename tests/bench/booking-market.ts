/** The market that hold and confirm are measured in: numbered homes and guests, and one quote that each hold is of. */
import { toHoldRows } from "@/server/modules/bookings/hold";
import { HOLDS_MAX } from "@/server/modules/bookings/rules";
import { type HoldRows, holdStay } from "@/server/modules/bookings/store";
import { quote } from "@/server/modules/pricing/quote";
import { type RedeemedQuote, redeemQuote } from "@/server/modules/pricing/redeem-quote";
import { systemClock } from "@/server/platform/clock";
import type { GuestCtx } from "@/server/platform/context";
import { type Db, sqlStateOf } from "@/server/platform/db";
import { silentLog } from "@/server/platform/log";
import type { Ports } from "@/server/platform/ports";
import { assert } from "@/server/primitives/assert";
import { idFromUuid, newId } from "@/server/primitives/id";
import { addDays } from "@/server/primitives/local-date";
import { stay } from "@/server/primitives/stay";
import { dateAt } from "@/server/primitives/zoned";
import { BENCH_CONFIG, TRUSTED_FILL } from "@/tests/bench/bench-database";
import { CLIENTS, FIRST, uuidHeadOf } from "@/tests/bench/peer-script";

/** Holds or confirmations of one caller in one phase, and of all of them. */
export const PER_CLIENT = 100;
export const PER_PHASE = CLIENTS * PER_CLIENT;

const idSql = (prefix: "listing" | "person") => `('${uuidHeadOf(prefix)}' || ${FIRST} + n)::uuid`;

export const FILL = [
  TRUSTED_FILL,
  `insert into people (id, name, email, created_at, updated_at) values (gen_random_uuid(), 'Host', 'host@example.com', now(), now())`,
  `insert into hosts (person_id, host_since) select id, now() from people`,
  `insert into fee_schedules (version, model, guest_fee_bps, host_fee_bps, taxes_included_in_results, valid_from)
   values (1, 'split', 1400, 300, true, now() - interval '1 year') on conflict do nothing`,
  `insert into listings (id, host_id, status, title, region, city, neighbourhood, latitude, longitude, fuzzed_latitude,
     fuzzed_longitude, capacity, house_rules, safety, created_at, updated_at, published_at)
   select ${idSql("listing")}, p.id, 'published', 'Home', 'New York', 'Albany', '', 42.65, -73.76, 42.65,
     -73.76, 4, '{"petsAllowed":false,"smokingAllowed":false,"partiesAllowed":false,"childrenWelcome":true,"quietFromMinutes":1320,"quietUntilMinutes":480,"more":[]}',
     '{}', now(), now(), now()
   from people p, generate_series(0, ${PER_PHASE - 1}) n`,
  `insert into listing_prices (listing_id, currency, base_minor, cleaning_fee_minor, updated_at)
   select id, 'USD', 11300, 4500, now() from listings`,
  `insert into stay_rules (listing_id) select id from listings`,
  `insert into people (id, name, email, created_at, updated_at)
   select ${idSql("person")}, 'Guest', 'guest' || n || '@example.com', now(), now()
   from generate_series(0, ${PER_PHASE - 1}) n`,
  "vacuum analyze",
];

const homeOf = (n: number) => idFromUuid("listing", `${uuidHeadOf("listing")}${FIRST + n}`);

function ctxOf(db: Db, n: number, now: Date): GuestCtx {
  const personId = idFromUuid("person", `${uuidHeadOf("person")}${FIRST + n}`);
  const sessionId = newId("session", now.getTime());
  const actor = { personId, isHost: false, isOperator: false, emailVerified: true, sessionId };
  return {
    ...{ db, now, log: silentLog, requestId: "bench", config: BENCH_CONFIG, visitorId: undefined },
    // A hold calls no port.
    ports: {} as Ports,
    trace: "bench",
    actor: { ...actor, signedInAt: now },
  };
}

/** A quote of three nights, redeemed once; each hold is of it with another home. */
export async function redeemOne(db: Db): Promise<RedeemedQuote> {
  const now = systemClock.now();
  const checkIn = addDays(dateAt(now, "UTC"), 30);
  const party = { adults: 2, children: 0, infants: 0, pets: 0 };
  const ctx = ctxOf(db, 0, now);
  const wanted = { listingId: homeOf(0), stay: stay(checkIn, addDays(checkIn, 3)), party };
  return redeemQuote(ctx, (await quote(ctx, wanted)).quoteId);
}

function rowsFor(db: Db, redeemed: RedeemedQuote, n: number): HoldRows {
  const now = systemClock.now();
  const own = { id: newId("quote", now.getTime()), quote: { ...redeemed.quote, listingId: homeOf(n) } };
  return toHoldRows(ctxOf(db, n, now), { ...redeemed, ...own }, "web");
}

const CODE_TAKEN = "23505";

/** The n-th guest holds the n-th home. */
export async function holdOne(db: Db, redeemed: RedeemedQuote, n: number): Promise<void> {
  try {
    const { outcome } = await holdStay(db, rowsFor(db, redeemed, n), HOLDS_MAX);
    assert(outcome === "held", `a hold ended as ${outcome}`);
  } catch (error) {
    // Another booking has the code: the use case, too, tries again with another one.
    if (sqlStateOf(error) !== CODE_TAKEN) throw error;
    await holdOne(db, redeemed, n);
  }
}
