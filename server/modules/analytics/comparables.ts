/** Which homes of other hosts a home is held against. Pure. */
import type { HomeKind } from "@/server/modules/analytics/places-store";
import { COMPARABLES_MIN } from "@/server/modules/analytics/report-contracts";

export type Likeness = "neighbourhood_and_size" | "city_and_size" | "city_and_kind" | "city";

const sameSize = (a: HomeKind, b: HomeKind) => a.roomType === b.roomType && a.bedrooms === b.bedrooms;

/** Narrowest first. */
const LIKENESSES: readonly [Likeness, (a: HomeKind, b: HomeKind) => boolean][] = [
  ["neighbourhood_and_size", (a, b) => a.neighbourhood === b.neighbourhood && sameSize(a, b)],
  ["city_and_size", sameSize],
  ["city_and_kind", (a, b) => a.roomType === b.roomType],
  ["city", () => true],
];

/**
 * The narrowest likeness that at least five homes of other hosts share; undefined where none does. All are of the home's
 * city and currency. Homes of the same host never count, so that nobody is held against themselves.
 */
export function chooseComparables(
  home: HomeKind,
  candidates: readonly HomeKind[],
): { readonly likeness: Likeness; readonly uuids: readonly string[] } | undefined {
  const near = candidates.filter(
    (each) => each.hostUuid !== home.hostUuid && each.city === home.city && each.currency === home.currency,
  );
  for (const [likeness, isLike] of LIKENESSES) {
    const like = near.filter((each) => isLike(home, each));
    if (like.length >= COMPARABLES_MIN) return { likeness, uuids: like.map(({ uuid }) => uuid) };
  }
  return undefined;
}
