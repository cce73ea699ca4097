import { expect, test } from "vitest";
import { readStayQuery, stayQueryOf } from "./stay-query";

test("an address and its stay are one to one", () => {
  const query = { checkIn: "2026-12-04", checkOut: "2026-12-07", adults: "2", pets: "1" };
  const read = readStayQuery(query);
  expect(read?.party).toEqual({ adults: 2, children: 0, infants: 0, pets: 1 });
  expect(read && stayQueryOf(read)).toMatchObject({
    checkIn: "2026-12-04",
    checkOut: "2026-12-07",
    adults: 2,
    pets: 1,
  });
});

test.each([
  [{ checkIn: "2026-12-07", checkOut: "2026-12-07" }],
  [{ checkIn: "2026-02-30", checkOut: "2026-03-02" }],
  [{ checkIn: "2026-12-04", checkOut: "2026-12-07", adults: "0" }],
  [{ checkIn: "2026-12-04", checkOut: "2026-12-07", adults: "1e9" }],
  [{ checkIn: "2026-12-04" }],
])("%j is no stay", (query) => {
  expect(readStayQuery(query)).toBeUndefined();
});
