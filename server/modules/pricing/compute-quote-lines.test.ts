import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { computeQuoteLines } from "@/server/modules/pricing/compute-quote-lines";
import type { PriceFacts, TaxFact } from "@/server/modules/pricing/price-facts";
import type { Party } from "@/server/primitives/contracts";
import { addDays, fromDayNumber, localDate } from "@/server/primitives/local-date";
import { type Currency, exponentOf } from "@/server/primitives/money";
import { stay } from "@/server/primitives/stay";

const percent = (code: string, name: string, rateBps: number): TaxFact => ({
  code,
  name,
  kind: "percent",
  rateBps,
  amountMinor: 0,
  onCleaningFee: true,
  onServiceFee: false,
  nightsCap: null,
  exemptFromNights: null,
  childrenExempt: false,
});

const garden: PriceFacts = {
  currency: "USD",
  baseMinor: 11_300,
  weekendMinor: 12_900,
  weeklyDiscountBps: 1_000,
  monthlyDiscountBps: 2_000,
  cleaningFeeMinor: 4_500,
  extraGuestFeeMinor: 0,
  guestsIncluded: 3,
  petFeeMinor: 2_000,
  nightMinMinor: null,
  nightMaxMinor: null,
  nightPrices: {},
  taxes: [percent("occupancy", "Occupancy tax, Albany County", 600), percent("sales", "Sales tax", 800)],
  fees: { version: 1, model: "split", guestFeeBps: 1_400, hostFeeBps: 300 },
};
const two: Party = { adults: 2, children: 0, infants: 0, pets: 0 };
const mayStay = stay(localDate("2026-05-14"), localDate("2026-05-17"));
const short = (priced: ReturnType<typeof computeQuoteLines>) =>
  priced.lines.map(({ kind, quantity, unitMinor, amountMinor }) => [kind, quantity, unitMinor, amountMinor]);

describe("the stay on the listing page", () => {
  test("costs exactly what the listing page shows, line by line", () => {
    const priced = computeQuoteLines(garden, mayStay, two);
    expect(short(priced)).toEqual([
      ["nights", 1, 11_300, 11_300],
      ["weekend_nights", 2, 12_900, 25_800],
      ["cleaning_fee", null, null, 4_500],
      ["guest_service_fee", null, null, 5_824],
      ["tax", null, null, 2_496],
      ["tax", null, null, 3_328],
    ]);
    expect(priced.totalMinor).toBe(53_248);
    expect(priced.hostFeeMinor).toBe(1_248);
    expect(priced.lines.at(-2)?.name).toBe("Occupancy tax, Albany County");
  });

  test("a night's own price stands in place of base and weekend price, grouped by price", () => {
    const facts = { ...garden, nightPrices: { "2026-05-14": 15_000, "2026-05-16": 15_000 } };
    expect(short(computeQuoteLines(facts, mayStay, two)).slice(0, 2)).toEqual([
      ["weekend_nights", 1, 12_900, 12_900],
      ["dated_nights", 2, 15_000, 30_000],
    ]);
  });

  test("when the market charges hosts only, the guest pays no service fee", () => {
    const fees = { version: 2, model: "host_only", guestFeeBps: 1_400, hostFeeBps: 1_550 } as const;
    const priced = computeQuoteLines({ ...garden, fees }, mayStay, two);
    expect(priced.guestFeeMinor).toBe(0);
    expect(priced.lines.some((each) => each.kind === "guest_service_fee")).toBe(false);
    expect(priced.hostFeeMinor).toBe(6_448);
  });
});

describe("length of stay", () => {
  const of = (count: number) =>
    computeQuoteLines(garden, stay(localDate("2026-06-01"), addDays(localDate("2026-06-01"), count)), two);
  test("six nights have no discount, seven the weekly one, twenty-eight the monthly one", () => {
    expect(of(6).lines.some((each) => each.kind === "length_discount")).toBe(false);
    expect(of(7).lines.find((each) => each.kind === "length_discount")).toMatchObject({
      name: "weekly",
      rateBps: 1_000,
      amountMinor: -8_230,
    });
    expect(of(28).lines.find((each) => each.kind === "length_discount")).toMatchObject({ name: "monthly" });
  });

  test("a discount stops at the host's minimum for a night", () => {
    const facts = { ...garden, weekendMinor: null, nightMinMinor: 11_000 };
    const priced = computeQuoteLines(facts, stay(localDate("2026-06-01"), localDate("2026-06-08")), two);
    expect(priced.nightAmountsMinor).toEqual(Array(7).fill(11_000));
  });

  test("the host's bounds hold over a night's own price", () => {
    const facts = { ...garden, nightMaxMinor: 12_000, nightPrices: { "2026-05-14": 99_000 } };
    expect(computeQuoteLines(facts, mayStay, two).nightsMinor).toBe(36_000);
  });
});

