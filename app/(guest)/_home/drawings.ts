import type { PictureData } from "@/app/_ui/picture";

const WIDTHS = [400, 800, 1200] as const;

/** One of the house's own drawings. It decorates words that stand beside it, so it has no text of its own. */
export function drawing(name: string): PictureData {
  return { alt: "", variants: WIDTHS.map((width) => ({ width, url: `/demo/homes/${name}-${width}.webp` })) };
}

/** River banks by season, from January on: winter, spring, summer, autumn. */
const SEASONS = [
  "helderberg-street",
  "washington-park-street",
  "pine-hills-street",
  "warehouse-loft-street",
] as const;
const MONTHS_PER_SEASON = 3;

/** The first page's drawing goes with the season of the visit. */
export function heroOf(now: Date): PictureData {
  const season = Math.floor(((now.getUTCMonth() + 1) % 12) / MONTHS_PER_SEASON);
  return drawing(SEASONS[season] ?? SEASONS[0]);
}

const PLACES = [
  "washington-park-street",
  "mansion-hill-street",
  "lark-street-exterior",
  "home-04-exterior",
  "hudson-flat-street",
  "lark-street-street",
] as const;

/** A different drawing for each place card of a row. */
export function placeDrawing(at: number): PictureData {
  return drawing(PLACES[at % PLACES.length] ?? PLACES[0]);
}
