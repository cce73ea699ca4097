import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { decodeFacts } from "../facts/encode-facts";
import type { SurroundingsFile } from "../places/surroundings";
import { generateInteractions } from "./interactions";
import { generateHomes } from "./market";
import { Random } from "./random";
import { dealStars } from "./ratings";
import type { DemoListing, DrawnHome, MarketInput } from "./types";

const DAY_MS = 86_400_000;
const todayDay = 20_571;
const input: MarketInput = {
  facts: decodeFacts(readFileSync("drizzle/demo/albany.facts.json", "utf8")),
  around: JSON.parse(readFileSync("drizzle/demo/surroundings.facts.json", "utf8")) as SurroundingsFile,
  drawings: JSON.parse(readFileSync("drizzle/demo/homes.facts.json", "utf8")) as DrawnHome[],
  frame: {
    name: "Albany",
    region: "New York",
    countryCode: "US",
    timeZone: "America/New_York",
    postalCodes: { "": "12203" },
  },
  todayDay,
  nowMs: todayDay * DAY_MS + 15 * 3_600_000,
  seed: 7,
  listingsMax: 421,
  historyListingsMax: 2000,
};
const homes = [...generateHomes(input)];
/** What a title may name only where a home has it. */
const TITLE_WORDS = [
  [/fireplace/i, "fireplace"],
  [/\bgarden\b(?! nature)/i, "garden"],
  [/balcony/i, "balcony"],
  [/hot tub/i, "hot_tub"],
  [/\bpool\b/i, "pool"],
  [/piano/i, "piano"],
  [/patio/i, "patio"],
  [/parking/i, "free_parking"],
  [/laundry/i, "washer"],
  [/\bgrill\b/i, "bbq"],
] as const;
const kept = (home: DemoListing) => home.stays.filter((stay) => stay.fate === "kept");

