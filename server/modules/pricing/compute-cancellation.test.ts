import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  computeCancellation,
  computeRefundSteps,
  type PaidFacts,
} from "@/server/modules/pricing/compute-cancellation";
import { computeQuoteLines } from "@/server/modules/pricing/compute-quote-lines";
import type { PriceFacts, TaxFact } from "@/server/modules/pricing/price-facts";
import { type CancellationPolicy, nightsBegun } from "@/server/modules/pricing/refund-shares";
import type { Party } from "@/server/primitives/contracts";
import { addDays, fromDayNumber, localDate } from "@/server/primitives/local-date";
import { nightCount, type Stay, stay } from "@/server/primitives/stay";
import { addMs, DAY_MS, HOUR_MS, instantAt } from "@/server/primitives/zoned";

const tax = (name: string, rateBps: number): TaxFact => ({
  code: name,
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
const prices: PriceFacts = {
  currency: "USD",
  baseMinor: 11_300,
  weekendMinor: 12_900,
  weeklyDiscountBps: 1_000,
  monthlyDiscountBps: 2_000,
  cleaningFeeMinor: 4_500,
  extraGuestFeeMinor: 700,
  guestsIncluded: 3,
  petFeeMinor: 2_000,
  nightMinMinor: null,
  nightMaxMinor: null,
  nightPrices: {},
  taxes: [tax("Occupancy tax", 600), tax("Sales tax", 800)],
  fees: { version: 1, model: "split", guestFeeBps: 1_400, hostFeeBps: 300 },
};
const two: Party = { adults: 2, children: 0, infants: 0, pets: 0 };
const NEW_YORK = "America/New_York";
const THREE_PM = 900;

function booked(given: Partial<PaidFacts> & { party?: Party; from?: PriceFacts } = {}): PaidFacts {
  const when = given.stay ?? stay(localDate("2026-05-14"), localDate("2026-05-17"));
  const priced = computeQuoteLines(given.from ?? prices, when, given.party ?? two);
  return {
    policy: given.policy ?? "moderate",
    stay: when,
    timeZone: given.timeZone ?? NEW_YORK,
    checkInFromMinutes: given.checkInFromMinutes ?? THREE_PM,
    bookedAt: given.bookedAt ?? new Date("2026-04-28T19:31:00Z"),
    lines: priced.lines,
    nightAmountsMinor: priced.nightAmountsMinor,
    totalMinor: priced.totalMinor,
    hostFeeMinor: priced.hostFeeMinor,
  };
}
const at = (text: string) => new Date(text);
const refundAt = (facts: PaidFacts, when: Date) => computeCancellation(facts, "guest", when).refundMinor;

describe("the moderate stay of the checkout page", () => {
  test("its timeline shows the page's instants and sums", () => {
    expect(computeRefundSteps(booked(), at("2026-04-28T19:31:00Z"))).toEqual([
      { until: at("2026-05-09T19:00:00Z"), refundMinor: 53_248, kind: "full" },
      { until: at("2026-05-14T19:00:00Z"), refundMinor: 21_861, kind: "partial" },
      { until: null, refundMinor: 8_366, kind: "partial" },
    ]);
  });
  test("a deadline has passed at its own instant, not a millisecond before", () => {
    expect(refundAt(booked(), at("2026-05-09T18:59:59.999Z"))).toBe(53_248);
    expect(refundAt(booked(), at("2026-05-09T19:00:00.000Z"))).toBe(21_861);
  });
  test("its derivation says which part comes back and why", () => {
    const { parts, hostKeepsMinor, hostFeeRefundMinor } = computeCancellation(
      booked(),
      "guest",
      at("2026-05-12T00:00:00Z"),
    );
    expect(parts).toEqual([
      { what: "nights", paidMinor: 37_100, refundMinor: 12_900, because: "first_night_and_half_kept" },
      { what: "cleaning_fee", paidMinor: 4_500, refundMinor: 4_500, because: "never_checked_in" },
      { what: "guest_service_fee", paidMinor: 5_824, refundMinor: 2_025, because: "follows_nights" },
      { what: "tax", paidMinor: 5_824, refundMinor: 2_436, because: "follows_taxed_amounts" },
    ]);
    expect(hostKeepsMinor + 1_248 - hostFeeRefundMinor).toBe(24_200);
  });
});

describe("flexible", () => {
  const facts = booked({ policy: "flexible", bookedAt: at("2026-05-10T12:00:00Z") });
  test("everything until 24 hours before, then the host keeps the first night", () => {
    expect(refundAt(facts, at("2026-05-13T18:59:59Z"))).toBe(facts.totalMinor);
    const late = computeCancellation(facts, "guest", at("2026-05-13T19:00:00Z"));
    expect(late.parts[0]).toMatchObject({ refundMinor: 25_800, because: "first_night_kept" });
  });
  test("after check-in the nights spent and one more stay with the host, and so does the cleaning", () => {
    const left = computeCancellation(facts, "guest", at("2026-05-15T14:00:00Z"));
    expect(left.parts[0]).toMatchObject({ refundMinor: 12_900, because: "nights_spent_kept" });
    expect(left.parts[1]).toMatchObject({ what: "cleaning_fee", refundMinor: 0, because: "checked_in" });
    expect(refundAt(facts, at("2026-05-16T14:00:00Z"))).toBe(0);
  });
});

describe("strict", () => {
  const facts = booked({ policy: "strict" });
  test("everything within 48 hours of booking while the stay is 14 days ahead or more", () => {
    expect(refundAt(facts, at("2026-04-30T18:59:59Z"))).toBe(facts.totalMinor);
    const far = booked({ policy: "strict", bookedAt: at("2026-03-01T12:00:00Z") });
    expect(refundAt(far, at("2026-03-03T11:59:59Z"))).toBe(far.totalMinor);
    expect(computeCancellation(far, "guest", at("2026-03-03T12:00:00Z")).parts[0]?.because).toBe("half_kept");
  });
  test("half until 7 days before, then none of the nights", () => {
    expect(computeCancellation(facts, "guest", at("2026-05-07T18:59:00Z")).parts[0]?.refundMinor).toBe(
      18_550,
    );
    const late = computeCancellation(facts, "guest", at("2026-05-07T19:00:00Z"));
    expect(late.parts[0]).toMatchObject({ refundMinor: 0, because: "not_refundable" });
    expect(late.parts[1]).toMatchObject({ what: "cleaning_fee", refundMinor: 4_500 });
    expect(refundAt(facts, at("2026-05-14T19:00:00Z"))).toBe(0);
  });
});

describe("every policy", () => {
  const policies: readonly CancellationPolicy[] = ["flexible", "moderate", "strict"];
  test("gives everything back within 24 hours of booking when the stay was 7 days away", () => {
    const bookedAt = at("2026-05-07T18:00:00Z");
    for (const policy of policies) {
      const facts = booked({ policy, bookedAt });
      expect(refundAt(facts, addMs(bookedAt, 24 * HOUR_MS - 1))).toBe(facts.totalMinor);
    }
    const near = booked({ policy: "strict", bookedAt: at("2026-05-07T19:00:01Z") });
    expect(refundAt(near, at("2026-05-07T19:00:02Z"))).toBeLessThan(near.totalMinor);
  });
  test("gives everything back when host or operator cancels, at any time", () => {
    for (const policy of policies)
      for (const by of ["host", "operator"] as const) {
        const all = computeCancellation(booked({ policy }), by, at("2026-05-16T12:00:00Z"));
        expect(all).toMatchObject({ refundMinor: 53_248, hostKeepsMinor: 0, hostFeeRefundMinor: 1_248 });
      }
  });
  test("keeps the next 30 nights of a stay of 28 nights or more", () => {
    const month = booked({ stay: stay(localDate("2026-06-01"), localDate("2026-07-11")) });
    const now = computeCancellation(month, "guest", at("2026-05-20T12:00:00Z"));
    expect(now.parts[0]?.because).toBe("long_stay_nights_kept");
    const last10 = month.nightAmountsMinor.slice(30).reduce((total, amount) => total + amount, 0);
    expect(now.parts[0]?.refundMinor).toBe(last10);
    const inside = computeCancellation(month, "guest", at("2026-06-05T20:00:00Z"));
    expect(inside.parts[0]?.refundMinor).toBeLessThan(last10);
  });
});

describe("clocks and calendars", () => {
  test("5 days before stays at the listing's 3 pm across a change of its clocks", () => {
    const facts = booked({
      stay: stay(localDate("2026-03-10"), localDate("2026-03-12")),
      bookedAt: at("2026-02-01T00:00:00Z"),
    });
    expect(computeRefundSteps(facts, at("2026-02-02T00:00:01Z"))[0]?.until).toEqual(
      at("2026-03-05T20:00:00Z"),
    );
  });
  test("24 hours before are 24 hours, though the day has 23", () => {
    const facts = booked({
      policy: "flexible",
      stay: stay(localDate("2026-03-08"), localDate("2026-03-10")),
      bookedAt: at("2026-03-07T00:00:00Z"),
    });
    expect(computeRefundSteps(facts, facts.bookedAt)[0]?.until).toEqual(at("2026-03-07T19:00:00Z"));
  });
  test("29 February is a night like any other", () => {
    const facts = booked({ stay: stay(localDate("2028-02-28"), localDate("2028-03-01")) });
    expect(facts.nightAmountsMinor).toHaveLength(2);
    expect(nightsBegun(facts, instantAt(localDate("2028-02-29"), THREE_PM, NEW_YORK))).toBe(2);
  });
  test("a date that a zone skipped changes no night count", () => {
    const facts = booked({
      stay: stay(localDate("2011-12-28"), localDate("2012-01-02")),
      timeZone: "Pacific/Apia",
      bookedAt: at("2011-12-01T00:00:00Z"),
    });
    expect(nightsBegun(facts, instantAt(localDate("2011-12-29"), THREE_PM, "Pacific/Apia"))).toBe(2);
    expect(nightsBegun(facts, instantAt(localDate("2011-12-31"), THREE_PM, "Pacific/Apia"))).toBe(4);
  });
  test("the listing's zone decides, wherever the guest is", () => {
    const facts = booked({
      timeZone: "Pacific/Auckland",
      policy: "flexible",
      bookedAt: at("2026-05-12T00:00:00Z"),
    });
    expect(computeRefundSteps(facts, facts.bookedAt)[0]?.until).toEqual(at("2026-05-13T03:00:00Z"));
  });
});

const zones = [
  "America/New_York",
  "Pacific/Apia",
  "Pacific/Kiritimati",
  "Asia/Kolkata",
  "America/St_Johns",
  "UTC",
];
const anyBooking = fc
  .record({
    policy: fc.constantFrom<CancellationPolicy>("flexible", "moderate", "strict"),
    timeZone: fc.constantFrom(...zones),
    checkInFromMinutes: fc.integer({ min: 0, max: 1439 }),
    from: fc.oneof(fc.integer({ min: 20_400, max: 20_800 }), fc.integer({ min: 15_330, max: 15_345 })),
    nights: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 26, max: 65 })),
    leadHours: fc.integer({ min: 1, max: 60 * 24 }),
    party: fc.record({
      adults: fc.integer({ min: 1, max: 6 }),
      children: fc.integer({ min: 0, max: 3 }),
      infants: fc.constant(0),
      pets: fc.integer({ min: 0, max: 1 }),
    }),
    cap: fc.option(fc.integer({ min: 1, max: 5 })),
    baseMinor: fc.integer({ min: 1, max: 40_000 }),
  })
  .map((g) => {
    const when: Stay = stay(fromDayNumber(g.from), addDays(fromDayNumber(g.from), g.nights));
    const taxes = [
      { ...tax("a", 600), nightsCap: g.cap, onServiceFee: true },
      { ...tax("b", 0), kind: "per_person_night" as const, amountMinor: 131 },
    ];
    return booked({
      ...g,
      stay: when,
      from: { ...prices, baseMinor: g.baseMinor, taxes },
      bookedAt: addMs(instantAt(when.checkIn, g.checkInFromMinutes, g.timeZone), -g.leadHours * HOUR_MS),
    });
  });

