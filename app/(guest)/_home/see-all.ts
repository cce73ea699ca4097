import type { Query } from "@/app/_routes";
import type { Because, Row } from "@/server/modules/recommendations/contract";

/** The word a row's way on is named by: message `home.seeAll.<name>`. */
export type SeeAll = { name: "near" | "rated" | "favourites" | "alike"; query: Query };

/** More kinds than this are no kind any more. */
const KINDS_MAX = 3;
/** The band of prices goes out to the next whole step, so that it reads as one somebody would choose. */
const PRICE_STEP_MINOR = 1_000;

/** The search that carries a row's idea on: the same place, the same praise, or homes of the same sort. */
export function seeAllOf(row: Row): SeeAll {
  if (row.title.code === "popular_near") return { name: "near", query: { place: placeOf(row.items) } };
  if (row.title.code === "popular")
    return row.note?.code === "by_rating"
      ? { name: "rated", query: { sort: "rating" } }
      : { name: "favourites", query: { favourite: "1" } };
  return { name: "alike", query: alike(row.items) };
}

/** Whether the row's own title or note gives a home's reason already, so that its card need not say it again. */
export function isSaidByRow(row: Row, because: Because): boolean {
  if (because.code === "popular_near") return row.title.code === "popular_near";
  const { title } = because.values;
  return title !== undefined && [row.title.values.title, row.note?.values.title].includes(title);
}

/** What a row's homes have in common, never narrower: each of them is found by it. */
function alike(items: Row["items"]): Query {
  const kinds = [...new Set(items.map((item) => item.propertyType))];
  const rooms = [...new Set(items.map((item) => item.roomType))];
  const prices = items.map((item) => item.nightly.amountMinor);
  return {
    place: placeOf(items),
    kinds: kinds.length <= KINDS_MAX ? kinds : undefined,
    rooms: rooms.length === 1 ? rooms : undefined,
    bedrooms: Math.min(...items.map((item) => item.bedrooms)) || undefined,
    priceMin: Math.floor(Math.min(...prices) / PRICE_STEP_MINOR) * PRICE_STEP_MINOR || undefined,
    priceMax: Math.ceil(Math.max(...prices) / PRICE_STEP_MINOR) * PRICE_STEP_MINOR,
  };
}

/** The neighbourhood they share, else the city, else anywhere. */
function placeOf(items: Row["items"]): string | undefined {
  const cities = new Set(items.map((item) => item.city));
  const [first] = items;
  if (!first || cities.size > 1) return undefined;
  const neighbourhoods = new Set(items.map((item) => item.neighbourhood));
  return neighbourhoods.size === 1 && first.neighbourhood
    ? `${first.neighbourhood}, ${first.city}`
    : first.city;
}
