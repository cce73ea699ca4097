import type { Amenity } from "@/server/modules/listings/contract";
import type { ListingFacts } from "../facts/facts";
import type { Surroundings } from "../places/surroundings";

/** The building as it is drawn. The demo's homes have no other, so the drawing is what texts may say of it. */
export type BuildingKind = "rowhouse" | "townhouse" | "porch" | "victorian" | "apartment" | "cabin";

/** All that a text about a home may rest on. */
export type HomeVoice = {
  facts: ListingFacts;
  kind: BuildingKind;
  city: string;
  around: Surroundings | undefined;
  hostName: string;
};

export const has = (voice: HomeVoice, ...codes: Amenity[]): boolean =>
  codes.every((code) => voice.facts.amenities.includes(code));

const NUMBER_WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

export function numberWord(count: number): string {
  return NUMBER_WORDS[count] ?? String(count);
}

export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${numberWord(count)} ${count === 1 ? singular : plural}`;
}

export function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

export function listed(items: readonly string[]): string {
  if (items.length <= 1) return items.join("");
  return `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

export const BUILDINGS: Record<BuildingKind, string> = {
  rowhouse: "brick rowhouse",
  townhouse: "townhouse",
  porch: "wooden house with a porch",
  victorian: "Victorian house",
  apartment: "apartment building",
  cabin: "cabin",
};

/** A half bathroom counts: 3 halves are "one and a half bathrooms". */
export function bathsInWords(halves: number): string {
  const whole = Math.floor(halves / 2);
  if (halves === 1) return "half a bathroom";
  if (halves % 2 === 0) return counted(whole, "bathroom");
  return `${numberWord(whole)} and a half bathrooms`;
}
