import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Placed } from "./city-layers";
import { cutTiles, tileAt, tileRange } from "./cut-tiles";
import { labelPoint } from "./label-point";
import { mergeLines } from "./merge-lines";

const box = { west: -73.8, south: 42.6, east: -73.7, north: 42.7 };
const layers: Record<string, Placed[]> = {
  road: [
    {
      minZoom: 12,
      feature: {
        type: "Feature",
        properties: { kind: "minor", name: "Lark Street" },
        geometry: {
          type: "LineString",
          coordinates: [
            [-73.79, 42.61],
            [-73.71, 42.69],
          ],
        },
      },
    },
  ],
};

function digest(): string {
  const hash = createHash("sha256");
  for (const tile of cutTiles(layers, box, 11, 13))
    hash.update(`${tile.z}/${tile.x}/${tile.y}`).update(tile.bytes);
  return hash.digest("hex");
}

describe("cutting tiles", () => {
  it("gives the same bytes for the same streets", () => {
    expect(digest()).toBe(digest());
  });

  it("leaves a feature out below its lowest zoom", () => {
    const bytesAt = (z: number) =>
      cutTiles(layers, box, z, z).reduce((sum, tile) => sum + tile.bytes.length, 0);
    expect(bytesAt(11)).toBe(0);
    expect(bytesAt(12)).toBeGreaterThan(0);
  });

  it("gives a tile for every place in the box, so that the map never asks for one that is missing", () => {
    const { minX, maxX, minY, maxY } = tileRange(box, 13);
    const wanted = (maxX - minX + 1) * (maxY - minY + 1);
    expect(cutTiles(layers, box, 13, 13)).toHaveLength(wanted);
  });
});

describe("the committed tiles of Albany", () => {
  const [west = 0, south = 0, east = 0, north = 0] = JSON.parse(
    readFileSync("public/map/albany/bounds.json", "utf8"),
  ) as number[];
  const tilesBox = { west, south, east, north };

  it("are all there for the box they promise and stay within 2 MiB", () => {
    let bytes = 0;
    for (let z = 10; z <= 14; z += 1) {
      const { minX, maxX, minY, maxY } = tileRange(tilesBox, z);
      for (let x = minX; x <= maxX; x += 1) {
        for (let y = minY; y <= maxY; y += 1) {
          const path = `public/map/albany/${z}/${x}/${y}.pbf`;
          expect(existsSync(path), path).toBe(true);
          bytes += readFileSync(path).length;
        }
      }
    }
    expect(bytes).toBeLessThanOrEqual(2 * 1024 * 1024);
  });
});

describe("a label's point", () => {
  it("lies inside of a crescent whose centroid does not", () => {
    const crescent = [
      [0, 0],
      [10, 0],
      [10, 10],
      [0, 10],
      [0, 8],
      [8, 8],
      [8, 2],
      [0, 2],
      [0, 0],
    ];
    const [x, y] = labelPoint([crescent]);
    expect(x > 8 || y < 2 || y > 8).toBe(true);
  });
});

describe("merging lines", () => {
  it("joins pieces of one street whichever way each was drawn", () => {
    const merged = mergeLines([
      [
        [0, 0],
        [1, 0],
      ],
      [
        [2, 0],
        [1, 0],
      ],
      [
        [2, 0],
        [3, 1],
      ],
    ]);
    expect(merged).toHaveLength(1);
    expect(merged[0]).toHaveLength(4);
  });

  it("does not run on through a crossing of three", () => {
    const merged = mergeLines([
      [
        [0, 0],
        [1, 0],
      ],
      [
        [1, 0],
        [2, 0],
      ],
      [
        [1, 0],
        [1, 1],
      ],
    ]);
    expect(merged).toHaveLength(3);
  });
});

describe("tile addresses", () => {
  it("put Albany's Capitol where the web's tiles have it", () => {
    expect(tileAt(-73.7572, 42.6526, 14)).toEqual([4835, 6041]);
  });
});
