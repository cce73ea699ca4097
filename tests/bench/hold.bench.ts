/**
 * Holds a second, each of another home and guest. Ours: `holdStay` of bookings, by 16 callers at once through the market's
 * own pool. Peer: pgbench with 16 clients sending the very statement that `holdStay` sends, as literal text, to the same
 * server. Commits wait for the disk on both sides; the sides take turns to go first.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { SQL } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import pg from "pg";
import { toHoldRows } from "@/server/modules/bookings/hold";
import { HOLDS_MAX } from "@/server/modules/bookings/rules";
import { type HoldRows, holdStay } from "@/server/modules/bookings/store";
import { quote } from "@/server/modules/pricing/quote";
import { type RedeemedQuote, redeemQuote } from "@/server/modules/pricing/redeem-quote";
import { monotonicMs, systemClock } from "@/server/platform/clock";
import type { GuestCtx } from "@/server/platform/context";
import { type Db, sqlStateOf } from "@/server/platform/db";
import { silentLog } from "@/server/platform/log";
import type { Ports } from "@/server/platform/ports";
import { assert, assertPresent } from "@/server/primitives/assert";
import { idFromUuid, newId, uuidOf } from "@/server/primitives/id";
import { addDays } from "@/server/primitives/local-date";
import { stay } from "@/server/primitives/stay";
import { dateAt } from "@/server/primitives/zoned";
import { type Bench, type BenchRound, median, percentile, toResult } from "@/tests/bench/bench";
import {
  BENCH_CONFIG,
  type BenchDatabase,
  TRUSTED_FILL,
  withBenchDatabase,
} from "@/tests/bench/bench-database";
import { findPgbench, runPgbench } from "@/tests/bench/pgbench";

const CLIENTS = 16;
const HOLDS_PER_CLIENT = 250;
const ROUNDS = 5;
/** One more for each side to warm up. */
const PHASES = (ROUNDS + 1) * 2;
const HOLDS_PER_PHASE = CLIENTS * HOLDS_PER_CLIENT;
const HOMES = PHASES * HOLDS_PER_PHASE;

/** The n-th home, guest, booking …: twelve digits after a head of their own. */
const FIRST = 100_000_000_000;
const HEADS = {
  listing: "10000000-0000-7000-8000-",
  person: "20000000-0000-7000-8000-",
  booking: "30000000-0000-7000-8000-",
  quote: "40000000-0000-7000-8000-",
  payment: "50000000-0000-7000-8000-",
} as const;
const EVENT_HEADS = ["60000000-0000-7000-8000-", "70000000-0000-7000-8000-"] as const;

const FILL = [
  TRUSTED_FILL,
  `insert into people (id, name, email, created_at, updated_at) values (gen_random_uuid(), 'Host', 'host@example.com', now(), now())`,
  `insert into hosts (person_id, host_since) select id, now() from people`,
  `insert into fee_schedules (version, model, guest_fee_bps, host_fee_bps, taxes_included_in_results, valid_from)
   values (1, 'split', 1400, 300, true, now() - interval '1 year') on conflict do nothing`,
  `insert into listings (id, host_id, status, title, region, city, neighbourhood, latitude, longitude, fuzzed_latitude,
     fuzzed_longitude, capacity, house_rules, safety, created_at, updated_at, published_at)
   select ('${HEADS.listing}' || ${FIRST} + n)::uuid, p.id, 'published', 'Home', 'New York', 'Albany', '', 42.65, -73.76, 42.65,
     -73.76, 4, '{"petsAllowed":false,"smokingAllowed":false,"partiesAllowed":false,"childrenWelcome":true,"quietFromMinutes":1320,"quietUntilMinutes":480,"more":[]}',
     '{}', now(), now(), now()
   from people p, generate_series(0, ${HOMES - 1}) n`,
  `insert into listing_prices (listing_id, currency, base_minor, cleaning_fee_minor, updated_at)
   select id, 'USD', 11300, 4500, now() from listings`,
  `insert into stay_rules (listing_id) select id from listings`,
  `insert into people (id, name, email, created_at, updated_at)
   select ('${HEADS.person}' || ${FIRST} + n)::uuid, 'Guest', 'guest' || n || '@example.com', now(), now()
   from generate_series(0, ${HOMES - 1}) n`,
  "vacuum analyze",
];

async function query(url: string, statements: readonly string[]) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    let rows: Record<string, unknown>[] = [];
    for (const statement of statements) rows = (await client.query<Record<string, unknown>>(statement)).rows;
    return rows;
  } finally {
    await client.end();
  }
}

const guestOf = (n: number) => idFromUuid("person", `${HEADS.person}${FIRST + n}`);
const homeOf = (n: number) => idFromUuid("listing", `${HEADS.listing}${FIRST + n}`);

function ctxOf(db: Db, n: number, now: Date): GuestCtx {
  const sessionId = newId("session", now.getTime());
  const actor = { personId: guestOf(n), isHost: false, isOperator: false, emailVerified: true, sessionId };
  return {
    ...{ db, now, log: silentLog, requestId: "bench", config: BENCH_CONFIG, visitorId: undefined },
    // A hold calls no port.
    ports: {} as Ports,
    trace: "bench",
    actor: { ...actor, signedInAt: now },
  };
}

