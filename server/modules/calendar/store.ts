/** SQL of night claims. Rows of one listing are always locked in night order, so that claimants never deadlock. */
import { and, eq, gte, inArray, lt } from "drizzle-orm";
import { STAY_RULES_DEFAULT, type StayRules } from "@/server/modules/calendar/contract";
import { calendarBlocks, nightRules, stayRules } from "@/server/modules/calendar/tables";
import type { StoredPhoto } from "@/server/modules/listings/photo-view";
import type { PriceFacts } from "@/server/modules/pricing/price-facts";
import type { HomeFacts, StayFacts } from "@/server/modules/pricing/stay-facts";
import { type DbOrTx, rowsOf, sql, type Tx } from "@/server/platform/db";
import { type BlockId, idFromUuid, type ListingId, type PersonId, uuidOf } from "@/server/primitives/id";
import { type LocalDate, localDate } from "@/server/primitives/local-date";
import type { Stay } from "@/server/primitives/stay";

export type ClaimKind = "hold" | "booking" | "block" | "import";

/** Frees the nights of a claim, locking them in night order first. Gives the range that became free, if any. */
export async function deleteClaims(
  tx: Tx,
  input: { readonly claimId: string; readonly kinds: readonly ClaimKind[] },
): Promise<{ listingUuid: string; from: LocalDate; until: LocalDate } | undefined> {
  const [row] = await rowsOf<{ listing_id: string | null; first: string | null; until: string | null }>(
    tx,
    sql`with mine as (
          select listing_id, night from night_claims
          where claim_id = ${input.claimId}::uuid
            and kind in ${input.kinds}
          order by listing_id, night for update
        ), gone as (
          delete from night_claims c using mine m
          where c.listing_id = m.listing_id and c.night = m.night
          returning c.listing_id, c.night
        )
        select min(listing_id::text) as listing_id, min(night)::text as first, (max(night) + 1)::text as until from gone`,
  );
  if (!row?.listing_id || !row.first || !row.until) return undefined;
  return { listingUuid: row.listing_id, from: localDate(row.first), until: localDate(row.until) };
}

interface CalendarJson {
  taken: LocalDate[];
  blocked: LocalDate[];
  nightMins: Record<string, number>;
  rules: StayRules | null;
}

/** A published home's calendar and prices, as a quote reads them; undefined when it is not published or has no price. */
export async function readPublicFacts(
  db: DbOrTx,
  input: {
    readonly listingId: ListingId;
    readonly from: LocalDate;
    readonly until: LocalDate;
    readonly now: Date;
    readonly askingGuest: PersonId | undefined;
  },
): Promise<StayFacts | undefined> {
  const { from, until, now, askingGuest } = input;
  const listing = sql`${uuidOf(input.listingId)}::uuid`;
  const guest = askingGuest === undefined ? null : uuidOf(askingGuest);
  const [row] = await rowsOf<{
    home: (Omit<HomeFacts, "hostId"> & { hostUuid: string }) | null;
    calendar: CalendarJson;
    prices: PriceFacts | null;
  }>(
    db,
    sql`select listing_stay_facts(${listing}) as home,
          calendar_stay_facts(${listing}, ${from}::date, ${until}::date, ${now.toISOString()}::timestamptz,
            ${guest}::uuid) as calendar,
          price_facts(${listing}, ${from}::date, ${until}::date, ${now.toISOString()}::timestamptz) as prices`,
  );
  if (row?.home?.status !== "published" || !row.prices) return undefined;
  const { hostUuid, ...home } = row.home;
  return {
    home: { ...home, hostId: idFromUuid("person", hostUuid) },
    calendar: {
      taken: new Set(row.calendar.taken),
      blocked: new Set(row.calendar.blocked),
      nightMins: row.calendar.nightMins,
      rules: row.calendar.rules ?? STAY_RULES_DEFAULT,
    },
    prices: row.prices,
  };
}

export interface ClaimView {
  readonly night: LocalDate;
  readonly kind: ClaimKind;
  readonly claimId: string;
  readonly expiresAt: string | null;
  readonly preparation: boolean;
  readonly label: { readonly guestName: string; readonly guestCount: number } | null;
  readonly note: string | null;
}
export type HostCalendarRow = {
  listing_id: string;
  title: string;
  status: "draft" | "published" | "paused";
  time_zone: string;
  photos: StoredPhoto[];
  prices: PriceFacts | null;
  claims: ClaimView[];
  night_mins: Record<string, number>;
  nights_min: number;
};

