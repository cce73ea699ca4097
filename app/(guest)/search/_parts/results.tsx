"use client";
import { useLocale, useTranslations } from "next-intl";
import { routes } from "@/app/_routes";
import { LinkButton } from "@/app/_ui/link-button";
import { Select } from "@/app/_ui/select";
import { HomeCard } from "@/app/(guest)/_cards/home-card";
import { reasonText } from "@/app/(guest)/_cards/reason-text";
import type { SearchInput, SearchResult } from "@/server/modules/search/contract";
import { SEARCH_SORTS } from "@/server/modules/search/words";
import { nightCount } from "@/server/primitives/stay";
import { NoResults } from "./no-results";
import { keptQuery, type SearchParams, stayQueryOfSearch } from "./search-query";

type Sort = (typeof SEARCH_SORTS)[number];
type Props = {
  params: SearchParams;
  input: SearchInput;
  result: SearchResult;
  litId: string | undefined;
  onLit: (id: string | undefined) => void;
  onSort: (sort: Sort) => void;
};

const EAGER_CARDS = 4;

/** How many, at what prices, in which sequence, and the cards. */
export function Results({ params, input, result, litId, onLit, onSort }: Props) {
  const t = useTranslations("search");
  const reasons = useTranslations("search.reasons");
  const locale = useLocale();
  const place = result.place?.name;
  const count = result.matchCount;
  const least = String(result.matchCountIsLeast);
  const sorts = SEARCH_SORTS.filter(
    (sort) => sort !== "distance" || place !== undefined || input.box !== undefined,
  );
  const stayQuery = stayQueryOfSearch(params);
  return (
    <>
      <div className="mb-5 grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3">
        <h1 className="title-lg" aria-live="polite">
          {input.box ? (
            t("countHere", { count, least })
          ) : place ? (
            <>
              {/* The bar right above a phone's list has the place. */}
              <span className="sm:hidden">{t("count", { count, least })}</span>
              <span className="max-sm:hidden">{t("countIn", { count, least, place })}</span>
            </>
          ) : (
            t("count", { count, least })
          )}
        </h1>
        {count > 0 ? (
          <p className="text-ink-2 max-sm:col-span-2">
            {input.stay ? t("pricesFor", { count: nightCount(input.stay) }) : t("pricesWithout")}
          </p>
        ) : null}
        <div
          hidden={count === 0}
          className="max-sm:col-start-2 max-sm:row-start-1 sm:col-start-2 sm:row-span-2 sm:row-start-1 sm:self-end"
        >
          <Select
            label={t("sort.label")}
            labelHidden
            size="small"
            options={sorts.map((sort) => ({ value: sort, label: t(`sort.${sort}`) }))}
            value={input.sort}
            onChange={(event) =>
              onSort(SEARCH_SORTS.find((sort) => sort === event.target.value) ?? "recommended")
            }
          />
        </div>
      </div>
      {result.sequenceIsSure ? null : <p className="mb-5 text-ink-2">{t("notSure")}</p>}
      {count === 0 ? <NoResults params={params} alternatives={result.alternatives} /> : null}
      <ul className="grid grid-cols-1 gap-x-6 gap-y-8 sm:grid-cols-2">
        {result.items.map((home, at) => (
          <li
            key={home.listingId}
            onPointerEnter={() => onLit(home.listingId)}
            onPointerLeave={() => onLit(undefined)}
            onFocus={() => onLit(home.listingId)}
            onBlur={() => onLit(undefined)}
          >
            <HomeCard
              home={home}
              query={stayQuery}
              lit={litId === home.listingId}
              eager={at < EAGER_CARDS}
              headingLevel="h2"
              sizes="(min-width: 1024px) 26vw, (min-width: 640px) 50vw, 100vw"
              reason={reasonText(home.reason, reasons)}
            />
          </li>
        ))}
      </ul>
      {params.cursor || result.nextCursor ? (
        <nav aria-label={t("pages.label")} className="mt-10 flex flex-wrap items-center justify-center gap-3">
          {params.cursor ? (
            <LinkButton href={routes.search(keptQuery(params))}>{t("pages.first")}</LinkButton>
          ) : null}
          {result.nextCursor ? (
            <LinkButton
              look="primary"
              href={routes.search({ ...keptQuery(params), cursor: result.nextCursor })}
            >
              {t("pages.next")}
            </LinkButton>
          ) : null}
          <span className="text-ink-2">
            {t("pages.of", { count: new Intl.NumberFormat(locale).format(count), least })}
          </span>
        </nav>
      ) : null}
    </>
  );
}