/** A quote of three nights, redeemed once; each hold is of it with another home. */
async function redeemOne(db: Db, now: Date): Promise<RedeemedQuote> {
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

async function holdOne(db: Db, redeemed: RedeemedQuote, n: number): Promise<void> {
  try {
    const { outcome } = await holdStay(db, rowsFor(db, redeemed, n), HOLDS_MAX);
    assert(outcome === "held", `a hold ended as ${outcome}`);
  } catch (error) {
    // Another booking has the code: the use case, too, tries again with another one.
    if (sqlStateOf(error) !== CODE_TAKEN) throw error;
    await holdOne(db, redeemed, n);
  }
}

async function runOurs(db: Db, redeemed: RedeemedQuote, first: number, tookMs: number[]): Promise<number> {
  const startedMs = monotonicMs();
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, client) => {
      for (let index = 0; index < HOLDS_PER_CLIENT; index += 1) {
        const beganMs = monotonicMs();
        await holdOne(db, redeemed, first + client * HOLDS_PER_CLIENT + index);
        tookMs.push(monotonicMs() - beganMs);
      }
    }),
  );
  return HOLDS_PER_PHASE / ((monotonicMs() - startedMs) / 1_000);
}

/** What `holdStay` sends, as pgbench's script: ids and code carry the number of the home, all else stands as it is. */
async function toScript(redeemed: RedeemedQuote): Promise<string> {
  let sent: SQL | undefined;
  const listener = {
    execute(statement: SQL) {
      sent = statement;
      return Promise.resolve({ rows: [{ answer: { outcome: "listing_not_found" } }] });
    },
  } as unknown as Db;
  const rows = rowsFor(listener, redeemed, 0);
  await holdStay(listener, rows, HOLDS_MAX);
  const { sql: text, params } = new PgDialect().sqlToQuery(assertPresent(sent, "the statement of a hold"));
  const numbered: [string, string][] = [
    [uuidOf(rows.booking.listingId), `${HEADS.listing}:n`],
    [uuidOf(rows.booking.guestId), `${HEADS.person}:n`],
    [uuidOf(rows.booking.id), `${HEADS.booking}:n`],
    [uuidOf(rows.booking.quoteId), `${HEADS.quote}:n`],
    // Rows are of the tables' own types: `id` is a branded id in each.
    [uuidOf(rows.payment.id as typeof rows.booking.id), `${HEADS.payment}:n`],
    ...rows.events.map((event, index): [string, string] => [
      uuidOf(event.id as typeof rows.booking.id),
      `${EVENT_HEADS[index] ?? ""}:n`,
    ]),
    [`"code":"${rows.booking.code}"`, `"code":"P:n"`],
  ];
  const literals = params.map((value) => {
    const own = numbered.reduce((json, [from, to]) => json.replaceAll(from, to), String(value));
    return typeof value === "number" ? own : `'${own.replaceAll("'", "''")}'`;
  });
  const statement = text.replace(/\$(\d+)/g, (_, place: string) => literals[Number(place) - 1] ?? "");
  return [
    `\\set n ${FIRST} + :first + :client_id * ${HOLDS_PER_CLIENT} + :done`,
    "\\set done :done + 1",
    `${statement};`,
  ].join("\n");
}

async function assertHeld(url: string): Promise<void> {
  const [row] = await query(url, [
    `select (select count(*) from bookings where status = 'held')::int as bookings,
      (select count(distinct claim_id) from night_claims)::int as claims,
      (select count(*) from payments)::int as payments, (select count(*) from event_log)::int / 2 as events`,
  ]);
  const counts = Object.values(row ?? {});
  assert(
    counts.every((count) => count === HOMES),
    `${HOMES} holds left ${JSON.stringify(row)}`,
  );
}

async function measure(database: BenchDatabase, program: string, folder: string) {
  const { db, url } = database;
  await query(url, FILL);
  const redeemed = await redeemOne(db, systemClock.now());
  const script = await toScript(redeemed);
  const oursMs: number[] = [];
  const peerMs: number[] = [];
  const rounds: BenchRound[] = [];
  let phase = 0;
  const nextFirst = () => HOLDS_PER_PHASE * phase++;
  const ours = () => runOurs(db, redeemed, nextFirst(), oursMs);
  const peer = async () => {
    const counts = { clients: CLIENTS, transactionsPerClient: HOLDS_PER_CLIENT };
    const variables = { first: nextFirst(), done: 0 };
    const scriptFile = path.join(folder, "hold.sql");
    const answer = await runPgbench({ program, url, script, scriptFile, ...counts, variables });
    peerMs.push(answer.latencyMs);
    return answer.perSecond;
  };
  await ours();
  await peer();
  oursMs.length = 0;
  peerMs.length = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    if (round % 2 === 0) rounds.push({ ours: await ours(), peer: await peer() });
    else {
      const first = await peer();
      rounds.push({ ours: await ours(), peer: first });
    }
  }
  await assertHeld(url);
  return { rounds, oursMs, peerMs };
}

export const benches: Bench[] = [
  {
    name: "hold",
    summary: `holds a second by ${CLIENTS} callers: the market's hold statement against pgbench (needs pgbench)`,
    async run() {
      const program = findPgbench();
      const folder = await mkdtemp(path.join(tmpdir(), "roost-pgbench-"));
      try {
        const { rounds, oursMs, peerMs } = await withBenchDatabase(
          { poolMax: CLIENTS, durable: true },
          (database) => measure(database, program, folder),
        );
        const notes = {
          ...{ clients: CLIENTS, holdsPerRound: HOLDS_PER_PHASE, homes: HOMES },
          oursMedianMs: Number(median(oursMs).toFixed(2)),
          oursP99Ms: Number(percentile(oursMs, 0.99).toFixed(2)),
          peerMeanMs: Number(median(peerMs).toFixed(2)),
        };
        return toResult({ name: "hold", unit: "holds a second", rounds, notes });
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  },
];
