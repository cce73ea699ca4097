/**
 * JavaScript that a screen loads before anything is pressed, gzip, against what every Next page loads: the framework's
 * own root files. Reads the pages of a running market, so the figure is what a browser is sent.
 */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { DEMO_PASSWORD, DEMO_PEOPLE } from "@/scripts/_demo/load/people-rows";
import { ROOT } from "@/scripts/_market/root";
import { withMarketEnv } from "@/scripts/_market/with-market-env";
import { env } from "@/server/platform/env";
import { type Bench, toResult } from "@/tests/bench/bench";

const KIB = 1024;
type Viewer = keyof typeof DEMO_PEOPLE | "nobody";

/** `:listing` stands for the first home of the search page. */
const SCREENS: readonly (readonly [viewer: Viewer, address: string])[] = [
  ["nobody", "/"],
  ["nobody", "/search?place=us/new-york/albany"],
  ["nobody", "/rooms/:listing"],
  ["nobody", "/sign-in"],
  ["nobody", "/about/help"],
  ["guest", "/trips"],
  ["guest", "/wishlists"],
  ["guest", "/account"],
  ["guest", "/account/security"],
  ["host", "/hosting"],
  ["host", "/hosting/listings"],
  ["host", "/hosting/calendar"],
  ["host", "/hosting/bookings"],
  ["operator", "/admin"],
  ["operator", "/admin/bookings"],
  ["operator", "/admin/events"],
  ["operator", "/admin/notifications"],
];

/** The cookies of somebody signed in, as a browser would send them back. */
async function cookiesOf(base: string, viewer: Viewer): Promise<string> {
  if (viewer === "nobody") return "";
  const answer = await fetch(new URL("/api/auth/sign-in/email", base), {
    method: "POST",
    headers: { "content-type": "application/json", origin: new URL(base).origin },
    body: JSON.stringify({ email: DEMO_PEOPLE[viewer].email, password: DEMO_PASSWORD }),
  });
  if (!answer.ok) throw new Error(`${viewer} could not sign in: ${answer.status}. It takes a demo market.`);
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
}

async function readPage(base: string, address: string, cookie = ""): Promise<string> {
  const answer = await fetch(new URL(address, base), { headers: { cookie }, redirect: "manual" });
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return answer.text();
}

async function firstListingId(base: string): Promise<string> {
  const html = await readPage(base, "/search?place=us/new-york/albany");
  const found = /\/rooms\/(listing_[0-9a-z]+)/i.exec(html)?.[1];
  if (found === undefined) throw new Error("the search page shows no home. It takes a demo market.");
  return found;
}

async function gzippedKib(base: string, address: string): Promise<number> {
  const answer = await fetch(new URL(address, base), { headers: { "accept-encoding": "identity" } });
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return gzipSync(Buffer.from(await answer.arrayBuffer())).length / KIB;
}

async function pageKib(base: string, address: string, cookie: string): Promise<number> {
  const html = await readPage(base, address, cookie);
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
      "gzipped JavaScript of each screen against the framework's own root files (needs a running demo market)",
    run: (report) =>
      withMarketEnv(async () => {
        const base = env.APP_URL;
        const notes: Record<string, string | number> = { unit: "KiB gzip; ours: the heaviest screen" };
        const listingId = await firstListingId(base);
        const cookies = new Map<Viewer, string>();
        for (const [viewer, screen] of SCREENS) {
          const cookie = cookies.get(viewer) ?? (await cookiesOf(base, viewer));
          cookies.set(viewer, cookie);
          notes[screen] = Math.round(await pageKib(base, screen.replace(":listing", listingId), cookie));
          report(`${screen}: ${notes[screen]} KiB`);
        }
        const sizes = Object.values(notes).filter((value) => typeof value === "number");
        const round = { ours: Math.max(...sizes), peer: await frameworkKib(base) };
        return toResult({ name: "first-load-js", unit: "KiB", rounds: [round], notes });
      }, report),
  },
];
