import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FUNNEL_STEPS } from "@/server/modules/analytics/contract";
import { noParts } from "@/server/modules/analytics/rollups";
import {
  computeFigures,
  computeFunnel,
  computeNightFigures,
  conversionOf,
} from "@/server/modules/analytics/rules";

const nightSums = fc
  .record({
    available: fc.integer({ min: 1, max: 200_000 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .chain(({ available, share }) =>
    fc.record({
      available: fc.constant(available),
      sold: fc.constant(Math.max(1, Math.floor(available * share))),
      blocked: fc.integer({ min: 0, max: 1_000 }),
      revenueMinor: fc.integer({ min: 0, max: 2_000_000_000 }),
    }),
  );

describe("occupancy, ADR and RevPAR", () => {
  it("RevPAR is occupancy × ADR, exactly, on the sums they are computed from", () => {
    fc.assert(
      fc.property(nightSums, ({ sold, available, revenueMinor }) => {
        // Fractions in whole numbers: (sold / available) × (revenue / sold) = revenue / available.
        const left = BigInt(sold) * BigInt(revenueMinor) * BigInt(available);
        const right = BigInt(revenueMinor) * BigInt(available) * BigInt(sold);
        expect(left).toBe(right);
        const figures = computeNightFigures({ sold, available, blocked: 0, revenueMinor });
        const product = (figures.occupancy ?? 0) * (revenueMinor / sold);
        // The figure shown is that product rounded once to a whole minor unit.
        expect(Math.abs((figures.revparMinor ?? 0) - product)).toBeLessThanOrEqual(0.5 + product * 1e-12);
      }),
    );
  });

  it("adding spans up and dividing once is what a longer span gives", () => {
    fc.assert(
      fc.property(nightSums, nightSums, (a, b) => {
        const both = {
          sold: a.sold + b.sold,
          available: a.available + b.available,
          blocked: a.blocked + b.blocked,
          revenueMinor: a.revenueMinor + b.revenueMinor,
        };
        const figures = computeNightFigures(both);
        expect(figures.occupancy).toBe((a.sold + b.sold) / (a.available + b.available));
      }),
    );
  });

  it("say nothing when nothing was available or sold", () => {
    expect(computeNightFigures({ sold: 0, available: 0, blocked: 0, revenueMinor: 0 })).toEqual({
      occupancy: null,
      adrMinor: null,
      revparMinor: null,
    });
  });
});

describe("gross booking value", () => {
  it("is host earnings, service fees and taxes, net of what cancellations give back", () => {
    const parts = {
      ...noParts(),
      bookings: 2,
      grossMinor: 106_496,
      accommodationMinor: 72_400,
      hostFeesMinor: 9_000,
      guestFeeMinor: 11_396,
      hostFeeMinor: 2_442,
      taxMinor: 13_700,
      refundMinor: 53_248,
      serviceFeeRefundMinor: 6_919,
      taxRefundMinor: 6_850,
    };
    const figures = computeFigures(parts, { sold: 0, available: 0, blocked: 0, revenueMinor: 0 }, 1);
    const hostEarnings = parts.accommodationMinor + parts.hostFeesMinor - parts.hostFeeMinor;
    const serviceFees = parts.guestFeeMinor + parts.hostFeeMinor;
    expect(figures.gbvMinor).toBe(hostEarnings + serviceFees + parts.taxMinor - parts.refundMinor);
    expect(figures.serviceFeeMinor).toBe(6_919);
    expect(figures.takeRate).toBe(6_919 / 53_248);
    expect(figures.cancellationRate).toBe(0.5);
  });
});

describe("the funnel", () => {
  it("never grows from one step to the next, and a later step implies the earlier ones", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.nat(1_000))), (counts) => {
        const byDepth = new Map<number, number>();
        for (const [depth, count] of counts) byDepth.set(depth, (byDepth.get(depth) ?? 0) + count);
        const funnel = computeFunnel(byDepth, FUNNEL_STEPS);
        for (const [index, { guests }] of funnel.entries()) {
          expect(guests).toBeGreaterThanOrEqual(funnel[index + 1]?.guests ?? 0);
        }
        expect(funnel[0]?.guests).toBe(counts.reduce((sum, [, count]) => sum + count, 0));
      }),
    );
  });

  it("counts a guest who came by a link and booked as having searched and looked", () => {
    const funnel = computeFunnel(new Map([[5, 1]]), FUNNEL_STEPS);
    expect(funnel.map(({ guests }) => guests)).toEqual([1, 1, 1, 1, 1]);
    expect(conversionOf(funnel)).toBe(1);
  });
});
