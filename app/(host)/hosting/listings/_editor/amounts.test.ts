import fc from "fast-check";
import { expect, test } from "vitest";
import { CURRENCIES } from "@/server/primitives/money";
import { minorOf, typedOf } from "./amounts";

test("an amount that is shown to be typed reads back exactly, in every currency", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 100_000_000 }),
      fc.constantFrom(...CURRENCIES),
      (minor, currency) => {
        expect(minorOf(typedOf(minor, currency), currency)).toBe(minor);
      },
    ),
  );
});

test.each(["", "-1", "1e3", "12.345", "1.2.3", "abc", "99999999999"])(
  "%s is no amount in dollars",
  (text) => {
    expect(minorOf(text, "USD")).toBeUndefined();
  },
);

test("a comma is a decimal point for those who write it so", () => {
  expect(minorOf("12,5", "EUR")).toBe(1_250);
});
