"use client";
import { CalendarRange, ListFilter, Map as MapIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { type Query, routes } from "@/app/_routes";
import { DateRange } from "@/app/_ui/date-range";
import { EmptyState } from "@/app/_ui/empty-state";
import { LinkButton } from "@/app/_ui/link-button";
import { WayOn } from "@/app/_ui/way-on";
import type { FilterName, SearchAlternative, SearchFilters } from "@/server/modules/search/contract";
import { boxText, filtersOf, keptQuery, queryOfFilters, type SearchParams } from "./search-query";

const ICONS = { other_dates: CalendarRange, wider_map: MapIcon, drop_filter: ListFilter } as const;

/** Where there is no home at all, none of these is to blame. */
const ASKS_NOTHING = ["place", "sort"];

/** Nothing fits: the nearest ways on, each with what it leads to. */
export function NoResults({
  params,
  alternatives,
}: {
  params: SearchParams;
  alternatives: readonly SearchAlternative[];
}) {
  const t = useTranslations("search.none");
  const [first] = alternatives;
  const asked = Object.keys(keptQuery(params, ASKS_NOTHING));
  if (asked.length === 0 && alternatives.length === 0)
    return (
      <EmptyState
        title={t("yet")}
        bird="away"
        actions={
          <LinkButton look="primary" href={routes.hostYourPlace()}>
            {t("host")}
          </LinkButton>
        }
      >
        {t("yetText")}
      </EmptyState>
    );
  const clear = routes.search(params.place ? { place: params.place } : {});
  return (
    <EmptyState
      title={t("title")}
      bird="away"
      waysOn={
        alternatives.length > 0 ? (
          <div className="mt-4 w-full max-w-120">
            <p className="mb-2 font-semibold">{t("letGo")}</p>
            <div>
              {alternatives.map((one) => {
                const Icon = ICONS[one.kind];
                const href = routes.search(queryWith(params, one));
                return (
                  <WayOn
                    key={href}
                    href={href}
                    icon={<Icon size={18} strokeWidth={1.75} aria-hidden="true" />}
                    label={<Words of={one} />}
                    end={t("homes", { count: one.matchCount })}
                  />
                );
              })}
            </div>
          </div>
        ) : undefined
      }
      actions={
        <>
          {first ? (
            <LinkButton look="primary" href={routes.search(queryWith(params, first))}>
              {t("show", { count: first.matchCount })}
            </LinkButton>
          ) : null}
          <LinkButton look={first ? "quiet" : "primary"} href={clear}>
            {t("clear")}
          </LinkButton>
        </>
      }
    >
      {t("text")}
    </EmptyState>
  );
}

function Words({ of: one }: { of: SearchAlternative }) {
  const t = useTranslations("search.none");
  if (one.kind === "other_dates") return <DateRange from={one.stay.checkIn} to={one.stay.checkOut} />;
  if (one.kind === "wider_map") return one.place ? t("inPlace", { place: one.place.name }) : t("wider");
  return t(`without.${one.filter}`);
}

/** The same search with the one thing changed. */
function queryWith(params: SearchParams, one: SearchAlternative): Query {
  const kept = keptQuery(params);
  if (one.kind === "other_dates") return { ...kept, checkIn: one.stay.checkIn, checkOut: one.stay.checkOut };
  if (one.kind === "wider_map")
    return one.box
      ? { ...kept, box: boxText(one.box) }
      : { ...kept, box: undefined, place: one.place?.placeId };
  return { ...kept, ...queryOfFilters(withoutFilter(filtersOf(params), one.filter)) };
}

/** The names that search gives its filters, and the keys they stand under. */
const KEYS: Partial<Record<FilterName, readonly (keyof SearchFilters)[]>> = {
  price: ["priceMinMinor", "priceMaxMinor"],
  bedrooms: ["bedroomsMin"],
  beds: ["bedsMin"],
  bathrooms: ["bathroomHalvesMin"],
};

function withoutFilter(filters: SearchFilters, name: FilterName): SearchFilters {
  const dropped: readonly string[] = KEYS[name] ?? [name];
  return Object.fromEntries(Object.entries(filters).filter(([key]) => !dropped.includes(key)));
}