describe("party", () => {
  test("guests above those included pay per night; infants do not count", () => {
    const facts = { ...garden, guestsIncluded: 2, extraGuestFeeMinor: 1_500 };
    const priced = computeQuoteLines(facts, mayStay, { adults: 2, children: 1, infants: 2, pets: 1 });
    expect(short(priced)).toContainEqual(["extra_guests", 3, 1_500, 4_500]);
    expect(short(priced)).toContainEqual(["pet_fee", null, null, 2_000]);
  });
});

describe("taxes", () => {
  const flat = (kind: TaxFact["kind"], more: Partial<TaxFact> = {}): PriceFacts => ({
    ...garden,
    taxes: [{ ...percent("x", "City tax", 0), kind, amountMinor: 350, ...more }],
  });
  const family: Party = { adults: 2, children: 2, infants: 1, pets: 0 };
  test("per stay, per night and per person-night count what they say", () => {
    expect(computeQuoteLines(flat("per_stay"), mayStay, family).taxMinor).toBe(350);
    expect(computeQuoteLines(flat("per_night"), mayStay, family).taxMinor).toBe(1_050);
    expect(computeQuoteLines(flat("per_person_night"), mayStay, family).taxMinor).toBe(4_200);
  });
  test("children are exempt and nights are capped where the rule says so", () => {
    const capped = flat("per_person_night", { childrenExempt: true, nightsCap: 2 });
    expect(computeQuoteLines(capped, mayStay, family).taxMinor).toBe(1_400);
    const percentCapped = flat("percent", { rateBps: 1_000, nightsCap: 1, onCleaningFee: false });
    expect(computeQuoteLines(percentCapped, mayStay, family).taxMinor).toBe(1_130);
  });
  test("stays at the exempt length pay none", () => {
    expect(computeQuoteLines(flat("per_night", { exemptFromNights: 3 }), mayStay, family).lines).toHaveLength(
      4,
    );
  });
  test("a tax on the service fee includes it, one without does not", () => {
    const on = flat("percent", { rateBps: 1_000, onServiceFee: true });
    expect(computeQuoteLines(on, mayStay, two).taxMinor).toBe(4_742);
  });
});

const currencies: readonly Currency[] = ["JPY", "USD", "KWD"];
const facts = fc.record({
  currency: fc.constantFrom(...currencies),
  baseMinor: fc.integer({ min: 1, max: 100_000_000 }),
  weekendMinor: fc.option(fc.integer({ min: 1, max: 100_000_000 })),
  weeklyDiscountBps: fc.integer({ min: 0, max: 9_000 }),
  monthlyDiscountBps: fc.integer({ min: 0, max: 9_000 }),
  cleaningFeeMinor: fc.integer({ min: 0, max: 1_000_000 }),
  extraGuestFeeMinor: fc.integer({ min: 0, max: 10_000_000 }),
  guestsIncluded: fc.integer({ min: 1, max: 8 }),
  petFeeMinor: fc.integer({ min: 0, max: 1_000_000 }),
  nightMinMinor: fc.option(fc.integer({ min: 1, max: 10_000 })),
  nightMaxMinor: fc.option(fc.integer({ min: 10_000, max: 1_000_000 })),
  nightPrices: fc.dictionary(
    fc.integer({ min: 20_000, max: 20_100 }).map((day) => fromDayNumber(day) as string),
    fc.integer({ min: 1, max: 1_000_000 }),
  ),
  taxes: fc.array(
    fc.record({
      code: fc.string(),
      name: fc.string(),
      kind: fc.constantFrom("percent", "per_stay", "per_night", "per_person_night" as const),
      rateBps: fc.integer({ min: 0, max: 3_000 }),
      amountMinor: fc.integer({ min: 0, max: 2_000 }),
      onCleaningFee: fc.boolean(),
      onServiceFee: fc.boolean(),
      nightsCap: fc.option(fc.integer({ min: 1, max: 30 })),
      exemptFromNights: fc.option(fc.integer({ min: 1, max: 90 })),
      childrenExempt: fc.boolean(),
    }),
    { maxLength: 4 },
  ),
  fees: fc.record({
    version: fc.constant(1),
    model: fc.constantFrom("split", "host_only" as const),
    guestFeeBps: fc.integer({ min: 0, max: 2_000 }),
    hostFeeBps: fc.integer({ min: 0, max: 2_000 }),
  }),
}) as fc.Arbitrary<PriceFacts>;
const stays = fc
  .record({ from: fc.integer({ min: 19_990, max: 20_100 }), nights: fc.integer({ min: 1, max: 365 }) })
  .map(({ from, nights }) => stay(fromDayNumber(from), fromDayNumber(from + nights)));
