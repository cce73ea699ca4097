/**
 * Holds and confirmations a second, each of another home and guest, by 16 callers at once. Ours: `holdStay`, and
 * `settlePaidBooking` in a transaction of its own, through the market's own pool. Peer: pgbench with 16 clients sending the
 * very statements that these send, as literal text, to the same server. Commits wait for the disk on both sides.
 */
import { settlePaidBooking } from "@/server/modules/bookings/settle-paid-booking";
import { systemClock } from "@/server/platform/clock";
import { type Db, inTransaction } from "@/server/platform/db";
import type { EmbeddedPostgres } from "@/server/platform/local/postgres";
import { assertPresent } from "@/server/primitives/assert";
import { type BookingId, idFromUuid } from "@/server/primitives/id";
import type { Bench } from "@/tests/bench/bench";
import { query, withBenchServer, withCopy } from "@/tests/bench/bench-database";
import { FILL, holdOne, PER_CLIENT, redeemOne } from "@/tests/bench/booking-market";
import { type Duel, runDuel } from "@/tests/bench/duel";
import { CLIENTS, recordSent, toScript } from "@/tests/bench/peer-script";
import { type Pgbench, withPgbench } from "@/tests/bench/pgbench";

/** Homes without holds, and the script that holds each of them once. */
async function fillHomes(server: EmbeddedPostgres) {
  await query(server.url, FILL);
  const [host] = await query(server.url, ["select person_id from hosts"]);
  const hostUuid = String(host?.person_id);
  const kept = new Set([hostUuid, idFromUuid("person", hostUuid)]);
  return withCopy(server, 1, async ({ db, url }) => {
    const redeemed = await redeemOne(db);
    const sent = await recordSent(url, (recorded) => holdOne(recorded, redeemed, 0));
    return { redeemed, kept, script: toScript(sent, kept, PER_CLIENT) };
  });
}

const HELD = `select (select count(*) from bookings where status = 'held')::int as bookings,
  (select count(distinct claim_id) from night_claims where kind = 'hold')::int as claims,
  (select count(*) from night_claims)::int / 3 as nights, (select count(*) from payments)::int as payments,
  (select count(*) from booking_transitions)::int as transitions, (select count(*) from quotes)::int as quotes,
  (select count(*) from event_log)::int / 2 as events, (select count(distinct key) from event_log)::int / 2 as keys`;

const CONFIRMED = `select (select count(*) from bookings where status = 'confirmed')::int as bookings,
  (select count(*) from night_claims where kind = 'booking')::int / 3 as nights,
  (select count(*) from held_funds)::int as held_funds, (select count(*) from ledger_transactions)::int as postings,
  (select count(*) from ledger_entries)::int / 2 as entries,
  (select count(*) from (select 1 from ledger_entries group by transaction_id having sum(amount_minor) = 0) s)::int as balanced,
  (select count(*) from booking_transitions where to_status = 'confirmed')::int as transitions,
  (select count(*) from event_log where type = 'booking.confirmed')::int as told,
  (select count(distinct key) from event_log where type = 'booking.confirmed')::int as keys,
  (select count(*) from event_log)::int / 4 as events`;

/** Holds every home, as the peer of holds does, and answers the bookings with the script that confirms each of them once. */
async function fillHolds(server: EmbeddedPostgres, pgbench: Pgbench) {
  const { kept, script } = await fillHomes(server);
  await pgbench.run({ url: server.url, script, transactionsPerClient: PER_CLIENT });
  await query(server.url, ["vacuum analyze"]);
  const rows = await query(server.url, ["select id from bookings order by id"]);
  const bookingIds = rows.map((row) => idFromUuid("booking", String(row.id)));
  const first = assertPresent(bookingIds[0], "a booking to confirm");
  const sent = await withCopy(server, 1, ({ url }) => recordSent(url, (db) => confirmOne(db, first)));
  return { bookingIds, script: toScript(sent, kept, PER_CLIENT) };
}

const confirmOne = (db: Db, bookingId: BookingId) =>
  inTransaction({ db }, (tx) =>
    settlePaidBooking({ tx, now: systemClock.now(), trace: "bench" }, { bookingId }),
  );

const hold: Bench = {
  name: "hold",
  summary: `holds a second by ${CLIENTS} callers: the market's hold statement against pgbench (needs pgbench)`,
  run: (report) =>
    withPgbench((pgbench) =>
      withBenchServer({ durable: true }, async (server) => {
        const { redeemed, script } = await fillHomes(server);
        const ours: Duel["ours"] = ({ db }, n) => holdOne(db, redeemed, n);
        return runDuel({
          ...{ name: "hold", unit: "holds a second", report },
          ...{ server, pgbench, script, ours, left: HELD },
        });
      }),
    ),
};

const confirm: Bench = {
  name: "confirm",
  summary: `confirmations a second by ${CLIENTS} callers: the market's statements against pgbench (needs pgbench)`,
  run: (report) =>
    withPgbench((pgbench) =>
      withBenchServer({ durable: true }, async (server) => {
        const { bookingIds, script } = await fillHolds(server, pgbench);
        const ours: Duel["ours"] = ({ db }, n) => confirmOne(db, assertPresent(bookingIds[n], "a booking"));
        return runDuel({
          ...{ name: "confirm", unit: "confirmations a second", report },
          ...{ server, pgbench, script, ours, left: CONFIRMED },
        });
      }),
    ),
};

export const benches: Bench[] = [hold, confirm];
