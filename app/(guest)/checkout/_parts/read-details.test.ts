import { expect, test } from "vitest";
import { newId } from "@/server/primitives/id";
import { readAlternatives } from "./alternatives";
import { readNewQuote } from "./new-quote";

const total = { amountMinor: 53_210, currency: "USD" };
const alternative = {
  listingId: newId("listing"),
  stay: { checkIn: "2026-12-04", checkOut: "2026-12-07" },
  total,
};

test("the nearest free stays of a refusal are read whole or not at all", () => {
  expect(readAlternatives({ alternatives: [alternative, { ...alternative, total: null }] })).toHaveLength(2);
  for (const wrong of [
    undefined,
    {},
    { alternatives: "two" },
    { alternatives: [{ ...alternative, listingId: "booking_1" }] },
    { alternatives: [{ ...alternative, stay: { checkIn: "soon", checkOut: "2026-12-07" } }] },
    { alternatives: [alternative, { ...alternative, total: { amountMinor: 1.5, currency: "USD" } }] },
  ])
    expect(readAlternatives(wrong)).toEqual([]);
});

test("a new price is read with its currency or not at all", () => {
  expect(readNewQuote({ quote: { quoteId: "q1", total, lines: [] } })).toEqual({ quoteId: "q1", total });
  expect(
    readNewQuote({ quote: { quoteId: "q1", total: { amountMinor: 1, currency: "ABC" } } }),
  ).toBeUndefined();
  expect(readNewQuote(undefined)).toBeUndefined();
});
