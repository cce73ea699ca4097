import fc from "fast-check";
import { expect, test } from "vitest";
import {
  computeFuzzedPoint,
  FUZZ_METRES_MAX,
  FUZZ_METRES_MIN,
  type Point,
} from "@/server/modules/listings/compute-fuzzed-point";
import { newId } from "@/server/primitives/id";

const SECRET = "a secret of the market";

function metresBetween(a: Point, b: Point): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const dLatitude = radians(b.latitude - a.latitude);
  const dLongitude = radians(b.longitude - a.longitude);
  const h =
    Math.sin(dLatitude / 2) ** 2 +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(dLongitude / 2) ** 2;
  return 2 * 6_371_008.8 * Math.asin(Math.sqrt(h));
}

test("a fuzzed point lies 200 to 500 m from the exact one, anywhere people live", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.double({ min: -70, max: 70, noNaN: true }),
      fc.double({ min: -180, max: 180, noNaN: true }),
      async (latitude, longitude) => {
        const exact = { latitude, longitude };
        const metres = metresBetween(exact, await computeFuzzedPoint(SECRET, newId("listing"), exact));
        // A sphere's metre per degree and five decimals differ from the arithmetic by under half a percent.
        expect(metres).toBeGreaterThan(FUZZ_METRES_MIN * 0.99);
        expect(metres).toBeLessThan(FUZZ_METRES_MAX * 1.01);
      },
    ),
    { numRuns: 200 },
  );
});

test("the same home always shows the same point, another home or another secret another one", async () => {
  const listingId = newId("listing");
  const exact = { latitude: 42.6541, longitude: -73.7612 };
  const shown = await computeFuzzedPoint(SECRET, listingId, exact);
  expect(await computeFuzzedPoint(SECRET, listingId, exact)).toEqual(shown);
  expect(await computeFuzzedPoint("another secret", listingId, exact)).not.toEqual(shown);
  expect(await computeFuzzedPoint(SECRET, newId("listing"), exact)).not.toEqual(shown);
});
