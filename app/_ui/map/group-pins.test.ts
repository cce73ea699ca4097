import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { groupPins, type PinGroup } from "./group-pins";
import type { MapPin } from "./map-view";

const pin = (id: string, lng: number, lat: number, label = "$120"): MapPin => ({
  id,
  lng,
  lat,
  label,
  title: id,
});
const pinsOfCity = fc
  .array(
    fc.record({
      lng: fc.double({ min: -73.9, max: -73.7, noNaN: true }),
      lat: fc.double({ min: 42.6, max: 42.75, noNaN: true }),
    }),
    { maxLength: 80 },
  )
  .map((points) => points.map(({ lng, lat }, n) => pin(`home-${n}`, lng, lat)));
const zooms = fc.double({ min: 3, max: 15.9, noNaN: true });

/** Pixels between two groups' points along the wider of both axes. */
function apartPx(one: PinGroup, other: PinGroup, zoom: number): number {
  const size = 512 * 2 ** zoom;
  const y = ({ at }: PinGroup) => Math.asinh(Math.tan((at.lat * Math.PI) / 180)) / (2 * Math.PI);
  return Math.max((Math.abs(one.at.lng - other.at.lng) / 360) * size, Math.abs(y(one) - y(other)) * size);
}

describe("groupPins", () => {
  it("keeps every home, once", () => {
    fc.assert(
      fc.property(pinsOfCity, zooms, (pins, zoom) => {
        const ids = groupPins(pins, zoom).flatMap((group) => group.pins.map(({ id }) => id));
        expect(ids.sort()).toEqual(pins.map(({ id }) => id).sort());
      }),
    );
  });

  it("leaves 24 pixels of each mark free of every other", () => {
    fc.assert(
      fc.property(pinsOfCity, zooms, (pins, zoom) => {
        const groups = groupPins(pins, zoom);
        for (const [n, one] of groups.entries())
          for (const other of groups.slice(n + 1)) {
            const clusters = [one, other].filter((group) => group.pins.length > 1).length;
            // Two circles of 40 px, two pills 30 px high, or one of each (a pill stands above its point).
            const least = clusters === 2 ? 36 : clusters === 0 ? 26 : 11;
            expect(apartPx(one, other, zoom)).toBeGreaterThanOrEqual(least - 1e-6);
          }
      }),
    );
  });

  it("gives the same groups for the same list, in its sequence", () => {
    const pins = [pin("a", -73.75, 42.65), pin("b", -73.7501, 42.65), pin("c", -73.7, 42.7)];
    expect(groupPins(pins, 12).map(({ key }) => key)).toEqual(["a+1", "c"]);
    expect(groupPins(pins, 12)).toEqual(groupPins(pins, 12));
  });

  it("parts two homes of one house when nothing comes closer", () => {
    const pins = [pin("a", -73.75, 42.65), pin("b", -73.75, 42.65)];
    expect(groupPins(pins, 15.9)).toHaveLength(1);
    expect(groupPins(pins, 16)).toHaveLength(2);
  });

  it("takes a longer price for a wider mark", () => {
    const near = (label: string) => [pin("a", -73.75, 42.65, label), pin("b", -73.748, 42.65, label)];
    expect(groupPins(near("$9"), 15)).toHaveLength(2);
    expect(groupPins(near("$1,234,567"), 15)).toHaveLength(1);
  });
});
