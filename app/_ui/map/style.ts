import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from "maplibre-gl";
import { type MapColours, mapColours } from "./colours";
import { labelLayers, worldNames } from "./style-labels";

export type MapTheme = "light" | "dark";

/** Cities whose streets lie under public/map, each with its box as [west, south, east, north]. */
export const mapCities = [{ id: "albany", bounds: [-73.898, 42.614, -73.725, 42.722] as const }] as const;

/** Must be shown wherever the map is, linked (Open Database License 1.0). */
export const mapCredit = {
  text: "© OpenStreetMap contributors",
  href: "https://www.openstreetmap.org/copyright",
} as const;

/**
 * Roost's own quiet map: real streets in the tokens' colours, from static tiles under `origin`, without any other server.
 *
 * `origin` is the site's own origin, because MapLibre's worker resolves no relative address. The style has no `glyphs`:
 * labels are drawn with the page's own fonts. Below zoom 10 it shows the world's outlines.
 */
export function mapStyle(theme: MapTheme, origin: string): StyleSpecification {
  const colours = mapColours[theme];
  return {
    version: 8,
    name: `roost-${theme}`,
    sources: {
      world: { type: "vector", tiles: [`${origin}/map/world/{z}/{x}/{y}.pbf`], minzoom: 0, maxzoom: 3 },
      ...Object.fromEntries(
        mapCities.map(({ id, bounds }) => [
          id,
          {
            type: "vector" as const,
            tiles: [`${origin}/map/${id}/{z}/{x}/{y}.pbf`],
            minzoom: 10,
            maxzoom: 14,
            bounds: [...bounds],
            attribution: `<a href="${mapCredit.href}">${mapCredit.text}</a>`,
          },
        ]),
      ),
    },
    layers: [
      ...worldLayers(colours),
      ...mapCities.flatMap(({ id }) => [
        ...groundLayers(id, colours),
        ...roadLayers(id, colours),
        edgeLayer(id, colours),
        ...labelLayers(id, colours),
      ]),
      ...worldNames(colours),
    ],
  };
}

function worldLayers(c: MapColours): LayerSpecification[] {
  return [
    {
      id: "background",
      type: "background",
      paint: { "background-color": ["interpolate", ["linear"], ["zoom"], 8.5, c.land, 10, c.out] },
    },
    {
      id: "world-water",
      type: "fill",
      source: "world",
      "source-layer": "water",
      paint: { "fill-color": c.water },
    },
    {
      id: "world-border",
      type: "line",
      source: "world",
      "source-layer": "border",
      maxzoom: 10,
      paint: {
        "line-color": c.roadCase,
        "line-width": ["interpolate", ["linear"], ["zoom"], 1, 0.6, 8, 1.4],
      },
    },
  ];
}

function groundLayers(city: string, c: MapColours): LayerSpecification[] {
  const fill = (layer: string, colour: string, minzoom?: number): LayerSpecification => ({
    id: `${city}-${layer}`,
    type: "fill",
    source: city,
    "source-layer": layer,
    ...(minzoom === undefined ? {} : { minzoom }),
    paint: { "fill-color": colour },
  });
  return [
    fill("land", c.land),
    fill("green", c.park),
    {
      id: `${city}-waterway`,
      type: "line",
      source: city,
      "source-layer": "waterway",
      layout: { "line-cap": "round", "line-join": "round" },
      paint: { "line-color": c.water, "line-width": widths([12, 0.6], [14, 1.4], [17, 4]) },
    },
    fill("water", c.water),
    {
      id: `${city}-building`,
      type: "fill",
      source: city,
      "source-layer": "building",
      minzoom: 13,
      paint: {
        "fill-color": c.building,
        "fill-opacity": ["interpolate", ["linear"], ["zoom"], 13, 0.55, 14.5, 1],
      },
    },
    {
      id: `${city}-rail`,
      type: "line",
      source: city,
      "source-layer": "rail",
      minzoom: 12,
      paint: {
        "line-color": c.roadCase,
        "line-width": widths([12, 0.8], [16, 2.2]),
        "line-dasharray": [5, 3],
      },
    },
  ];
}

