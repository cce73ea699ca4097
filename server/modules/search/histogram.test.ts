import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HISTOGRAM_BINS, slicesOf } from "@/server/modules/search/histogram";

const sum = (bins: readonly number[]) => bins.reduce((total, count) => total + count, 0);

describe("slices of prices", () => {
  it("reach from the cheapest to the dearest where nothing stands far out", () => {
    const { minMinor, topMinor, maxMinor, medianMinor, bins } = slicesOf([5_000, 9_000, 7_000]);
    expect([minMinor, medianMinor, topMinor, maxMinor]).toEqual([5_000, 7_000, 9_000, 9_000]);
    expect([bins[0], bins[HISTOGRAM_BINS - 1]]).toEqual([1, 1]);
  });

  it("end below the few that are far dearer, which the last slice holds", () => {
    const prices = [...Array.from({ length: 200 }, (_, at) => 3_000 + at * 100), 400_000];
    const { topMinor, maxMinor, bins } = slicesOf(prices);
    expect(maxMinor).toBe(400_000);
    expect(topMinor).toBeLessThan(23_000);
    expect(bins.filter((count) => count > 0)).toHaveLength(HISTOGRAM_BINS);
  });

  it("count every home once, whatever they cost", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10_000_000 }), { maxLength: 300 }), (prices) => {
        const { minMinor, topMinor, maxMinor, bins } = slicesOf(prices);
        expect(sum(bins)).toBe(prices.length);
        expect(minMinor).toBeLessThanOrEqual(topMinor);
        expect(topMinor).toBeLessThanOrEqual(maxMinor);
      }),
    );
  });
});
