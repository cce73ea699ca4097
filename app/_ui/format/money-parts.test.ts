import { describe, expect, it } from "vitest";
import { formatMoney, minorDigitsOf, moneyParts } from "./money-parts";

describe("money", () => {
  it("splits an amount so that the cents can be quiet", () => {
    expect(moneyParts({ amountMinor: 53248, currency: "USD" }, "en")).toEqual({
      before: "$",
      whole: "532",
      cents: ".48",
      after: "",
    });
  });

  it("uses each currency's own number of minor digits", () => {
    expect(minorDigitsOf("JPY")).toBe(0);
    expect(formatMoney({ amountMinor: 12000, currency: "JPY" }, "en")).toBe("¥12,000");
    expect(moneyParts({ amountMinor: 1234567, currency: "KWD" }, "en").cents).toBe(".567");
  });

  it("is exact where a float would not be", () => {
    expect(formatMoney({ amountMinor: 900719925474099, currency: "USD" }, "en")).toBe(
      "$9,007,199,254,740.99",
    );
  });

  it("looks in Arabic as it does on the map, and follows Spanish in Spanish", () => {
    expect(formatMoney({ amountMinor: 53248, currency: "USD" }, "ar")).toBe("$532.48");
    expect(formatMoney({ amountMinor: 53248, currency: "EUR" }, "es")).toMatch(/^532,48\s€$/);
  });

  it("writes a true minus before the symbol and a plus when asked", () => {
    expect(formatMoney({ amountMinor: -5, currency: "USD" }, "en")).toBe("−$0.05");
    expect(formatMoney({ amountMinor: 18200, currency: "USD" }, "en", { sign: true, round: true })).toBe(
      "+$182",
    );
  });
});
