/** Reads a search's address into the procedure's input. On the server alone: the contract's library stays out of the browser. */
import { readStayQuery } from "@/app/(guest)/checkout/_parts/stay-query";
import { type SearchInput, searchInput } from "@/server/modules/search/contract";
import { SEARCH_SORTS } from "@/server/modules/search/words";
import { filtersOf, type SearchParams } from "./search-query";

function boxOf(text: string | undefined) {
  const parts = (text ?? "").split(",").map(Number);
  const [west, south, east, north] = parts;
  if (parts.length !== 4 || !parts.every(Number.isFinite)) return undefined;
  return { west: west ?? 0, south: south ?? 0, east: east ?? 0, north: north ?? 0 };
}

export function inputOf(params: SearchParams): SearchInput {
  const stay = readStayQuery(params);
  const party = readStayQuery({ ...params, checkIn: "2030-01-01", checkOut: "2030-01-02" })?.party;
  const box = boxOf(params.box);
  const asked = {
    ...(params.place ? { place: params.place.slice(0, 200) } : {}),
    ...(box ? { box } : {}),
    ...(stay ? { stay: stay.stay } : {}),
    ...(party ? { party } : {}),
    filters: filtersOf(params),
    sort: SEARCH_SORTS.find((one) => one === params.sort) ?? "recommended",
    ...(params.cursor ? { cursor: params.cursor } : {}),
  };
  const read = searchInput.safeParse(asked);
  return read.success ? read.data : searchInput.parse({ filters: {}, ...(stay ? { stay: stay.stay } : {}) });
}
