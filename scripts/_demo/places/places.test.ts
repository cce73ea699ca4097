import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { slugOf } from "./geonames";
import { metresToArea, walkMinutes } from "./ground";
import { readPlaces } from "./places";
import type { SurroundingsFile } from "./surroundings";

const places = readPlaces();
const byId = new Map(places.map((place) => [place.placeId, place]));

describe("places", () => {
  it("are nested and each has an id of its own", () => {
    expect(byId.size).toBe(places.length);
    for (const { placeId } of places) {
      const parent = placeId.slice(0, Math.max(0, placeId.lastIndexOf("/")));
      if (parent !== "") expect(byId.has(parent), placeId).toBe(true);
    }
  });

  it("know Albany, its zone and its neighbourhoods", () => {
    expect(byId.get("us/new-york/albany")).toMatchObject({
      fullName: "Albany, New York, United States",
      timeZone: "America/New_York",
      currency: "USD",
      kind: "city",
    });
    expect(byId.get("us/new-york/albany/center-square")?.fullName).toBe(
      "Center Square, Albany, New York, United States",
    );
  });

  it("hold each neighbourhood's point inside its box and its box about its city", () => {
    for (const { kind, latitude, longitude, box } of places) {
      if (kind !== "neighbourhood") continue;
      expect(latitude >= box.south && latitude <= box.north).toBe(true);
      expect(longitude >= box.west && longitude <= box.east).toBe(true);
    }
  });

  it("make plain slugs of any name", () => {
    expect(slugOf("São José d’Óbidos")).toBe("sao-jose-dobidos");
    expect(slugOf("Łódź")).toBe("lodz");
    expect(slugOf("北京")).toBe("place");
  });
});

describe("surroundings", () => {
  const around = JSON.parse(readFileSync("drizzle/demo/surroundings.facts.json", "utf8")) as SurroundingsFile;

  it("give each home a neighbourhood that is a place and a street that has a name", () => {
    for (const { neighbourhood, street } of around.listings) {
      expect(byId.has(`us/new-york/albany/${slugOf(neighbourhood)}`), neighbourhood).toBe(true);
      expect(street).not.toBe("");
    }
  });

  it("count no walk shorter than a minute and none in a straight line", () => {
    expect(walkMinutes(0)).toBe(1);
    expect(walkMinutes(800)).toBe(13);
  });

  it("measure nothing inside of a park", () => {
    const square = [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
      [0, 0],
    ];
    expect(metresToArea(0.5, 0.5, [square])).toBe(0);
    expect(Math.round(metresToArea(0, 1.01, [square]) / 100)).toBe(11);
  });

  it("come with the credits that their licences ask for", () => {
    expect(existsSync("drizzle/demo/SOURCE.md")).toBe(true);
    expect(around.credit).toContain("OpenStreetMap");
  });
});
