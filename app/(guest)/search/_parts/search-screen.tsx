"use client";
import { Map as MapIcon } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState, useTransition } from "react";
import { type Query, routes } from "@/app/_routes";
import { plainClient } from "@/app/_trpc/plain-client";
import { onDemand, useFetchSoon } from "@/app/_ui/on-demand";
import type { SearchWish } from "@/app/_ui/search/search-panel";
import { Skeleton } from "@/app/_ui/skeleton";
import type { SearchFilters, SearchInput, SearchResult } from "@/server/modules/search/contract";
import { SearchLauncher } from "../../_search/search-launcher";
import { FilterRow } from "./filter-row";
import { Results } from "./results";
import { filterCountOf, keptQuery, queryOfFilters, type SearchParams, WISH_KEYS } from "./search-query";
import { useIsWide } from "./use-is-wide";
import { usePhoneMap } from "./use-phone-map";

const mapComing = () => <Skeleton className="absolute inset-0 rounded-none" />;
const MapPanel = onDemand(() => import("./map-panel").then((module) => module.MapPanel), mapComing);
const loadFilters = () => import("./filter-sheet").then((module) => module.FilterSheet);
const FilterSheet = onDemand(loadFilters);
const PhoneMap = onDemand(() => import("./phone-map").then((module) => module.PhoneMap));

type Props = {
  params: SearchParams;
  input: SearchInput;
  result: SearchResult;
  wish: SearchWish;
  today: string;
  styleUrl: string | undefined;
};

const FILTER_KEYS = [
  "priceMin",
  "priceMax",
  "bedrooms",
  "beds",
  "baths",
  "rooms",
  "kinds",
  "amenities",
  "instant",
  "self",
  "petsOk",
  "free",
  "favourite",
];

/** List and map in step: a card and its pin light up together, and every choice is a new address. */
export function SearchScreen({ params, input, result, wish, today, styleUrl }: Props) {
  const t = useTranslations("search");
  const router = useRouter();
  const [pending, start] = useTransition();
  const [litId, setLit] = useState<string>();
  const [filtersOpen, setFiltersOpen] = useState(false);
  const isWide = useIsWide();
  const phoneMap = usePhoneMap();
  useRecordedSearch(input, result.matchCount);
  useFetchSoon(loadFilters);
  const go = (query: Query) =>
    start(() => router.push(routes.search(phoneMap.kept(query)), { scroll: false }));
  const filters = input.filters ?? {};
  const setFilters = (next: SearchFilters) =>
    go({ ...keptQuery(params, FILTER_KEYS), ...queryOfFilters(next) });
  const filterCount = filterCountOf(filters);
  const map = {
    result,
    input,
    litId,
    onLit: setLit,
    params,
    styleUrl,
    onBox: (box: string) => go({ ...keptQuery(params), box }),
  };
  return (
    <>
      <div
        data-bar="search"
        data-view={phoneMap.open ? "map" : "list"}
        className="sticky top-0 z-30 bg-paper md:top-18"
      >
        <div className="px-4 pt-3 md:hidden">
          <SearchLauncher
            look="phone"
            wish={wish}
            today={today}
            keep={keptQuery(params, WISH_KEYS)}
            phone={{
              backHref: routes.home(),
              backLabel: t("back"),
              filterCount,
              filterLabel: t("filters.open", { count: filterCount }),
              onFilters: () => setFiltersOpen(true),
            }}
          />
        </div>
        <FilterRow
          filters={filters}
          counts={result.counts}
          currency={result.histogram.currency}
          filterCount={filterCount}
          onChange={setFilters}
          onOpen={() => setFiltersOpen(true)}
        />
      </div>
      <main
        id="main"
        className={`grid grid-cols-1 lg:grid-cols-[minmax(0,5fr)_minmax(0,4fr)] ${phoneMap.open ? "max-lg:invisible" : ""}`}
      >
        <div
          className={`min-w-0 px-4 py-5 transition-opacity duration-120 md:px-8 ${pending ? "opacity-55" : ""}`}
          aria-busy={pending}
        >
          <Results
            params={params}
            input={input}
            result={result}
            litId={litId}
            onLit={setLit}
            onSort={(sort) =>
              go({ ...keptQuery(params, ["sort"]), sort: sort === "recommended" ? undefined : sort })
            }
          />
        </div>
        <div className="relative hidden lg:block">
          <div className="sticky top-33 h-[calc(100dvh-8.25rem)]">
            {isWide ? <MapPanel {...map} /> : mapComing()}
          </div>
        </div>
      </main>
      <button
        type="button"
        ref={phoneMap.opener}
        onClick={phoneMap.show}
        className={`${phoneMap.open || result.matchCount === 0 ? "invisible " : ""}fixed inset-x-0 bottom-24 z-20 mx-auto flex h-12 w-fit cursor-pointer items-center gap-2 rounded-panel bg-ink px-6 font-semibold text-base text-paper shadow-raised md:bottom-8 lg:hidden`}
      >
        <MapIcon size={18} aria-hidden="true" />
        {t("map.open")}
      </button>
      {phoneMap.open && isWide === false ? <PhoneMap {...map} onClose={phoneMap.hide} /> : null}
      {filtersOpen ? (
        <FilterSheet
          open
          filters={filters}
          result={result}
          input={input}
          onClose={() => setFiltersOpen(false)}
          onShow={(next) => {
            setFiltersOpen(false);
            setFilters(next);
          }}
        />
      ) : null}
    </>
  );
}

/** Tells once of each search what was looked for and how much of it there was. */
function useRecordedSearch(input: SearchInput, matchCount: number): void {
  const told = useRef("");
  useEffect(() => {
    const asked = JSON.stringify(input);
    if (told.current === asked) return;
    told.current = asked;
    const party = input.party;
    const guests = (party?.adults ?? 1) + (party?.children ?? 0);
    void plainClient()
      .then((client) =>
        client.search.record.mutate({
          interactions: [
            { kind: "search", place: input.place ?? null, stay: input.stay ?? null, guests, matchCount },
          ],
        }),
      )
      .catch((error: unknown) => console.warn("the search was not recorded", error));
  }, [input, matchCount]);
}
