import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Messages } from "@/app/_i18n/messages";
import { routes } from "@/app/_routes";
import { requestCtx, serverCaller } from "@/app/_trpc/server";
import { SiteFooter } from "@/app/_viewer/site-footer";
import { SiteHeader } from "@/app/_viewer/site-header";
import { SearchLauncher } from "../_search/search-launcher";
import { wishOf } from "../_search/wish";
import { inputOf } from "./_parts/search-input";
import { keptQuery, type SearchParams, WISH_KEYS } from "./_parts/search-query";
import { SearchScreen } from "./_parts/search-screen";

type Props = { searchParams: Promise<SearchParams> };

/** A card is leafed through this far; the rest of the pictures are on the home's page. */
const PICTURES_MAX = 5;

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { place } = await searchParams;
  const t = await getTranslations("search");
  return { title: t("title"), ...(place ? { alternates: { canonical: routes.search({ place }) } } : {}) };
}

/** Results left, map right; everything that was chosen is in the address. */
export default async function SearchPage({ searchParams }: Props) {
  const params = await searchParams;
  const input = inputOf(params);
  const [result, { now, config }] = await Promise.all([
    (await serverCaller()).search.listings(input),
    requestCtx(),
  ]);
  const slim = {
    ...result,
    items: result.items.map((item) => ({ ...item, photos: item.photos.slice(0, PICTURES_MAX) })),
  };
  const wish = wishOf(params, result.place?.name ?? params.place);
  const today = now.toISOString().slice(0, 10);
  return (
    <Messages of={["search", "listing", "errors"]}>
      <div className="bg-paper md:sticky md:top-0 md:z-40">
        <SiteHeader
          variant="search"
          pill={<SearchLauncher look="pill" wish={wish} today={today} keep={keptQuery(params, WISH_KEYS)} />}
        />
      </div>
      <SearchScreen
        params={params}
        input={input}
        result={slim}
        wish={wish}
        today={today}
        styleUrl={config.mapStyleUrl}
      />
      <div className="lg:hidden">
        <SiteFooter />
      </div>
    </Messages>
  );
}
