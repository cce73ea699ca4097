import { describe, expect, it } from "vitest";
import type { Row } from "@/server/modules/recommendations/contract";
import { isSaidByRow, seeAllOf } from "./see-all";

type Home = Row["items"][number];

/** Only what the way on is made from. */
function home(over: Partial<Home> = {}): Home {
  return {
    city: "Albany",
    neighbourhood: "Center Square",
    propertyType: "apartment",
    roomType: "entire_home",
    bedrooms: 1,
    nightly: { amountMinor: 12_400, currency: "USD" },
    ...over,
  } as Home;
}

function row(code: Row["title"]["code"], items: Home[], note: Row["note"] = null): Row {
  return { title: { code, values: {} }, note, items };
}

describe("the way on from a row of the first page", () => {
  it("stays in the neighbourhood that a row is about", () => {
    expect(seeAllOf(row("popular_near", [home(), home()]))).toEqual({
      name: "near",
      query: { place: "Center Square, Albany" },
    });
  });

  it("goes on by rating where the row stands by rating, else to guests’ favourites", () => {
    expect(seeAllOf(row("popular", [home()], { code: "by_rating", values: {} })).query).toEqual({
      sort: "rating",
    });
    expect(seeAllOf(row("popular", [home()])).query).toEqual({ favourite: "1" });
  });

  it("asks for what the homes have in common, and finds each of them again", () => {
    const items = [
      home({ bedrooms: 2, nightly: { amountMinor: 9_150, currency: "USD" } }),
      home({ propertyType: "townhouse", neighbourhood: "Pine Hills", bedrooms: 1 }),
    ];
    expect(seeAllOf(row("for_you", items))).toEqual({
      name: "alike",
      query: {
        place: "Albany",
        kinds: ["apartment", "townhouse"],
        rooms: ["entire_home"],
        bedrooms: 1,
        priceMin: 9_000,
        priceMax: 13_000,
      },
    });
  });

  it("leaves out what they do not share", () => {
    const kinds = ["apartment", "townhouse", "house", "cottage"] as const;
    const items = kinds.map((propertyType, at) =>
      home({ propertyType, city: `City ${at}`, roomType: at ? "private_room" : "entire_home", bedrooms: 0 }),
    );
    expect(seeAllOf(row("more_like", items)).query).toMatchObject({
      place: undefined,
      kinds: undefined,
      rooms: undefined,
      bedrooms: undefined,
    });
  });
});

describe("a card's reason", () => {
  const because = (code: Home["because"]["code"], title?: string): Home["because"] => ({
    code,
    values: title ? { title } : { neighbourhood: "Pine Hills" },
    listingId: null,
  });

  it("is left to the row that gives it already", () => {
    const note = { code: "because_saved", values: { title: "Loft" } } as const;
    expect(isSaidByRow(row("popular_near", []), because("popular_near"))).toBe(true);
    expect(isSaidByRow(row("for_you", [], note), because("saved", "Loft"))).toBe(true);
  });

  it("stands on the card when the row says something else", () => {
    const note = { code: "because_saved", values: { title: "Loft" } } as const;
    expect(isSaidByRow(row("popular", []), because("popular_near"))).toBe(false);
    expect(isSaidByRow(row("for_you", [], note), because("saved", "Barn"))).toBe(false);
    expect(isSaidByRow(row("for_you", [], note), because("new_home"))).toBe(false);
  });
});
