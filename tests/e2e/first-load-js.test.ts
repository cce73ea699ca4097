/** The budget of scripts, held against a bare page of the same build: sizes, not timings, so the same on every machine. */
import { describe, expect, test } from "vitest";
import { hasBrowser, marketUrl } from "@/tests/e2e/support";
import { budgetKib, readFrameworkKib, readScreenSizes } from "@/tests/support/first-load-js";

describe.skipIf(!hasBrowser)("first-load JavaScript", () => {
  test("no screen loads more than a quarter above a bare page", async () => {
    const frameworkKib = await readFrameworkKib(marketUrl);
    const sizes = await readScreenSizes(marketUrl);
    const over = sizes
      .map(({ address, kib }) => ({ address, kib, kibMax: budgetKib(address, frameworkKib) }))
      .filter(({ kib, kibMax }) => kib > kibMax)
      .map(({ address, kib, kibMax }) => `${address}: ${kib.toFixed(1)} KiB of ${kibMax.toFixed(1)}`);
    expect(over).toEqual([]);
  });
});
