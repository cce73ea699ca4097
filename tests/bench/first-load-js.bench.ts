/**
 * JavaScript that a screen loads before anything is pressed, gzip, against what every Next page loads: the framework's
 * own root files. Reads the pages of a running market, so the figure is what a browser is sent.
 */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { ROOT } from "@/scripts/_market/root";
import { withMarketEnv } from "@/scripts/_market/with-market-env";
import { env } from "@/server/platform/env";
import { type Bench, toResult } from "@/tests/bench/bench";

const KIB = 1024;
const SCREENS = {
  home: "/",
  search: "/search?place=us/new-york/albany",
  signIn: "/sign-in",
  help: "/about/help",
} as const;

async function gzippedKib(base: string, address: string): Promise<number> {
  const answer = await fetch(new URL(address, base), { headers: { "accept-encoding": "identity" } });
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return gzipSync(Buffer.from(await answer.arrayBuffer())).length / KIB;
}

async function pageKib(base: string, address: string): Promise<number> {
  const html = await (await fetch(new URL(address, base))).text();
  // A script with nomodule is for browsers that no longer exist here: none of ours loads it.
  const tags = [...html.matchAll(/<script\b[^>]*>/g)]
    .map((match) => match[0])
    .filter((tag) => !/\bnomodule\b/i.test(tag));
  const sources = new Set(
    tags.map((tag) => /\bsrc="([^"]+)"/.exec(tag)?.[1]).filter((source) => source !== undefined),
  );
  const sizes = await Promise.all([...sources].map((source) => gzippedKib(base, source)));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function frameworkKib(base: string): Promise<number> {
  const manifest = JSON.parse(await readFile(path.join(ROOT, ".next/build-manifest.json"), "utf8")) as {
    rootMainFiles: string[];
  };
  const sizes = await Promise.all(manifest.rootMainFiles.map((file) => gzippedKib(base, `/_next/${file}`)));
  return sizes.reduce((sum, size) => sum + size, 0);
}

export const benches: Bench[] = [
  {
    name: "first-load-js",
    summary:
      "gzipped JavaScript of each screen against the framework's own root files (needs a running market)",
    run: (report) =>
      withMarketEnv(async () => {
        const base = env.APP_URL;
        const notes: Record<string, string | number> = { unit: "KiB gzip; ours: the heaviest screen" };
        for (const [name, address] of Object.entries(SCREENS)) {
          notes[name] = Math.round(await pageKib(base, address));
          report(`${name}: ${notes[name]} KiB`);
        }
        const sizes = Object.values(notes).filter((value) => typeof value === "number");
        const round = { ours: Math.max(...sizes), peer: await frameworkKib(base) };
        return toResult({ name: "first-load-js", unit: "KiB", rounds: [round], notes });
      }, report),
  },
];
