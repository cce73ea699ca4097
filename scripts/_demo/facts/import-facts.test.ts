import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { AMENITIES, PROPERTY_TYPES, ROOM_TYPES } from "@/server/modules/listings/contract";
import { amenityCodes, MAPPED_CODES } from "../amenities";
import { decodeFacts, encodeFacts } from "./encode-facts";
import { importFacts } from "./import-facts";
import { parseBaths, parsePriceMinor, parsePropertyType } from "./parse";

const folder = mkdtempSync(join(tmpdir(), "roost-facts-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const quote = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
function writeCsv(name: string, header: string[], rows: string[][]): void {
  const text = [header, ...rows].map((row) => row.map(quote).join(",")).join("\n");
  writeFileSync(join(folder, `${name}.csv.gz`), gzipSync(text));
}

const LISTING_HEADER =
  "id,name,description,host_id,host_name,host_since,host_response_time,host_response_rate,host_is_superhost,latitude,longitude,neighbourhood_cleansed,property_type,room_type,accommodates,bathrooms_text,bedrooms,beds,amenities,price,minimum_nights,maximum_nights,instant_bookable,review_scores_rating".split(
    ",",
  );
const listing = (id: string, price: string, amenities: string[]) => [
  id,
  "Sunny nook, by Gwendolyn",
  "A sentence that must not leave the file.",
  "900",
  "Gwendolyn",
  "2015-03-13",
  "within an hour",
  "98%",
  "t",
  "42.65",
  "-73.76",
  "SIXTH WARD",
  "Entire rental unit",
  "Entire home/apt",
  "4",
  "1.5 baths",
  "",
  "",
  JSON.stringify(amenities),
  price,
  "2",
  "1125",
  "t",
  "4.87",
];

// 2024-11-05 is a Tuesday; Friday and Saturday cost more; the third night is gone.
const dates = Array.from({ length: 14 }, (_, i) => `2024-11-${String(5 + i).padStart(2, "0")}`);
const nightly = (date: string) => ([8, 9, 15, 16].includes(Number(date.slice(8))) ? "$1,250.50" : "$99.00");
writeCsv("listings", LISTING_HEADER, [
  listing("10000000000000001", "", ["Wifi", "55 inch HDTV with Roku", "Pool table"]),
  listing("77", "$99.00", ["Free washer – In unit"]),
]);
writeCsv(
  "calendar",
  ["listing_id", "date", "available", "price", "adjusted_price", "minimum_nights", "maximum_nights"],
  dates.map((date, i) => ["77", date, i === 2 ? "f" : "t", nightly(date), "", i === 5 ? "4" : "2", "1125"]),
);
writeCsv(
  "reviews",
  ["listing_id", "id", "date", "reviewer_id", "reviewer_name", "comments"],
  [
    ["77", "3", "2024-05-01", "501", "Aurelio", "Thank you Gwendolyn"],
    ["10000000000000001", "2", "2024-06-01", "501", "Aurelio", "Again"],
    ["77", "1", "2023-01-01", "502", "Bea", "Fine"],
    ["999", "9", "2023-01-01", "502", "Bea", "A home that is not listed"],
  ],
);

const read = async () => (await importFacts({ folder, city: "x", currency: "USD", exponent: 2 })).facts;

describe("importing facts", () => {
  it("keeps no name, title, sentence or source id", async () => {
    const text = encodeFacts(await read());
    for (const secret of [
      "Gwendolyn",
      "Aurelio",
      "Bea",
      "Sunny",
      "sentence",
      "900",
      "501",
      "10000000000000001",
    ]) {
      expect(text).not.toContain(`"${secret}`);
      expect(text).not.toContain(`${secret} `);
    }
  });

  it("gives the same bytes for the same files", async () => {
    expect(encodeFacts(await read())).toBe(encodeFacts(await read()));
  });

  it("reads what it wrote, with the same people behind the same reviews", async () => {
    const facts = await read();
    const again = decodeFacts(encodeFacts(facts));
    expect(encodeFacts(again)).toBe(encodeFacts(facts));
    const guestsOf = (f: typeof facts) => f.listings.map((one) => one.reviews.map((review) => review.guest));
    const [[second = -1, third = -2] = [], [other = -3] = []] = guestsOf(again);
    expect(third).toBe(other);
    expect(second).not.toBe(third);
  });

  it("finds base and weekend price, minimum stay and the nights that are gone", async () => {
    const [first] = (await read()).listings;
    expect(first).toMatchObject({
      baseMinor: 9900,
      weekendMinor: 125_050,
      priceRuns: [],
      nightsMin: 2,
      nightsMinRuns: [{ run: [5, 1], nightsMin: 4 }],
      taken: [[2, 1]],
      priceSource: "listing",
    });
  });

  it("prices a home without any price like the homes that are comparable", async () => {
    const [, second] = (await read()).listings;
    expect(second).toMatchObject({ baseMinor: 9900, priceSource: "comparable", amenities: ["wifi", "tv"] });
  });

  it("names the column that a file lacks", async () => {
    const poor = mkdtempSync(join(tmpdir(), "roost-poor-"));
    writeFileSync(join(poor, "listings.csv"), "id,latitude\n1,2\n");
    await expect(importFacts({ folder: poor, city: "x", currency: "USD", exponent: 2 })).rejects.toThrow(
      /host_id/,
    );
    rmSync(poor, { recursive: true });
  });
});

describe("parsing", () => {
  it("counts bathrooms in halves", () => {
    expect(parseBaths("1.5 shared baths", "")).toEqual({ halves: 3, shared: true });
    expect(parseBaths("Half-bath", "")).toEqual({ halves: 1, shared: false });
    expect(parseBaths("", "2.0")).toEqual({ halves: 4, shared: false });
    expect(parseBaths("", "")).toEqual({ halves: 2, shared: false });
  });

  it("keeps prices whole in each currency's own exponent", () => {
    expect(parsePriceMinor("$1,234.5", 2)).toBe(123_450);
    expect(parsePriceMinor("¥12,000", 0)).toBe(12_000);
    expect(parsePriceMinor("", 2)).toBeUndefined();
    expect(parsePriceMinor("$0.00", 2)).toBeUndefined();
  });

  it("tells a townhouse from a house and a hotel from a room in one", () => {
    expect(parsePropertyType("Private room in townhouse")).toBe("townhouse");
    expect(parsePropertyType("Entire home")).toBe("house");
    expect(parsePropertyType("Room in hotel")).toBe("hotel");
    expect(parsePropertyType("Castle")).toBe("other");
  });
});

describe("amenities", () => {
  it("can give every code of the market, each once", () => {
    expect(new Set(MAPPED_CODES).size).toBe(MAPPED_CODES.length);
    expect([...MAPPED_CODES].sort()).toEqual([...AMENITIES].sort());
  });

  it("does not take a dishwasher for a washer, a pool table for a pool, or a hair dryer for a dryer", () => {
    expect(amenityCodes(["Dishwasher", "Pool table", "Hair dryer"])).toEqual(["hair_dryer", "dishwasher"]);
  });
});

describe("the committed facts of Albany", () => {
  const facts = decodeFacts(readFileSync("drizzle/demo/albany.facts.json", "utf8"));

  it("are 421 homes with 25,313 reviews in codes that the market knows", () => {
    expect(facts.listings).toHaveLength(421);
    expect(facts.listings.reduce((sum, one) => sum + one.reviews.length, 0)).toBe(25_313);
    for (const one of facts.listings) {
      expect(PROPERTY_TYPES).toContain(one.propertyType);
      expect(ROOM_TYPES).toContain(one.roomType);
      expect(one.baseMinor).toBeGreaterThan(0);
    }
  });

  it("lie inside of the map's own streets", () => {
    const [west = 0, south = 0, east = 0, north = 0] = JSON.parse(
      readFileSync("public/map/albany/bounds.json", "utf8"),
    ) as number[];
    for (const { latitude, longitude } of facts.listings) {
      expect(longitude > west && longitude < east && latitude > south && latitude < north).toBe(true);
    }
  });

  it.runIf(existsSync("../shared/data/inside-airbnb-albany"))(
    "are what the importer gives today",
    async () => {
      const { facts: fresh } = await importFacts({
        folder: "../shared/data/inside-airbnb-albany",
        city: "albany",
        currency: "USD",
        exponent: 2,
      });
      expect(encodeFacts(fresh)).toBe(readFileSync("drizzle/demo/albany.facts.json", "utf8"));
    },
    60_000,
  );
});
