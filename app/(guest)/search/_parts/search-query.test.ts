import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { withQuery } from "@/app/_routes";
import { AMENITIES, ROOM_TYPES } from "@/server/modules/listings/contract";
import type { SearchFilters } from "@/server/modules/search/contract";
import { inputOf } from "./search-input";
import { boxText, filterCountOf, filtersOf, queryOfFilters } from "./search-query";

const filters = fc.record(
  {
    priceMaxMinor: fc.integer({ min: 1, max: 1_000_000 }),
    bedroomsMin: fc.integer({ min: 1, max: 8 }),
    roomTypes: fc.uniqueArray(fc.constantFrom(...ROOM_TYPES), { minLength: 1 }),
    amenities: fc.uniqueArray(fc.constantFrom(...AMENITIES), { minLength: 1 }),
    instantBook: fc.constant(true as const),
    petsAllowed: fc.constant(true as const),
  },
  { requiredKeys: [] },
);

function paramsOf(query: ReturnType<typeof queryOfFilters>): Record<string, string> {
  return Object.fromEntries(new URL(withQuery("/search", query), "http://localhost").searchParams);
}

describe("a search's address", () => {
  test("says every filter, and reads back as the same", () => {
    fc.assert(
      fc.property(filters, (chosen) => {
        const read = filtersOf(paramsOf(queryOfFilters(chosen as SearchFilters)));
        const sorted = (value: SearchFilters) => ({
          ...value,
          amenities: value.amenities?.toSorted(),
          roomTypes: value.roomTypes?.toSorted(),
        });
        expect(sorted(read)).toEqual(sorted(chosen as SearchFilters));
      }),
    );
  });

  test("with nonsense in it is a wider search, never an error", () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom(
            "place",
            "box",
            "checkIn",
            "checkOut",
            "adults",
            "priceMax",
            "sort",
            "rooms",
            "cursor",
          ),
          fc.string(),
        ),
        (params) => {
          expect(inputOf(params).pageSize).toBe(24);
        },
      ),
    );
  });

  test("keeps the map's part to about ten metres", () => {
    const box = { west: -73.80012, south: 42.6401, east: -73.7, north: 42.7 };
    expect(inputOf({ box: boxText(box) }).box).toEqual({
      west: -73.8001,
      south: 42.6401,
      east: -73.7,
      north: 42.7,
    });
  });

  test("price from and to count as one filter", () => {
    expect(
      filterCountOf({ priceMinMinor: 1, priceMaxMinor: 9, amenities: ["wifi", "pool"], instantBook: true }),
    ).toBe(4);
  });
});