type Stop = [zoom: number, px: number];

function widths(...stops: Stop[]): ExpressionSpecification {
  return ["interpolate", ["exponential", 1.5], ["zoom"], ...stops.flat()];
}

/** Road kinds from the least to the greatest, each with its width by zoom; greater ones are drawn over lesser ones. */
const ROADS: Array<{ kinds: string[]; major: boolean; minzoom: number; stops: Stop[] }> = [
  {
    kinds: ["service"],
    major: false,
    minzoom: 14,
    stops: [
      [14, 0.9],
      [16, 3.4],
      [18, 11],
    ],
  },
  {
    kinds: ["pedestrian"],
    major: false,
    minzoom: 13,
    stops: [
      [13, 1],
      [16, 4.5],
      [18, 14],
    ],
  },
  {
    kinds: ["minor"],
    major: false,
    minzoom: 12,
    stops: [
      [12, 0.7],
      [13, 1.7],
      [14, 3.3],
      [16, 9],
      [18, 26],
    ],
  },
  {
    kinds: ["tertiary"],
    major: false,
    minzoom: 11,
    stops: [
      [11, 0.7],
      [13, 2.6],
      [14, 4.4],
      [16, 11],
      [18, 30],
    ],
  },
  {
    kinds: ["link"],
    major: true,
    minzoom: 12,
    stops: [
      [12, 0.8],
      [14, 2.6],
      [16, 7],
      [18, 18],
    ],
  },
  {
    kinds: ["secondary"],
    major: true,
    minzoom: 11,
    stops: [
      [11, 1],
      [13, 3.1],
      [14, 5],
      [16, 12.5],
      [18, 34],
    ],
  },
  {
    kinds: ["primary"],
    major: true,
    minzoom: 10,
    stops: [
      [10, 1],
      [13, 3.5],
      [14, 5.6],
      [16, 13.5],
      [18, 36],
    ],
  },
  {
    kinds: ["motorway"],
    major: true,
    minzoom: 10,
    stops: [
      [10, 1.3],
      [13, 3.6],
      [14, 5.4],
      [16, 12],
      [18, 32],
    ],
  },
];

function roadLayers(city: string, c: MapColours): LayerSpecification[] {
  const line = (
    part: string,
    road: (typeof ROADS)[number],
    colour: string,
    extraPx: number,
  ): LayerSpecification => ({
    id: `${city}-road-${road.kinds[0]}-${part}`,
    type: "line",
    source: city,
    "source-layer": "road",
    minzoom: road.minzoom,
    filter: ["in", ["get", "kind"], ["literal", road.kinds]],
    layout: { "line-cap": "round", "line-join": "round" },
    paint: {
      "line-color": colour,
      "line-width": widths(...road.stops.map(([zoom, px]): Stop => [zoom, px + extraPx])),
    },
  });
  return [
    {
      id: `${city}-road-path`,
      type: "line",
      source: city,
      "source-layer": "road",
      minzoom: 14,
      filter: ["==", ["get", "kind"], "path"],
      paint: {
        "line-color": c.road,
        "line-width": widths([14, 0.9], [18, 3.5]),
        "line-dasharray": [2.5, 1.5],
      },
    },
    ...ROADS.map((road) => line("case", road, c.roadCase, road.minzoom >= 14 ? 1 : 1.7)),
    ...ROADS.map((road) => line("fill", road, road.major ? c.roadMajor : c.road, 0)),
  ];
}

/** Twelve frames over one another at the edge of the city's box, so that the streets fade out and do not break off. */
function edgeLayer(city: string, c: MapColours): LayerSpecification {
  return {
    id: `${city}-edge`,
    type: "fill",
    source: city,
    "source-layer": "edge",
    paint: { "fill-color": c.out, "fill-opacity": 0.26, "fill-antialias": false },
  };
}
