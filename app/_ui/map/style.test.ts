import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { mapColoursModule } from "@/scripts/_demo/map/oklch";
import { mapColours } from "./colours";
import { mapCities, mapCredit, mapStyle } from "./style";

const luminance = (hex: string) => Number.parseInt(hex.slice(3, 5), 16);

describe("the map's style", () => {
  it("takes its colours from the token file as it stands", () => {
    expect(readFileSync("app/_ui/map/colours.ts", "utf8")).toBe(
      mapColoursModule(readFileSync("app/_ui/tokens.css", "utf8")),
    );
  });

  it("asks no server but its own and no font server", () => {
    const style = mapStyle("light", "https://roost.example");
    expect(style).not.toHaveProperty("glyphs");
    expect(style).not.toHaveProperty("sprite");
    const hosts = JSON.stringify(style.sources).match(/https:\/\/[^/"\\]+/g) ?? [];
    expect(new Set(hosts)).toEqual(new Set(["https://roost.example", "https://www.openstreetmap.org"]));
  });

  it("carries the credit that the map's licence asks for, linked", () => {
    const style = mapStyle("dark", "");
    for (const { id } of mapCities) {
      const source = style.sources[id];
      expect(source && "attribution" in source ? source.attribution : "").toContain(mapCredit.href);
    }
  });

  it("names each layer once", () => {
    const ids = mapStyle("light", "").layers.map((layer) => layer.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("keeps roads lighter than land by day and by night", () => {
    for (const theme of ["light", "dark"] as const) {
      expect(luminance(mapColours[theme].road)).toBeGreaterThan(luminance(mapColours[theme].land));
    }
  });

  it("knows each city's box as it was cut", () => {
    for (const { id, bounds } of mapCities) {
      expect(JSON.parse(readFileSync(`public/map/${id}/bounds.json`, "utf8"))).toEqual([...bounds]);
    }
  });

  it("serves the very worker of the installed map library", () => {
    const name = "maplibre-gl-worker.mjs";
    expect(
      readFileSync(`public/maplibre/${name}`).equals(readFileSync(`node_modules/maplibre-gl/dist/${name}`)),
    ).toBe(true);
  });
});
