import { expect, test } from "vitest";
import { emptyWish, queryOfWish, wishOf } from "./wish";

test("an address and its wish are one to one", () => {
  const query = {
    place: "us/new-york/albany",
    checkIn: "2026-12-04",
    checkOut: "2026-12-07",
    adults: "2",
    pets: "1",
  };
  const wish = wishOf(query, "Albany, New York");
  expect(wish.placeText).toBe("Albany, New York");
  expect(queryOfWish(wish)).toMatchObject({
    place: "us/new-york/albany",
    checkIn: "2026-12-04",
    checkOut: "2026-12-07",
    adults: 2,
    pets: 1,
  });
});

test("what is no date or number in an address is as if it were not there", () => {
  expect(wishOf({ checkIn: "soon", checkOut: "later", adults: "-4", children: "two" }, undefined)).toEqual({
    ...emptyWish,
    placeId: undefined,
  });
});

test("a wish that says nothing is an empty address", () => {
  expect(Object.values(queryOfWish(emptyWish)).every((value) => value === undefined)).toBe(true);
});
