import { expect, test } from "vitest";
import type { HostNight } from "@/server/modules/calendar/contract";
import { newId } from "@/server/primitives/id";
import { addDays, localDate } from "@/server/primitives/local-date";
import { chosenNights, type HomeNights, isInside, runsOf } from "./selection";

function night(at: number, state: HostNight["state"]): HostNight {
  return {
    night: addDays(localDate("2026-12-01"), at),
    state,
    preparation: false,
    guestName: null,
    guestCount: null,
    blockNote: null,
    priceMinor: 10_000,
    ownPrice: false,
    nightsMin: 1,
    bookingId: null,
    blockId: null,
    holdExpiresAt: null,
  };
}
const home = (states: HostNight["state"][]): HomeNights => ({
  listingId: newId("listing"),
  title: "Home",
  currency: "USD",
  nights: states.map((state, at) => night(at, state)),
  today: localDate("2026-12-01"),
});

test("a rectangle is the same whichever corner it was begun at", () => {
  const forward = { first: { row: 0, column: 1 }, last: { row: 2, column: 3 } };
  const backward = { first: forward.last, last: forward.first };
  for (let row = 0; row < 4; row += 1)
    for (let column = 0; column < 5; column += 1)
      expect(isInside(forward, { row, column })).toBe(isInside(backward, { row, column }));
});

test("nights that a guest has are counted and left alone", () => {
  const [chosen] = chosenNights({ first: { row: 0, column: 0 }, last: { row: 0, column: 3 } }, [
    home(["free", "booked", "held", "blocked"]),
  ]);
  expect(chosen?.nights).toHaveLength(4);
  expect(chosen?.taken.map((one) => one.state)).toEqual(["booked", "held"]);
});

test("past nights stay as they are, and a choice of past nights alone is none", () => {
  const late = { ...home(["free", "free", "free"]), today: localDate("2026-12-02") };
  const [chosen] = chosenNights({ first: { row: 0, column: 0 }, last: { row: 0, column: 2 } }, [late]);
  expect(chosen?.nights.map((one) => one.night)).toEqual(["2026-12-02", "2026-12-03"]);
  expect(chosenNights({ first: { row: 0, column: 0 }, last: { row: 0, column: 0 } }, [late])).toEqual([]);
});

test("homes outside the rectangle are not touched", () => {
  const chosen = chosenNights({ first: { row: 1, column: 0 }, last: { row: 1, column: 0 } }, [
    home(["free"]),
    home(["free"]),
    home(["free"]),
  ]);
  expect(chosen).toHaveLength(1);
});

test("runs break where the next night is another's", () => {
  const nights = [night(0, "free"), night(1, "free"), night(2, "booked"), night(3, "free")];
  expect(runsOf(nights, (a, b) => a.state === b.state).map((run) => run.length)).toEqual([2, 1, 1]);
});
