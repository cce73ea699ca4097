/** All SQL of pricing. */
import { eq } from "drizzle-orm";
import type { StayRules } from "@/server/modules/calendar/contract";
import type { HouseRules } from "@/server/modules/listings/contract";
import type { ListingPrices } from "@/server/modules/pricing/contract";
import type { PriceFacts } from "@/server/modules/pricing/price-facts";
import type { CancellationPolicy } from "@/server/modules/pricing/refund-shares";
import type { HomeFacts, StayFacts } from "@/server/modules/pricing/stay-facts";
import { listingPrices } from "@/server/modules/pricing/tables";
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

/** Without a row of rules any stay of 1 to 365 nights may begin within a year. */
const RULES_DEFAULT: StayRules = {
  nightsMin: 1,
  nightsMax: 365,
  advanceNoticeHours: 0,
  preparationNights: 0,
  bookingWindowDays: 365,
  checkInWeekdays: [1, 2, 3, 4, 5, 6, 7],
  checkOutWeekdays: [1, 2, 3, 4, 5, 6, 7],
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
      rules: row.calendar.rules ?? RULES_DEFAULT,
    },
    prices: { ...row.prices, fees: row.prices.fees },
  };
}

/** One statement: the home, its calendar and its prices around a stay. */
export async function readStayFacts(db: DbOrTx, input: StayFactsInput): Promise<StayFacts | undefined> {
  const rows = await rowsOf<StayFactsRow>(db, sql`select ${stayFactsColumns(input)}`);
  return toStayFacts(rows[0]);
}

/** What a booking freezes of its home; the exact address is among it. */
export interface SnapshotFacts {
  readonly listingTitle: string;
  readonly city: string;
  readonly neighbourhood: string;
  readonly addressLine: string;
  readonly postalCode: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly timeZone: string;
  readonly checkInFromMinutes: number;
  readonly checkOutByMinutes: number;
  readonly checkInNote: string;
  readonly houseRules: HouseRules;
  readonly cancellationPolicy: CancellationPolicy;
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

/** Whether the listing is the host's; only then something is written. */
export async function upsertPricesOfHost(
  tx: Tx,
  input: { listingId: ListingId; hostId: PersonId; prices: ListingPrices; at: Date },
): Promise<boolean> {
  const { listingId, hostId, prices, at } = input;
  const owned = await rowsOf<{ id: string }>(
    tx,
    sql`select id from listings where id = ${uuidOf(listingId)}::uuid and host_id = ${uuidOf(hostId)}::uuid for update`,
  );
  if (owned.length === 0) return false;
  await tx
    .insert(listingPrices)
    .values({ listingId, ...prices, updatedAt: at })
    .onConflictDoUpdate({ target: listingPrices.listingId, set: { ...prices, updatedAt: at } });
  return true;
}
