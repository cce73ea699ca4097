import { publish } from "@/server/events/publish";
import { nightsChanged } from "@/server/modules/calendar/events";
import { readNightMinimums, writeNightMinimums } from "@/server/modules/calendar/store";
import { lockOwnListing } from "@/server/modules/listings/lock-own-listing";
import { saveNightPrices } from "@/server/modules/pricing/save-night-prices";
import type { HostCtx } from "@/server/platform/context";
import { inTransaction, type Tx } from "@/server/platform/db";
import type { ListingId } from "@/server/primitives/id";
import { addDays, type LocalDate } from "@/server/primitives/local-date";
import { refuse } from "@/server/primitives/refusal";
import { nightCount, nightsOf, type Stay } from "@/server/primitives/stay";

interface NightValues {
  readonly night: LocalDate;
  readonly priceMinor: number | null;
  readonly nightsMin: number | null;
}
/** Fields that are absent keep what each night has; null clears them. */
interface NightChange {
  readonly night: LocalDate;
  readonly priceMinor?: number | null | undefined;
  readonly nightsMin?: number | null | undefined;
}

/**
 * Sets price or minimum stay of each night of a range, or clears them. Bookings that stand keep what was quoted. One
 * transaction; gives what the nights had, for undo. Refuses with `listing_not_found`.
 */
export function editNights(
  ctx: HostCtx,
  input: {
    readonly listingId: ListingId;
    readonly stay: Stay;
    readonly priceMinor?: number | null | undefined;
    readonly nightsMin?: number | null | undefined;
  },
): Promise<{ before: NightValues[] }> {
  const { listingId, stay, priceMinor, nightsMin } = input;
  if (priceMinor === undefined && nightsMin === undefined)
    throw refuse("invalid_input", { fields: ["priceMinor", "nightsMin"] });
  return changeNights(
    ctx,
    listingId,
    nightsOf(stay).map((night) => ({ night, priceMinor, nightsMin })),
  );
}

/** Undoes an edit: gives each night the values it had. Refuses with `listing_not_found`. */
export function restoreNights(
  ctx: HostCtx,
  input: { readonly listingId: ListingId; readonly nights: readonly NightValues[] },
): Promise<{ before: NightValues[] }> {
  return changeNights(ctx, input.listingId, input.nights);
}

/** Widest span of dates one call may touch: it bounds what is read for undo. */
const SPAN_NIGHTS_MAX = 800;

async function changeNights(
  ctx: HostCtx,
  listingId: ListingId,
  changes: readonly NightChange[],
): Promise<{ before: NightValues[] }> {
  const range = rangeOf(changes);
  return inTransaction(ctx, async (tx) => {
    await lockOwnListing(tx, { listingId, hostId: ctx.actor.personId });
    const prices = await changePrices(ctx, tx, { listingId, range, changes });
    const minimums = await changeMinimums(ctx, tx, { listingId, range, changes });
    return {
      before: changes.map(({ night }) => ({
        night,
        priceMinor: prices.get(night) ?? null,
        nightsMin: minimums.get(night) ?? null,
      })),
    };
  });
}

interface Change {
  readonly listingId: ListingId;
  readonly range: Stay;
  readonly changes: readonly NightChange[];
}

function changePrices(ctx: HostCtx, tx: Tx, change: Change): Promise<ReadonlyMap<LocalDate, number>> {
  const changes = change.changes.flatMap(({ night, priceMinor }) =>
    priceMinor === undefined ? [] : [{ night, priceMinor }],
  );
  return saveNightPrices(tx, { ...change, changes, now: ctx.now, trace: ctx.trace });
}

async function changeMinimums(
  ctx: HostCtx,
  tx: Tx,
  { listingId, range, changes }: Change,
): Promise<ReadonlyMap<LocalDate, number>> {
  const before = await readNightMinimums(tx, listingId, range);
  const minimums = changes.flatMap(({ night, nightsMin }) =>
    nightsMin === undefined ? [] : [{ night, nightsMin }],
  );
  if (minimums.length === 0) return before;
  await writeNightMinimums(tx, listingId, minimums);
  await publish(tx, nightsChanged, {
    payload: { listingId, ...range, cause: "rules" },
    at: ctx.now,
    trace: ctx.trace,
  });
  return before;
}

/** Refuses dates named twice or spread too far with `invalid_input`. */
function rangeOf(changes: readonly NightChange[]): Stay {
  const nights = changes.map(({ night }) => night).sort();
  const [checkIn] = nights;
  const last = nights.at(-1);
  if (!checkIn || !last || new Set(nights).size !== nights.length)
    throw refuse("invalid_input", { fields: ["nights"] });
  const range = { checkIn, checkOut: addDays(last, 1) };
  if (nightCount(range) > SPAN_NIGHTS_MAX) throw refuse("invalid_input", { fields: ["nights"] });
  return range;
}
