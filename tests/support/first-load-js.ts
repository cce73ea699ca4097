/**
 * What a screen loads of JavaScript before anything is pressed, gzip, read from the pages of a running market: the scripts
 * its HTML names. The peer is what every Next page loads, the framework's own root files of the same build.
 */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { DEMO_PASSWORD, DEMO_PEOPLE } from "@/scripts/_demo/load/people-rows";
import { ROOT } from "@/scripts/_market/root";

const KIB = 1024;

/** A screen may load this many times what a bare page does. */
const BUDGET_RATIO = 1.25;
/** What a page with a layout of its own loads beyond the root files: the framework's router parts. A bare page is 132 KiB. */
const LAYOUT_KIB = 2.6;
/** Screens at or over the budget still, with what they may not grow beyond. The editor brings all nine steps at once. */
const KIB_MAX_OF: Readonly<Record<string, number>> = {
  "/rooms/:home": 170,
  "/account": 167,
  "/account/security": 167,
  "/hosting/listings/:own/kind": 171,
};

export function budgetKib(address: string, frameworkKib: number): number {
  return KIB_MAX_OF[address] ?? BUDGET_RATIO * (frameworkKib + LAYOUT_KIB);
}

type Viewer = keyof typeof DEMO_PEOPLE | "nobody";
type Screen = readonly [viewer: Viewer, address: string];

/** Every kind of screen. `:home`, `:trip`, `:own` and `:booking` stand for the first of each that a list leads to. */
export const SCREENS: readonly Screen[] = [
  ["nobody", "/"],
  ["nobody", "/search?place=us/new-york/albany"],
  ["nobody", "/rooms/:home"],
  ["nobody", "/sign-in"],
  ["nobody", "/sign-up"],
  ["nobody", "/forgot-password"],
  ["nobody", "/about/help"],
  ["guest", "/host"],
  ["guest", "/checkout/:home?checkIn=2027-03-02&checkOut=2027-03-05"],
  ["guest", "/trips"],
  ["guest", "/trips/:trip"],
  ["guest", "/wishlists"],
  ["guest", "/account"],
  ["guest", "/account/security"],
  ["host", "/hosting"],
  ["host", "/hosting/listings"],
  ["host", "/hosting/listings/:own/kind"],
  ["host", "/hosting/calendar"],
  ["host", "/hosting/calendar/:own"],
  ["host", "/hosting/bookings"],
  ["host", "/hosting/performance"],
  ["operator", "/admin"],
  ["operator", "/admin/analytics"],
  ["operator", "/admin/bookings"],
  ["operator", "/admin/bookings/:booking"],
  ["operator", "/admin/listings"],
  ["operator", "/admin/people"],
  ["operator", "/admin/money"],
  ["operator", "/admin/events"],
  ["operator", "/admin/events/registry"],
  ["operator", "/admin/models"],
  ["operator", "/admin/notifications"],
  ["operator", "/admin/search"],
  ["operator", "/admin/audit"],
];

/** Where each stand-in is found. */
const STAND_INS: Readonly<Record<string, readonly [...Screen, RegExp]>> = {
  ":home": ["nobody", "/search?place=us/new-york/albany", /\/rooms\/(listing_[0-9a-z]+)/],
  ":trip": ["guest", "/trips", /\/trips\/(booking_[0-9a-z]+)/],
  ":own": ["host", "/hosting/listings", /\/hosting\/listings\/(listing_[0-9a-z]+)/],
  ":booking": ["operator", "/admin/bookings", /\/admin\/bookings\/(booking_[0-9a-z]+)/],
};

export interface ScreenSize {
  readonly address: string;
  readonly kib: number;
}

/** Reads every screen of the demo market at `base`, signing in as the demo's people. */
export async function readScreenSizes(
  base: string,
  report: (size: ScreenSize) => void = () => undefined,
): Promise<ScreenSize[]> {
  const market = new Market(base);
  const sizes: ScreenSize[] = [];
  for (const [viewer, address] of SCREENS) {
    const size = { address, kib: await market.pageKib(viewer, address) };
    report(size);
    sizes.push(size);
  }
  return sizes;
}

export async function readFrameworkKib(base: string): Promise<number> {
  const manifest = JSON.parse(await readFile(path.join(ROOT, ".next/build-manifest.json"), "utf8")) as {
    rootMainFiles: string[];
  };
  const sizes = await Promise.all(manifest.rootMainFiles.map((file) => gzippedKib(base, `/_next/${file}`)));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function gzippedKib(base: string, address: string): Promise<number> {
  const answer = await fetch(new URL(address, base), { headers: { "accept-encoding": "identity" } });
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return gzipSync(Buffer.from(await answer.arrayBuffer())).length / KIB;
}

class Market {
  readonly #cookies = new Map<Viewer, string>();
  readonly #found = new Map<string, string>();
  readonly #kib = new Map<string, number>();

  constructor(readonly base: string) {}

  async pageKib(viewer: Viewer, address: string): Promise<number> {
    const html = await this.#readPage(viewer, await this.#filledIn(address));
    // A script with nomodule is for browsers that no longer exist here: none of ours loads it.
    const tags = [...html.matchAll(/<script\b[^>]*>/g)]
      .map((match) => match[0])
      .filter((tag) => !/\bnomodule\b/i.test(tag));
    const sources = new Set(
      tags.map((tag) => /\bsrc="([^"]+)"/.exec(tag)?.[1]).filter((source) => source !== undefined),
    );
    const sizes = await Promise.all([...sources].map((source) => this.#scriptKib(source)));
    return sizes.reduce((sum, size) => sum + size, 0);
  }

  async #scriptKib(source: string): Promise<number> {
    const kib = this.#kib.get(source) ?? (await gzippedKib(this.base, source));
    this.#kib.set(source, kib);
    return kib;
  }

  async #filledIn(address: string): Promise<string> {
    const standIn = /:[a-z]+/.exec(address)?.[0];
    const where = standIn ? STAND_INS[standIn] : undefined;
    if (!standIn || !where) return address;
    const [viewer, list, pattern] = where;
    const id = this.#found.get(standIn) ?? pattern.exec(await this.#readPage(viewer, list))?.[1];
    if (id === undefined) throw new Error(`${list} leads to no ${standIn}. It takes a demo market.`);
    this.#found.set(standIn, id);
    return address.replace(standIn, id);
  }

  async #readPage(viewer: Viewer, address: string): Promise<string> {
    const headers = { cookie: await this.#cookiesOf(viewer) };
    const answer = await fetch(new URL(address, this.base), { headers, redirect: "manual" });
    if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
    return answer.text();
  }

  /** The cookies of somebody signed in, as a browser would send them back. */
  async #cookiesOf(viewer: Viewer): Promise<string> {
    const known = this.#cookies.get(viewer);
    if (known !== undefined || viewer === "nobody") return known ?? "";
    const answer = await fetch(new URL("/api/auth/sign-in/email", this.base), {
      method: "POST",
      headers: { "content-type": "application/json", origin: new URL(this.base).origin },
      body: JSON.stringify({ email: DEMO_PEOPLE[viewer].email, password: DEMO_PASSWORD }),
    });
    if (!answer.ok) throw new Error(`${viewer} could not sign in: ${answer.status}. It takes a demo market.`);
    const cookies = answer.headers
      .getSetCookie()
      .map((line) => line.split(";")[0])
      .join("; ");
    this.#cookies.set(viewer, cookies);
    return cookies;
  }
}