describe("a demo market", () => {
  it("is the same for the same seed and another for another", () => {
    const first = (seed: number) => JSON.stringify([...generateHomes({ ...input, seed, listingsMax: 12 })]);
    expect(first(7)).toBe(first(7));
    expect(first(7)).not.toBe(first(8));
  });

  it("never gives a night of a home to two", () => {
    const twice: string[] = [];
    for (const home of homes) {
      const nights = new Set<number>();
      const claims = [
        ...kept(home).map((stay) => ({ day: stay.checkInDay, nights: stay.nights })),
        ...home.blocks,
      ];
      for (const claim of claims) {
        for (let night = claim.day; night < claim.day + claim.nights; night += 1) {
          if (nights.has(night)) twice.push(`home ${home.listing} night ${night}`);
          nights.add(night);
        }
      }
    }
    expect(twice).toEqual([]);
  });

  it("has a stay behind each of the source's reviews, on the same weekday as far as the review tells", () => {
    expect(homes.reduce((sum, home) => sum + home.stays.filter((stay) => stay.review).length, 0)).toBe(
      25_313,
    );
    const sinceOut = homes.flatMap(({ stays }) =>
      stays.flatMap(({ review, checkInDay, nights }) =>
        review ? [review.publishedAtMs - (checkInDay + nights) * DAY_MS] : [],
      ),
    );
    expect(sinceOut.filter((ms) => ms <= 0 || ms > 15 * DAY_MS)).toEqual([]);
  });

  it("is alive today: arrivals, departures, guests in house and stays to come", () => {
    const all = homes.flatMap(kept);
    expect(all.filter((stay) => stay.checkInDay === todayDay).length).toBeGreaterThan(20);
    expect(all.filter((stay) => stay.checkInDay + stay.nights === todayDay).length).toBeGreaterThan(5);
    expect(all.filter((stay) => stay.checkInDay > todayDay).length).toBeGreaterThan(1_000);
  });

  it("lets nothing happen after now, and nothing be booked after arrival", () => {
    const wrong = homes
      .flatMap(({ stays }) => stays)
      .filter(
        (stay) =>
          stay.heldAtMs >= input.nowMs ||
          stay.heldAtMs > stay.checkInDay * DAY_MS + 14 * 3_600_000 ||
          (stay.cancelledAtMs ?? 0) >= input.nowMs ||
          (stay.cancelledAtMs !== null && stay.cancelledAtMs <= stay.heldAtMs + stay.paidAfterMs) ||
          (stay.review !== null && stay.review.publishedAtMs > input.nowMs),
      );
    expect(wrong).toEqual([]);
  });

  it("fits each party into its home", () => {
    const wrong = homes.flatMap((home) =>
      home.stays.filter(
        ({ party }) =>
          party.adults + party.children > home.facts.guestsMax ||
          (party.pets > 0 && !home.houseRules.petsAllowed),
      ),
    );
    expect(wrong).toEqual([]);
  });

  it("keeps the source's mean rating of each home to the hundredth, as far as whole stars can", () => {
    for (const home of homes) {
      const stars = home.stays.flatMap((stay) => (stay.review ? [stay.review.stars.rating] : []));
      if (stars.length < 5 || !home.facts.rating) continue;
      const mean = (100 * stars.reduce((sum, one) => sum + one, 0)) / stars.length;
      expect(Math.abs(mean - home.facts.rating.overall)).toBeLessThanOrEqual(51 / stars.length + 0.01);
    }
  });

  it("names each home once and shows eight to twelve pictures of one drawn home", () => {
    expect(new Set(homes.map((home) => home.title)).size).toBe(homes.length);
    for (const { photos } of homes) {
      expect(photos.length).toBeGreaterThanOrEqual(8);
      expect(photos.length).toBeLessThanOrEqual(12);
      expect(new Set(photos.map((photo) => photo.stem)).size).toBe(photos.length);
    }
  });

  it("names homes so that a card shows the whole name, nearly always, and no two words begin many of them", () => {
    const titles = homes.map((home) => home.title);
    expect(titles.filter((title) => title.length > 32).length).toBeLessThan(titles.length / 50);
    expect(titles.filter((title) => title.length < 10)).toEqual([]);
    const begins = new Map<string, number>();
    for (const title of titles) {
      const two = title.split(" ").slice(0, 2).join(" ");
      begins.set(two, (begins.get(two) ?? 0) + 1);
    }
    expect(Math.max(...begins.values())).toBeLessThan(titles.length / 10);
  });

  it("does not repeat itself from one review to the next", () => {
    const wrong = homes.flatMap(({ stays }) => {
      const texts = stays.flatMap((stay) => (stay.review ? [stay.review.text] : []));
      return texts.filter(
        (text, index) =>
          text.length < 3 ||
          /[{}]|undefined/.test(text) ||
          texts.slice(Math.max(0, index - 8), index).includes(text),
      );
    });
    expect(wrong).toEqual([]);
  });

  it("claims in its texts only what a home has", () => {
    for (const { facts, description, title, stays } of homes) {
      const lacks = (code: (typeof facts.amenities)[number]) => !facts.amenities.includes(code);
      const all = [
        title,
        description,
        ...stays.flatMap((stay) => (stay.review ? [stay.review.text] : [])),
      ].join("\n");
      for (const [word, code] of TITLE_WORDS) if (lacks(code)) expect(title).not.toMatch(word);
      if (lacks("fireplace")) expect(all).not.toMatch(/fireplace works|lit the fire|with a fireplace/i);
      if (lacks("self_check_in")) expect(all).not.toMatch(/let yourself in|door code/i);
      if (lacks("workspace")) expect(all).not.toMatch(/\bdesk\b/i);
      if (lacks("washer")) expect(all).not.toMatch(/\bwasher\b/i);
    }
  });

  it("makes likenesses beyond the city's own homes, near them and without their walks", () => {
    const more = [...generateHomes({ ...input, listingsMax: 460, historyListingsMax: 0 })].slice(421);
    for (const home of more) {
      expect(home.stays.every((stay) => stay.review === null)).toBe(true);
      expect(home.description).not.toMatch(/on foot|walk/i);
    }
  });
});