/**
 * A host's calendars over `[from, until)`: one home, or all of them, oldest first. One statement; lapsed holds are left out.
 * Index: listings_host, night_claims_pkey.
 */
export function readHostRows(
  db: DbOrTx,
  input: {
    readonly hostId: PersonId;
    readonly listingId: ListingId | undefined;
    readonly from: LocalDate;
    readonly until: LocalDate;
    readonly now: Date;
    readonly countMax: number;
  },
): Promise<HostCalendarRow[]> {
  const { from, until } = input;
  const now = sql`${input.now.toISOString()}::timestamptz`;
  const inRange = sql`night >= ${from}::date and night < ${until}::date`;
  return rowsOf<HostCalendarRow>(
    db,
    sql`with homes as (
          select id, title, status, time_zone, created_at from listings
          where host_id = ${uuidOf(input.hostId)}::uuid
            and ${input.listingId === undefined ? sql`true` : sql`id = ${uuidOf(input.listingId)}::uuid`}
          order by created_at, id limit ${input.countMax}
        ), claims as (
          select c.* from night_claims c join homes h on h.id = c.listing_id
          where c.${inRange} and (c.kind <> 'hold' or c.expires_at > ${now})
        ), labels as (
          select claim_id, booking_label(claim_id) as label
          from (select distinct claim_id from claims where kind in ('hold', 'booking')) k
        )
        select h.id as listing_id, h.title, h.status, h.time_zone, photos_json(h.id, 1) as photos,
          price_facts(h.id, ${from}::date, ${until}::date, ${now}) as prices,
          coalesce((select json_agg(json_build_object('night', c.night, 'kind', c.kind, 'claimId', c.claim_id,
              'expiresAt', c.expires_at, 'preparation', c.preparation, 'label', l.label, 'note', b.note) order by c.night)
            from claims c left join labels l on l.claim_id = c.claim_id
            left join calendar_blocks b on b.id = c.claim_id where c.listing_id = h.id), '[]') as claims,
          coalesce((select json_object_agg(night, nights_min) from night_rules
            where listing_id = h.id and ${inRange}), '{}') as night_mins,
          coalesce((select nights_min from stay_rules where listing_id = h.id), ${STAY_RULES_DEFAULT.nightsMin})
            as nights_min
        from homes h order by h.created_at, h.id`,
  );
}

/**
 * Blocks the nights of a range that nobody has, in night order, taking over lapsed holds. Nights already blocked, imported
 * or kept for preparation stay as they are. Answers the nights that a guest has; then nothing may be kept.
 */
export async function insertBlockClaims(
  tx: Tx,
  input: {
    readonly listingId: ListingId;
    readonly stay: Stay;
    readonly blockId: BlockId;
    readonly now: Date;
  },
): Promise<LocalDate[]> {
  const listing = sql`${uuidOf(input.listingId)}::uuid`;
  const now = sql`${input.now.toISOString()}::timestamptz`;
  await tx.execute(
    sql`insert into night_claims as c (listing_id, night, kind, claim_id)
        select ${listing}, d::date, 'block', ${uuidOf(input.blockId)}::uuid
        from generate_series(${input.stay.checkIn}::date, ${input.stay.checkOut}::date - 1, interval '1 day') d
        order by d
        on conflict (listing_id, night) do update set kind = 'block', claim_id = excluded.claim_id, expires_at = null,
          preparation = false
        where c.kind = 'hold' and c.expires_at <= ${now}`,
  );
  const rows = await rowsOf<{ night: LocalDate }>(
    tx,
    sql`select night::text from night_claims
        where listing_id = ${listing} and night >= ${input.stay.checkIn}::date and night < ${input.stay.checkOut}::date
          and kind in ('hold', 'booking') and not preparation order by night`,
  );
  return rows.map((row) => row.night);
}

export async function insertBlock(tx: Tx, block: typeof calendarBlocks.$inferInsert): Promise<void> {
  await tx.insert(calendarBlocks).values(block);
}

