/** JavaScript that a screen loads before anything is pressed; tests/e2e/first-load-js.test.ts holds each to its budget. */
import { withMarketEnv } from "@/scripts/_market/with-market-env";
import { env } from "@/server/platform/env";
import { type Bench, toResult } from "@/tests/bench/bench";
import { readFrameworkKib, readScreenSizes } from "@/tests/support/first-load-js";

export const benches: Bench[] = [
  {
    name: "first-load-js",
    summary:
      "gzipped JavaScript of each screen against the framework's own root files (needs a running demo market)",
    run: (report) =>
      withMarketEnv(async () => {
        const sizes = await readScreenSizes(env.APP_URL, ({ address, kib }) =>
          report(`${address}: ${kib.toFixed(1)} KiB`),
        );
        const notes: Record<string, string | number> = { unit: "KiB gzip; ours: the heaviest screen" };
        for (const { address, kib } of sizes) notes[address] = Math.round(kib);
        const round = {
          ours: Math.max(...sizes.map(({ kib }) => kib)),
          peer: await readFrameworkKib(env.APP_URL),
        };
        return toResult({ name: "first-load-js", unit: "KiB", rounds: [round], notes });
      }, report),
  },
];
