import { describe, expect, test } from "vitest";
import { brandOf, groupExpiry, groupNumber, passesLuhn, readCard } from "./card";

const NOW = new Date("2026-11-25T12:00:00Z");

describe("a typed card", () => {
  test("is grouped as it stands on the card, whatever is pasted", () => {
    expect(groupNumber("4242-4242 42424242")).toBe("4242 4242 4242 4242");
    expect(groupExpiry("0928")).toBe("09 / 28");
    expect(groupExpiry("09")).toBe("09");
  });

  test("with a typing error fails the check digit", () => {
    expect(passesLuhn("4242424242424242")).toBe(true);
    expect(passesLuhn("4242424242424241")).toBe(false);
    expect(passesLuhn("")).toBe(false);
  });

  test("is complete or says which field is not right", () => {
    expect(readCard({ number: "4242 4242 4242 4242", expires: "11 / 26", code: "123" }, NOW)).toEqual({
      card: { number: "4242424242424242", month: 11, year: 2026, code: "123" },
    });
    expect(readCard({ number: "4242", expires: "10 / 26", code: "1" }, NOW)).toEqual({
      errors: { number: true, expires: true, code: true },
    });
    expect(readCard({ number: "4242 4242 4242 4242", expires: "13 / 30", code: "1234" }, NOW)).toEqual({
      errors: { expires: true },
    });
  });

  test("shows its brand from the first digits", () => {
    expect([brandOf("42"), brandOf("55"), brandOf("37"), brandOf("9")]).toEqual([
      "Visa",
      "Mastercard",
      "Amex",
      undefined,
    ]);
  });
});