const parties = fc.record({
  adults: fc.integer({ min: 1, max: 16 }),
  children: fc.integer({ min: 0, max: 8 }),
  infants: fc.integer({ min: 0, max: 5 }),
  pets: fc.integer({ min: 0, max: 3 }),
});

function numbersIn(value: unknown): number[] {
  if (typeof value === "number") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

const SEQUENCE = [
  "nights",
  "weekend_nights",
  "dated_nights",
  "length_discount",
  "extra_guests",
  "cleaning_fee",
  "pet_fee",
  "guest_service_fee",
  "tax",
];

describe("any price facts, stay and party", () => {
  test("every number is a safe integer, and the lines sum to the total and to its parts", () => {
    fc.assert(
      fc.property(facts, stays, parties, (given, when, who) => {
        const priced = computeQuoteLines(given, when, who);
        expect(numbersIn(priced).filter((number) => !Number.isSafeInteger(number))).toEqual([]);
        expect(priced.lines.reduce((total, each) => total + each.amountMinor, 0)).toBe(priced.totalMinor);
        expect(priced.nightsMinor + priced.hostFeesMinor + priced.guestFeeMinor + priced.taxMinor).toBe(
          priced.totalMinor,
        );
        expect(priced.nightAmountsMinor.reduce((total, each) => total + each, 0)).toBe(priced.nightsMinor);
        expect(priced.nightAmountsMinor.every((amount) => amount >= 0)).toBe(true);
        expect(exponentOf(given.currency)).toBeLessThanOrEqual(3);
      }),
    );
  });

  test("lines stand in the fixed sequence and quantity times rate is the amount", () => {
    fc.assert(
      fc.property(facts, stays, parties, (given, when, who) => {
        const { lines } = computeQuoteLines(given, when, who);
        const places = lines.map((each) => SEQUENCE.indexOf(each.kind));
        expect(places).toEqual([...places].sort((a, b) => a - b));
        for (const each of lines)
          if (each.quantity !== null) expect(each.amountMinor).toBe(each.quantity * (each.unitMinor ?? 0));
      }),
    );
  });

  test("without length discounts one more night never costs less", () => {
    fc.assert(
      fc.property(facts, stays, parties, (given, when, who) => {
        const plain = {
          ...given,
          weeklyDiscountBps: 0,
          monthlyDiscountBps: 0,
          taxes: given.taxes.map((rule) => ({ ...rule, exemptFromNights: null })),
        };
        const longer = { checkIn: when.checkIn, checkOut: addDays(when.checkOut, 1) };
        const [before, after] = [computeQuoteLines(plain, when, who), computeQuoteLines(plain, longer, who)];
        expect(after.totalMinor).toBeGreaterThanOrEqual(before.totalMinor);
      }),
    );
  });

  test("no discounted night is below the host's minimum", () => {
    fc.assert(
      fc.property(facts, stays, parties, (given, when, who) => {
        const { nightAmountsMinor } = computeQuoteLines(given, when, who);
        const floor = Math.min(given.nightMinMinor ?? 0, given.nightMaxMinor ?? Number.MAX_SAFE_INTEGER);
        expect(nightAmountsMinor.every((amount) => amount >= floor)).toBe(true);
      }),
    );
  });
});