describe("stars", () => {
  it("are dealt so that their sum is the mean's", () => {
    const rating = {
      overall: 461,
      accuracy: 470,
      cleanliness: 450,
      checkIn: 480,
      communication: 490,
      location: 440,
      value: 455,
    };
    const stars = dealStars(rating, 200, new Random(1));
    expect(stars.reduce((sum, one) => sum + one.rating, 0)).toBe(922);
    expect(stars.reduce((sum, one) => sum + one.cleanliness, 0)).toBe(900);
    expect(stars.every((one) => one.rating >= 1 && one.rating <= 5)).toBe(true);
  });
});

describe("interactions", () => {
  const browsed = homes.map((home) => ({
    listing: home.listing,
    neighbourhood: home.neighbourhood,
    entire: home.facts.roomType === "entire_home",
    baseMinor: home.prices.baseMinor,
    guestsMax: home.facts.guestsMax,
    pull: 1 + home.stays.length,
  }));
  const stays = homes.flatMap((home) =>
    home.stays.map((stay) => ({
      listing: home.listing,
      guest: stay.guest,
      checkInDay: stay.checkInDay,
      nights: stay.nights,
      guests: stay.party.adults,
      heldAtMs: stay.heldAtMs,
    })),
  );
  const all = [
    ...generateInteractions({
      homes: browsed,
      stays,
      nowMs: input.nowMs,
      days: 90,
      seed: 7,
      interactionsMax: 400_000,
      placeId: "us/new-york/albany",
    }),
  ];

  it("stay within their number and their ninety days", () => {
    expect(all.length).toBeLessThan(400_000);
    expect(all.length).toBeGreaterThan(100_000);
    const outside = all.filter(({ atMs }) => atMs >= input.nowMs || atMs <= input.nowMs - 91 * DAY_MS);
    expect(outside).toEqual([]);
  });

  it.each([
    [0, 28],
    [28, 56],
    [0, 90],
  ])("make a market's funnel of the days from %i to %i ago", (until, from) => {
    const steps = funnelOf(input.nowMs - from * DAY_MS, input.nowMs - until * DAY_MS);
    const shares = steps.slice(1).map((count, index) => count / (steps[index] ?? 0));
    const wanted = [0.55, 0.35, 0.4, 0.8];
    for (const [index, share] of shares.entries())
      expect(Math.abs(share - (wanted[index] ?? 0)), `step ${index + 1} of ${steps.join()}`).toBeLessThan(
        0.06,
      );
  });

  /** Distinct visitors and guests who came at least as far as search, view, quote, hold and booking. */
  function funnelOf(fromMs: number, untilMs: number): number[] {
    const depths = new Map<string, number>();
    const note = (who: string, depth: number) => depths.set(who, Math.max(depths.get(who) ?? 0, depth));
    const isWithin = (atMs: number) => atMs >= fromMs && atMs < untilMs;
    for (const step of all) {
      if (step.kind === "save" || !isWithin(step.atMs)) continue;
      note(
        step.guest === null ? step.visitor : `guest ${step.guest}`,
        { search: 1, view: 2, quote: 3 }[step.kind],
      );
    }
    for (const { stays: ofHome } of homes)
      for (const stay of ofHome)
        if (isWithin(stay.heldAtMs)) note(`guest ${stay.guest}`, stay.fate === "lapsed" ? 4 : 5);
    return [1, 2, 3, 4, 5].map((least) => [...depths.values()].filter((depth) => depth >= least).length);
  }

  it("narrow from search to view to quote", () => {
    const count = (kind: string) => all.filter((one) => one.kind === kind).length;
    expect(count("view")).toBeLessThan(count("search"));
    expect(count("quote")).toBeLessThan(count("view"));
    expect(count("save")).toBeLessThan(count("quote"));
  });
});
