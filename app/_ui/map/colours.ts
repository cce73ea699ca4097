/**
 * The map's colours in sRGB, because MapLibre does not read oklch().
 * Derived from app/_ui/tokens.css by `tsx scripts/cut-map-colours.ts`; change the tokens, never this file.
 */
export const mapColours = {
  light: {
    land: "#f6f2eb",
    out: "#eeeae3",
    park: "#dce8cc",
    water: "#c2d8e0",
    building: "#eee8e0",
    road: "#fffefd",
    roadMajor: "#fef5e0",
    roadCase: "#e1dcd2",
    label: "#564e45",
    labelWater: "#365b6b",
    labelPark: "#3d552d",
  },
  dark: {
    land: "#211e1a",
    out: "#191713",
    park: "#222b1c",
    water: "#1a313d",
    building: "#27241f",
    road: "#37332f",
    roadMajor: "#48433a",
    roadCase: "#161310",
    label: "#b5b0a9",
    labelWater: "#8eb1c1",
    labelPark: "#a6be8f",
  },
} as const;

export type MapColours = { [name in keyof (typeof mapColours)["light"]]: string };