describe("any booking at any time", () => {
  test("the refund is between nothing and what was paid, part by part", () => {
    fc.assert(
      fc.property(anyBooking, fc.integer({ min: 0, max: 70 * 24 * 60 }), (facts, minutes) => {
        const result = computeCancellation(facts, "guest", addMs(facts.bookedAt, minutes * 60_000));
        for (const part of result.parts) {
          expect(part.refundMinor).toBeGreaterThanOrEqual(0);
          expect(part.refundMinor).toBeLessThanOrEqual(part.paidMinor);
        }
        expect(result.refundMinor).toBe(result.parts.reduce((total, part) => total + part.refundMinor, 0));
        expect(result.parts.reduce((total, part) => total + part.paidMinor, 0)).toBe(facts.totalMinor);
      }),
    );
  });

  test("every minor unit of the total has one owner afterwards", () => {
    fc.assert(
      fc.property(anyBooking, fc.integer({ min: 0, max: 70 * 24 * 60 }), (facts, minutes) => {
        const result = computeCancellation(facts, "guest", addMs(facts.bookedAt, minutes * 60_000));
        const kept = (what: string) =>
          result.parts
            .filter((part) => part.what === what)
            .reduce((total, part) => total + part.paidMinor - part.refundMinor, 0);
        const hostFeeKept = facts.hostFeeMinor - result.hostFeeRefundMinor;
        const owned = result.refundMinor + result.hostKeepsMinor + hostFeeKept;
        expect(owned + kept("guest_service_fee") + kept("tax")).toBe(facts.totalMinor);
        expect(result.hostKeepsMinor).toBeGreaterThanOrEqual(0);
        expect(hostFeeKept).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test("waiting never raises the refund", () => {
    const minutes = fc.integer({ min: 0, max: 75 * 24 * 60 });
    fc.assert(
      fc.property(anyBooking, minutes, minutes, (facts, one, other) => {
        const [early, late] = [Math.min(one, other), Math.max(one, other)];
        expect(refundAt(facts, addMs(facts.bookedAt, late * 60_000))).toBeLessThanOrEqual(
          refundAt(facts, addMs(facts.bookedAt, early * 60_000)),
        );
      }),
      { numRuns: 400 },
    );
  });

  test("the timeline says at each instant before the stay what cancelling then gives", () => {
    fc.assert(
      fc.property(anyBooking, fc.double({ min: 0, max: 1, noNaN: true }), (facts, place) => {
        const steps = computeRefundSteps(facts, facts.bookedAt);
        const begins = instantAt(facts.stay.checkIn, facts.checkInFromMinutes, facts.timeZone).getTime();
        const when = new Date(
          facts.bookedAt.getTime() + Math.floor(place * (begins - facts.bookedAt.getTime())),
        );
        const step = steps.find((each) => each.until === null || when < each.until);
        expect(step?.refundMinor).toBe(refundAt(facts, when));
      }),
    );
  });

  test("all nights have begun a day after the last one", () => {
    fc.assert(
      fc.property(anyBooking, (facts) => {
        const end = instantAt(facts.stay.checkOut, facts.checkInFromMinutes, facts.timeZone);
        expect(nightsBegun(facts, end)).toBe(nightCount(facts.stay));
        expect(nightsBegun(facts, addMs(facts.bookedAt, -DAY_MS))).toBe(0);
      }),
    );
  });
});