/** Whether the block was this home's. */
export async function deleteBlock(tx: Tx, listingId: ListingId, blockId: BlockId): Promise<boolean> {
  const rows = await tx
    .delete(calendarBlocks)
    .where(and(eq(calendarBlocks.id, blockId), eq(calendarBlocks.listingId, listingId)))
    .returning({ id: calendarBlocks.id });
  return rows.length > 0;
}

/** Frees the blocked nights of a range, in night order, and removes blocks that have none left. */
export async function deleteBlockedNights(tx: Tx, listingId: ListingId, stay: Stay): Promise<LocalDate[]> {
  const listing = sql`${uuidOf(listingId)}::uuid`;
  const rows = await rowsOf<{ night: LocalDate }>(
    tx,
    sql`with mine as (
          select night from night_claims
          where listing_id = ${listing} and kind = 'block'
            and night >= ${stay.checkIn}::date and night < ${stay.checkOut}::date
          order by night for update
        ), gone as (
          delete from night_claims c using mine m where c.listing_id = ${listing} and c.night = m.night
          returning c.night
        )
        select night::text from gone order by night`,
  );
  await tx.execute(
    sql`delete from calendar_blocks b where b.listing_id = ${listing}
        and not exists (select 1 from night_claims c where c.claim_id = b.id)`,
  );
  return rows.map((row) => row.night);
}

/** Own minimum stays of nights of `[checkIn, checkOut)`, by date. */
export async function readNightMinimums(
  tx: Tx,
  listingId: ListingId,
  range: Stay,
): Promise<ReadonlyMap<LocalDate, number>> {
  const rows = await tx
    .select({ night: nightRules.night, nightsMin: nightRules.nightsMin })
    .from(nightRules)
    .where(
      and(
        eq(nightRules.listingId, listingId),
        gte(nightRules.night, range.checkIn),
        lt(nightRules.night, range.checkOut),
      ),
    );
  return new Map(rows.map((row) => [row.night, row.nightsMin]));
}

/** Sets own minimum stays of nights, or clears those that are null. */
export async function writeNightMinimums(
  tx: Tx,
  listingId: ListingId,
  changes: readonly { readonly night: LocalDate; readonly nightsMin: number | null }[],
): Promise<void> {
  const cleared = changes.filter(({ nightsMin }) => nightsMin === null).map(({ night }) => night);
  const set = changes.flatMap(({ night, nightsMin }) =>
    nightsMin === null ? [] : [{ listingId, night, nightsMin }],
  );
  if (cleared.length > 0)
    await tx
      .delete(nightRules)
      .where(and(eq(nightRules.listingId, listingId), inArray(nightRules.night, cleared)));
  if (set.length > 0)
    await tx
      .insert(nightRules)
      .values(set)
      .onConflictDoUpdate({
        target: [nightRules.listingId, nightRules.night],
        set: { nightsMin: sql`excluded.nights_min` },
      });
}

/** The rules of a host's home; `exists` false when the home is not theirs. */
export async function readRulesOfHost(
  db: DbOrTx,
  input: { readonly listingId: ListingId; readonly hostId: PersonId },
): Promise<{ exists: boolean; rules: StayRules }> {
  const [row] = await rowsOf<{ rules: StayRules | null }>(
    db,
    sql`select (select json_build_object('nightsMin', r.nights_min, 'nightsMax', r.nights_max,
            'advanceNoticeHours', r.advance_notice_hours, 'preparationNights', r.preparation_nights,
            'bookingWindowDays', r.booking_window_days, 'checkInWeekdays', r.check_in_weekdays,
            'checkOutWeekdays', r.check_out_weekdays)
          from stay_rules r where r.listing_id = l.id) as rules
        from listings l
        where l.id = ${uuidOf(input.listingId)}::uuid and l.host_id = ${uuidOf(input.hostId)}::uuid`,
  );
  return { exists: row !== undefined, rules: row?.rules ?? STAY_RULES_DEFAULT };
}

export async function upsertRules(tx: Tx, listingId: ListingId, rules: StayRules): Promise<void> {
  await tx
    .insert(stayRules)
    .values({ listingId, ...rules })
    .onConflictDoUpdate({ target: stayRules.listingId, set: rules });
}
