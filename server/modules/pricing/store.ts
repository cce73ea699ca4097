/** All SQL of pricing. */
import { and, eq, gte, inArray, lt } from "drizzle-orm";
import { STAY_RULES_DEFAULT, type StayRules } from "@/server/modules/calendar/contract";
import type { ListingPrices } from "@/server/modules/pricing/contract";
import type { PriceFacts } from "@/server/modules/pricing/price-facts";
import type { HomeFacts, SnapshotFacts, StayFacts } from "@/server/modules/pricing/stay-facts";
import { listingPrices, nightPrices } from "@/server/modules/pricing/tables";
import { type DbOrTx, rowsOf, sql, type Tx } from "@/server/platform/db";
import { idFromUuid, type ListingId, type PersonId, uuidOf } from "@/server/primitives/id";
import { addDays, type LocalDate } from "@/server/primitives/local-date";
import type { Currency } from "@/server/primitives/money";
import type { Stay } from "@/server/primitives/stay";

/** Nights read beyond check-out, for preparation nights. */
const PREPARATION_NIGHTS_MAX = 7;

interface CalendarJson {
  taken: LocalDate[];
  blocked: LocalDate[];
  nightMins: Record<string, number>;
  rules: StayRules | null;
}
export type StayFactsRow = {
  home: (Omit<HomeFacts, "hostId"> & { hostUuid: string }) | null;
  calendar: CalendarJson;
  prices: (Omit<PriceFacts, "fees"> & { fees: PriceFacts["fees"] | null }) | null;
};

export interface StayFactsInput {
  readonly listingId: ListingId;
  /** Nights to know about, half-open. */
  readonly range: Stay;
  readonly now: Date;
  /** Whose own standing holds count as free. */
  readonly askingGuest: PersonId | undefined;
}

/** The select list that `toStayFacts` reads; for statements that need more facts beside it. */
export function stayFactsColumns(input: StayFactsInput) {
  const { range, now, askingGuest } = input;
  const listing = uuidOf(input.listingId);
  const until = addDays(range.checkOut, PREPARATION_NIGHTS_MAX);
  const guest = askingGuest === undefined ? null : uuidOf(askingGuest);
  const at = now.toISOString();
  return sql`listing_stay_facts(${listing}::uuid) as home,
    calendar_stay_facts(${listing}::uuid, ${range.checkIn}::date, ${until}::date, ${at}::timestamptz, ${guest}::uuid) as calendar,
    price_facts(${listing}::uuid, ${range.checkIn}::date, ${range.checkOut}::date, ${at}::timestamptz) as prices`;
}

/** Undefined when the home is unknown or has no price yet. */
export function toStayFacts(row: StayFactsRow | undefined): StayFacts | undefined {
  if (!row?.home || !row.prices?.fees) return undefined;
  const { hostUuid, ...home } = row.home;
  return {
    home: { ...home, hostId: idFromUuid("person", hostUuid) },
    calendar: {
      taken: new Set(row.calendar.taken),
      blocked: new Set(row.calendar.blocked),
      nightMins: row.calendar.nightMins,
      rules: row.calendar.rules ?? STAY_RULES_DEFAULT,
    },
    prices: { ...row.prices, fees: row.prices.fees },
  };
}

/** One statement: the home, its calendar and its prices around a stay. */
export async function readStayFacts(db: DbOrTx, input: StayFactsInput): Promise<StayFacts | undefined> {
  const rows = await rowsOf<StayFactsRow>(db, sql`select ${stayFactsColumns(input)}`);
  return toStayFacts(rows[0]);
}

/** One statement: the stay facts, and what a booking made on them would freeze. */
export async function readSnapshotFacts(
  db: DbOrTx,
  input: StayFactsInput,
): Promise<{ facts: StayFacts; snapshot: SnapshotFacts } | undefined> {
  const rows = await rowsOf<StayFactsRow & { snapshot: SnapshotFacts }>(
    db,
    sql`select ${stayFactsColumns(input)}, listing_snapshot_facts(${uuidOf(input.listingId)}::uuid) as snapshot`,
  );
  const [row] = rows;
  const facts = toStayFacts(row);
  return facts && row ? { facts, snapshot: row.snapshot } : undefined;
}

/** The host's own price facts; somebody else's listing is not found. */
export async function readPricesOfHost(
  db: DbOrTx,
  input: { listingId: ListingId; hostId: PersonId },
): Promise<{ exists: boolean; prices: ListingPrices | undefined }> {
  const owned = await rowsOf<{ id: string }>(
    db,
    sql`select id from listings where id = ${uuidOf(input.listingId)}::uuid and host_id = ${uuidOf(input.hostId)}::uuid`,
  );
  if (owned.length === 0) return { exists: false, prices: undefined };
  const rows = await db.select().from(listingPrices).where(eq(listingPrices.listingId, input.listingId));
  const row = rows[0];
  if (!row) return { exists: true, prices: undefined };
  const { listingId: _listing, updatedAt: _at, ...prices } = row;
  return { exists: true, prices: { ...prices, currency: prices.currency as Currency } };
}

export async function upsertPrices(
  tx: Tx,
  input: { listingId: ListingId; prices: ListingPrices; at: Date },
): Promise<void> {
  const { listingId, prices, at } = input;
  await tx
    .insert(listingPrices)
    .values({ listingId, ...prices, updatedAt: at })
    .onConflictDoUpdate({ target: listingPrices.listingId, set: { ...prices, updatedAt: at } });
}

/** Own prices of nights of `[checkIn, checkOut)`, by date. */
export async function readNightPrices(
  db: DbOrTx,
  listingId: ListingId,
  range: Stay,
): Promise<ReadonlyMap<LocalDate, number>> {
  const rows = await db
    .select({ night: nightPrices.night, amountMinor: nightPrices.amountMinor })
    .from(nightPrices)
    .where(
      and(
        eq(nightPrices.listingId, listingId),
        gte(nightPrices.night, range.checkIn),
        lt(nightPrices.night, range.checkOut),
      ),
    );
  return new Map(rows.map((row) => [row.night, row.amountMinor]));
}

/** Sets own prices of nights, or clears those that are null; two statements at most. */
export async function writeNightPrices(
  tx: Tx,
  listingId: ListingId,
  changes: readonly { readonly night: LocalDate; readonly priceMinor: number | null }[],
): Promise<void> {
  const cleared = changes.filter(({ priceMinor }) => priceMinor === null).map(({ night }) => night);
  const set = changes.flatMap(({ night, priceMinor }) =>
    priceMinor === null ? [] : [{ listingId, night, amountMinor: priceMinor }],
  );
  if (cleared.length > 0)
    await tx
      .delete(nightPrices)
      .where(and(eq(nightPrices.listingId, listingId), inArray(nightPrices.night, cleared)));
  if (set.length > 0)
    await tx
      .insert(nightPrices)
      .values(set)
      .onConflictDoUpdate({
        target: [nightPrices.listingId, nightPrices.night],
        set: { amountMinor: sql`excluded.amount_minor` },
      });
}
