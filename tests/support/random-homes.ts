/** Homes of every kind of price, rule and calendar, for tests that compare what search says with what checkout says. */
import fc from "fast-check";
import type { ListingId } from "@/server/primitives/id";
import { addDays, localDate } from "@/server/primitives/local-date";
import { stay } from "@/server/primitives/stay";
import type { Market } from "@/tests/support/market";
import { addClaims } from "@/tests/support/market-listing";

/** The day of `market.now`; own prices, minimums and claims lie within 120 days of it. */
export const TODAY = localDate("2026-04-28");
const CITIES = ["Albany", "Troy"] as const;

const amount = (max: number) => fc.integer({ min: 1, max });
export const randomHomes = fc.record({
  city: fc.constantFrom(...CITIES),
  capacity: fc.integer({ min: 1, max: 6 }),
  petsMax: fc.integer({ min: 0, max: 2 }),
  baseMinor: amount(90_000),
  weekendMinor: fc.option(amount(90_000)),
  weeklyDiscountBps: fc.integer({ min: 0, max: 3_000 }),
  monthlyDiscountBps: fc.integer({ min: 0, max: 5_000 }),
  cleaningFeeMinor: fc.integer({ min: 0, max: 15_000 }),
  extraGuestFeeMinor: fc.integer({ min: 0, max: 3_000 }),
  guestsIncluded: fc.integer({ min: 1, max: 4 }),
  petFeeMinor: fc.integer({ min: 0, max: 5_000 }),
  nightMinMinor: fc.option(amount(9_000)),
  rules: fc.record({
    nightsMin: fc.integer({ min: 1, max: 4 }),
    nightsMax: fc.integer({ min: 5, max: 60 }),
    advanceNoticeHours: fc.constantFrom(0, 24, 168),
    preparationNights: fc.integer({ min: 0, max: 2 }),
    bookingWindowDays: fc.constantFrom(30, 90, 365),
    checkInWeekdays: fc.constantFrom([1, 2, 3, 4, 5, 6, 7], [5, 6], [1, 2, 3, 4]),
  }),
  ownPrices: fc.array(fc.tuple(fc.integer({ min: 0, max: 120 }), amount(50_000)), { maxLength: 40 }),
  ownMinimums: fc.array(fc.tuple(fc.integer({ min: 0, max: 120 }), fc.integer({ min: 1, max: 7 })), {
    maxLength: 10,
  }),
  claims: fc.uniqueArray(fc.integer({ min: 0, max: 120 }), { maxLength: 25 }),
  claimKind: fc.constantFrom("booking" as const, "block" as const),
});
type Home = typeof randomHomes extends fc.Arbitrary<infer T> ? T : never;

export async function addRandomHome(market: Market, home: Home): Promise<ListingId> {
  const { city, capacity, petsMax, rules, ownPrices, ownMinimums, claims, claimKind, ...prices } = home;
  const onDate = (offset: number) => addDays(TODAY, offset);
  const houseRules = {
    petsAllowed: petsMax > 0,
    smokingAllowed: false,
    partiesAllowed: false,
    childrenWelcome: true,
    quietFromMinutes: null,
    quietUntilMinutes: null,
    more: [],
  };
  const { listingId } = await market.addListing({
    listing: { city, capacity, petsMax, houseRules },
    prices,
    rules: { ...rules, checkInWeekdays: [...rules.checkInWeekdays] },
    nightPrices: Object.fromEntries(ownPrices.map(([offset, minor]) => [onDate(offset), minor])),
    nightRules: Object.fromEntries(ownMinimums.map(([offset, nights]) => [onDate(offset), nights])),
    photoCount: 1,
  });
  for (const offset of claims)
    await addClaims(market.db, {
      listingId,
      kind: claimKind,
      stay: stay(onDate(offset), onDate(offset + 1)),
    });
  return listingId;
}
