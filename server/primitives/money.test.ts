import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addMoney,
  applyBpsHalfUp,
  BPS_WHOLE,
  CURRENCIES,
  decimalText,
  divideRoundHalfUp,
  exponentOf,
  formatMoney,
  money,
  splitLargestRemainder,
} from "@/server/primitives/money";

const amount = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
const weights = fc
  .array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 40 })
  .filter((w) => w.some((x) => x > 0));

describe("money", () => {
  test("a split sums to the whole, whatever the weights", () => {
    fc.assert(
      fc.property(amount, weights, (whole, by) => {
        const parts = splitLargestRemainder(whole, by);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(whole);
        expect(parts.every(Number.isSafeInteger)).toBe(true);
      }),
    );
  });

  test("no part of a split is a whole unit away from its exact share", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), weights, (whole, by) => {
        const total = by.reduce((sum, weight) => sum + weight, 0);
        for (const [index, part] of splitLargestRemainder(whole, by).entries()) {
          const exactTimesTotal = BigInt(whole) * BigInt(by[index] ?? 0);
          const distance = BigInt(part) * BigInt(total) - exactTimesTotal;
          expect(distance > -BigInt(total) && distance < BigInt(total)).toBe(true);
        }
      }),
    );
  });

  test("a part of weight zero gets nothing", () => {
    expect(splitLargestRemainder(100, [0, 1, 0, 2])).toEqual([0, 33, 0, 67]);
  });

  test("a rate rounds half up and is exact on integers", () => {
    expect(applyBpsHalfUp(41_600, 1_400)).toBe(5_824);
    expect(applyBpsHalfUp(1, 5_000)).toBe(1);
    expect(applyBpsHalfUp(-1, 5_000)).toBe(-1);
    fc.assert(
      fc.property(amount, fc.integer({ min: 0, max: BPS_WHOLE }), (base, bps) => {
        const exact = BigInt(base) * BigInt(bps);
        const distance = BigInt(applyBpsHalfUp(base, bps)) * BigInt(BPS_WHOLE) - exact;
        expect(distance >= -5_000n && distance <= 5_000n).toBe(true);
      }),
    );
  });

  test("rounded division is within half of the divisor", () => {
    fc.assert(
      fc.property(amount, fc.integer({ min: 1, max: 100_000 }), (dividend, divisor) => {
        const distance = Math.abs(divideRoundHalfUp(dividend, divisor) * divisor - dividend);
        expect(distance * 2).toBeLessThanOrEqual(divisor);
      }),
    );
  });

  test("decimal text has the currency's own exponent and reads back exactly", () => {
    expect(decimalText(money(1_050, "USD"))).toBe("10.50");
    expect(decimalText(money(1_050, "JPY"))).toBe("1050");
    expect(decimalText(money(-5, "KWD"))).toBe("-0.005");
    fc.assert(
      fc.property(amount, fc.constantFrom(...CURRENCIES), (minor, currency) => {
        const text = decimalText(money(minor, currency));
        expect(Number(text.replace(".", ""))).toBe(minor === 0 ? 0 : minor);
        expect((text.split(".")[1] ?? "").length).toBe(exponentOf(currency));
      }),
    );
  });

  test("formatting never passes through a float", () => {
    expect(formatMoney(money(99_999_999_999_99 % 1_000_000_000_000, "USD"))).toMatch(/^\$[\d,]+\.99$/);
    expect(formatMoney(money(123_456, "JPY"))).toBe("¥123,456");
  });

  test("different currencies do not add", () => {
    expect(() => addMoney(money(1, "USD"), money(1, "EUR"))).toThrow(/currencies differ/);
  });

  test.each([Number.NaN, 0.5, 1e308, Number.POSITIVE_INFINITY])("%d is no amount", (value) => {
    expect(() => money(value, "USD")).toThrow();
  });
});
