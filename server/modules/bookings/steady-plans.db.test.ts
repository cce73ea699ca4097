import { afterAll, beforeAll, expect, test } from "vitest";
import { settlePaidBooking } from "@/server/modules/bookings/settle-paid-booking";
import { connectDb, type Database } from "@/server/platform/connect-db";
import { type Db, inTransaction, rowsOf, sql, type Tx } from "@/server/platform/db";
import { silentLog } from "@/server/platform/log";
import { assertPresent } from "@/server/primitives/assert";
import type { BookingId } from "@/server/primitives/id";
import { holdStayOf } from "@/tests/support/bookings";
import { type Market, openMarket } from "@/tests/support/market";

let market: Market;
let session: Database;
beforeAll(async () => {
  market = await openMarket();
  await keepStatisticsStill();
  session = connectDb({ url: market.url, poolMax: 1, log: silentLog });
});
afterAll(async () => {
  await session.end();
  await market.close();
});

/** Statements that are planned anew each time follow the statistics; those must not move while reads are compared. */
async function keepStatisticsStill(): Promise<void> {
  const tables = await market.query<{ name: string }>(
    "select quote_ident(tablename) as name from pg_tables where schemaname = 'public'",
  );
  for (const { name } of tables) await market.query(`alter table ${name} set (autovacuum_enabled = false)`);
}

/** A session keeps a plan from its sixth run on. */
const PLANNED = 10;
const STAYS = 60;

/** Rows that the session has read and not yet told of. */
async function countReads(tx: Tx): Promise<number> {
  const [row] = await rowsOf<{ count: number }>(
    tx,
    sql`select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::int as count from pg_stat_xact_user_tables`,
  );
  return row?.count ?? 0;
}

/** Does the work in a transaction; gives the rows it read, those of deferred checks included. */
function readsOf(work: (tx: Tx) => Promise<void>): Promise<number> {
  return inTransaction(session, async (tx) => {
    const before = await countReads(tx);
    await work(tx);
    await tx.execute(sql`set constraints all immediate`);
    return (await countReads(tx)) - before;
  });
}

async function holdOne(): Promise<{ bookingId: BookingId; reads: number }> {
  const { listingId } = await market.addListing();
  const guest = market.guestCtx(await market.addPerson());
  let bookingId: BookingId | undefined;
  const reads = await readsOf(async (tx) => {
    ({ bookingId } = await holdStayOf({ ...guest, db: tx as unknown as Db }, { listingId }));
  });
  return { bookingId: assertPresent(bookingId, "the hold"), reads };
}

const confirmOne = (bookingId: BookingId) =>
  readsOf((tx) => settlePaidBooking({ tx, now: market.now, trace: "t" }, { bookingId }));

test("a session that planned hold and confirm while the tables were empty reads no more when they have grown", async () => {
  const held: Awaited<ReturnType<typeof holdOne>>[] = [];
  for (let index = 0; index < STAYS; index += 1) held.push(await holdOne());
  const holdReads = held.map((hold) => hold.reads);
  expect(holdReads[PLANNED]).toBeGreaterThan(0);
  expect(holdReads.at(-1)).toBe(holdReads[PLANNED]);

  const confirmReads: number[] = [];
  for (const { bookingId } of held) confirmReads.push(await confirmOne(bookingId));
  expect(confirmReads[PLANNED]).toBeGreaterThan(0);
  expect(confirmReads.at(-1)).toBe(confirmReads[PLANNED]);
});
