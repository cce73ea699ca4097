import type { PropertyType, RoomType } from "./facts";

/** "$1,234.50" to minor units; undefined for an empty or odd value. */
export function parsePriceMinor(text: string | undefined, exponent: number): number | undefined {
  const digits = (text ?? "").replace(/[^0-9.]/g, "");
  if (!/^\d+(\.\d+)?$/.test(digits)) return undefined;
  const [whole = "0", fraction = ""] = digits.split(".");
  const minor = Number(whole) * 10 ** exponent + Number(`${fraction}000`.slice(0, exponent) || "0");
  return minor > 0 ? minor : undefined;
}

export function parseCount(text: string | undefined): number | undefined {
  const value = Number((text ?? "").trim() || Number.NaN);
  return Number.isFinite(value) && value >= 0 ? Math.floor(value) : undefined;
}

/** A star rating to hundredths; undefined before the first review. */
export function parseCenti(text: string | undefined): number | undefined {
  const value = Number((text ?? "").trim() || Number.NaN);
  if (!Number.isFinite(value) || value <= 0) return undefined;
  return Math.min(500, Math.max(100, Math.round(value * 100)));
}

export function parsePercent(text: string | undefined): number | null {
  const value = Number((text ?? "").replace("%", "").trim() || Number.NaN);
  return Number.isFinite(value) ? Math.min(100, Math.max(0, Math.round(value))) : null;
}

/** Day number of "YYYY-MM-DD"; undefined for anything else. */
export function parseDay(text: string | undefined): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec((text ?? "").trim());
  if (!match) return undefined;
  return Math.round(Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) / 86_400_000);
}

/** "1.5 shared baths", "Half-bath", "Private half-bath" to halves and whether others use it too. */
export function parseBaths(
  text: string | undefined,
  count: string | undefined,
): { halves: number; shared: boolean } {
  const words = (text ?? "").toLowerCase();
  const shared = words.includes("shared");
  if (words.includes("half-bath")) return { halves: 1, shared };
  const number = Number.parseFloat(words) || Number.parseFloat(count ?? "");
  if (!Number.isFinite(number)) return { halves: shared ? 0 : 2, shared };
  return { halves: Math.round(number * 2), shared };
}

const PROPERTY_RULES: ReadonlyArray<[pattern: RegExp, type: PropertyType]> = [
  [/bed and breakfast/i, "bed_and_breakfast"],
  [/hostel/i, "hostel"],
  [/hotel|resort/i, "hotel"],
  [/guest ?suite/i, "guest_suite"],
  [/guest ?house|casita|tiny home/i, "guesthouse"],
  [/loft/i, "loft"],
  [/condo/i, "condo"],
  [/townhouse|shophouse/i, "townhouse"],
  [/cabin|chalet|hut/i, "cabin"],
  [/bungalow/i, "bungalow"],
  [/cottage/i, "cottage"],
  [/rental unit|apartment|serviced/i, "apartment"],
  [/home|house|villa|residential|earthen/i, "house"],
];

/** "Private room in rental unit" to a kind of building; what no rule knows is "other". */
export function parsePropertyType(text: string | undefined): PropertyType {
  const rule = PROPERTY_RULES.find(([pattern]) => pattern.test(text ?? ""));
  return rule ? rule[1] : "other";
}

export function parseRoomType(roomType: string | undefined, propertyType: string | undefined): RoomType {
  const words = (roomType ?? "").toLowerCase();
  if (words.startsWith("entire")) return "entire_home";
  if (words.startsWith("shared")) return "shared_room";
  if (words.startsWith("hotel") || /room in (boutique )?hotel/i.test(propertyType ?? "")) return "hotel_room";
  return "private_room";
}

/** A JSON list of names; an older scrape's `{TV,"Air conditioning"}` is read as well. */
export function parseNames(text: string | undefined): string[] {
  const raw = (text ?? "").trim();
  if (raw.startsWith("[")) {
    const names: unknown = JSON.parse(raw);
    return Array.isArray(names) ? names.filter((name): name is string => typeof name === "string") : [];
  }
  return raw
    .replace(/^\{|\}$/g, "")
    .split(",")
    .map((name) => name.replace(/^"|"$/g, "").trim())
    .filter((name) => name !== "");
}
