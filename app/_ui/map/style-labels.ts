import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import type { MapColours } from "./colours";

/**
 * Font stacks for labels drawn by the browser. MapLibre takes the weight from the first name's last word and then asks
 * the browser for the stack, so the first name need not exist; the others are the page's own faces, named as `app/_ui/fonts.ts` exports them.
 */
const REGULAR = ["Inter Regular", "inter", "arabic"];
const STRONG = ["Inter SemiBold", "inter", "arabic"];

/** Labels of a city's streets, parks, waters and places, least important first: MapLibre places the last layer first. */
export function labelLayers(city: string, c: MapColours): LayerSpecification[] {
  return [
    roadNames(city, c, "minor", ["minor", "pedestrian"], 14.6),
    roadNames(city, c, "middle", ["tertiary"], 13.2),
    roadNames(city, c, "main", ["primary", "secondary"], 12.6),
    areaNames(city, c, "water", c.labelWater),
    areaNames(city, c, "park", c.labelPark),
    ...placeNames(city, c),
  ];
}

function halo(c: MapColours, colour: string) {
  return { "text-color": colour, "text-halo-color": c.land, "text-halo-width": 1.6, "text-halo-blur": 0.4 };
}

function roadNames(
  city: string,
  c: MapColours,
  part: string,
  kinds: string[],
  minzoom: number,
): LayerSpecification {
  return {
    id: `${city}-label-road-${part}`,
    type: "symbol",
    source: city,
    "source-layer": "road",
    minzoom,
    filter: ["all", ["has", "name"], ["in", ["get", "kind"], ["literal", kinds]]],
    layout: {
      "symbol-placement": "line",
      "symbol-spacing": 420,
      "text-field": ["get", "name"],
      "text-font": REGULAR,
      "text-size": ["interpolate", ["linear"], ["zoom"], 13, 11, 17, 12.5],
      "text-letter-spacing": 0.01,
      "text-max-angle": 28,
      "text-padding": 14,
    },
    paint: halo(c, c.label),
  };
}

function areaNames(city: string, c: MapColours, kind: string, colour: string): LayerSpecification {
  return {
    id: `${city}-label-${kind}`,
    type: "symbol",
    source: city,
    "source-layer": "label",
    filter: ["==", ["get", "kind"], kind],
    layout: {
      "text-field": ["get", "name"],
      "text-font": REGULAR,
      "text-size": ["interpolate", ["linear"], ["zoom"], 12, 11, 17, 12.5],
      "text-max-width": 6.5,
      "text-line-height": 1.15,
      "text-padding": 10,
      "symbol-sort-key": ["get", "rank"],
    },
    paint: halo(c, colour),
  };
}

function placeNames(city: string, c: MapColours): LayerSpecification[] {
  const layout = {
    "text-field": ["get", "name"] satisfies ExpressionSpecification,
    "text-font": STRONG,
    "text-max-width": 9,
    "text-line-height": 1.15,
    "symbol-sort-key": ["get", "rank"] satisfies ExpressionSpecification,
  };
  return [
    {
      id: `${city}-label-place`,
      type: "symbol",
      source: city,
      "source-layer": "label",
      maxzoom: 17,
      filter: ["==", ["get", "kind"], "place"],
      layout: { ...layout, "text-size": 12, "text-padding": 12 },
      paint: halo(c, c.label),
    },
    {
      id: `${city}-label-city`,
      type: "symbol",
      source: city,
      "source-layer": "label",
      maxzoom: 12.5,
      filter: ["==", ["get", "kind"], "city"],
      layout: { ...layout, "text-size": 15, "text-padding": 8 },
      paint: halo(c, c.label),
    },
  ];
}

/** Names of countries and large cities, below the zooms that have streets. */
export function worldNames(c: MapColours): LayerSpecification[] {
  const names = (kind: string, maxzoom: number, font: string[], size: number): LayerSpecification => ({
    id: `world-label-${kind}`,
    type: "symbol",
    source: "world",
    "source-layer": "label",
    maxzoom,
    filter: ["all", ["==", ["get", "kind"], kind], ["<=", ["get", "rank"], ["*", 1.5, ["zoom"]]]],
    layout: {
      "text-field": ["get", "name"],
      "text-font": font,
      "text-size": size,
      "text-max-width": 8,
      "text-padding": 6,
      "symbol-sort-key": ["get", "rank"],
    },
    paint: halo(c, c.label),
  });
  return [names("city", 10, REGULAR, 11.5), names("country", 6, STRONG, 12)];
}
