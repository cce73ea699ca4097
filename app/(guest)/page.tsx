import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { Messages } from "@/app/_i18n/messages";
import { routes } from "@/app/_routes";
import { requestCtx, serverCaller } from "@/app/_trpc/server";
import { LinkButton } from "@/app/_ui/link-button";
import { Logo } from "@/app/_ui/logo";
import { Picture } from "@/app/_ui/picture";
import { readViewer } from "@/app/_viewer/read-viewer";
import { SiteFooter } from "@/app/_viewer/site-footer";
import { SiteHeader } from "@/app/_viewer/site-header";
import type { Neighbourhoods } from "@/server/modules/search/contract";
import { formatMoney } from "@/server/primitives/money";
import { drawing, heroOf, placeDrawing } from "./_home/drawings";
import { HomeRows } from "./_home/home-rows";
import { SearchLauncher } from "./_search/search-launcher";
import { emptyWish } from "./_search/wish";

const PLACES_MAX = 6;
const HOST_FEE_PERCENT = "3";

/** The first page: one big search field, rows with a reason under each, and where the homes are. */
export default async function HomePage() {
  const caller = await serverCaller();
  const [market, { now }, viewer] = await Promise.all([
    caller.search.neighbourhoods({ limit: PLACES_MAX }),
    requestCtx(),
    readViewer(),
  ]);
  return (
    <>
      <SiteHeader variant="home" />
      <main id="main">
        <Hero market={market} now={now} />
        <div className="wrap flex flex-col gap-10 pt-10 md:gap-18 md:pt-18">
          <Messages of={["listing", "errors"]}>
            <HomeRows viewerName={viewer?.firstName} />
          </Messages>
          <Places market={market} />
          <HostBand />
        </div>
      </main>
      <SiteFooter
        {...(market.city ? { place: [market.city, market.region].filter(Boolean).join(", ") } : {})}
        hostFeePercent={HOST_FEE_PERCENT}
      />
    </>
  );
}

async function Hero({ market, now }: { market: Neighbourhoods; now: Date }) {
  const t = await getTranslations("home");
  return (
    <section className="relative flex flex-col md:block md:pt-6">
      <span className="absolute start-5 top-3.5 z-2 flex h-11 items-center rounded-panel bg-surface/94 ps-2.5 pe-3.5 md:hidden">
        <Logo size="small" />
      </span>
      <div className="relative h-82 overflow-hidden md:ms-[max(420px,40vw)] md:h-113 md:rounded-s-hero">
        <Picture
          picture={heroOf(now)}
          ratio="fill"
          rounded="none"
          eager
          sizes="(min-width: 768px) 60vw, 100vw"
        />
      </div>
      <div className="max-md:order-last max-md:px-5 max-md:pt-8 md:pointer-events-none md:absolute md:inset-0 md:top-6">
        <div className="md:wrap md:flex md:h-113 md:flex-col md:justify-center md:pb-13">
          <h1 className="title-2xl md:max-w-118">
            {market.city ? t("title", { city: market.city }) : t("titleAnywhere")}
          </h1>
          <p className="mt-3 max-w-100 text-base text-ink-2 md:mt-5">
            {t("lead", { count: market.listingCount })}
          </p>
        </div>
      </div>
      <div className="relative z-2 -mt-10 px-5 md:-mt-12 md:px-0">
        <div className="md:wrap">
          <Messages of={["search"]}>
            <SearchLauncher look="home" wish={emptyWish} today={now.toISOString().slice(0, 10)} />
          </Messages>
        </div>
      </div>
    </section>
  );
}

async function Places({ market }: { market: Neighbourhoods }) {
  const t = await getTranslations("home.where");
  const locale = await getLocale();
  if (!market.city || market.neighbourhoods.length === 0) return null;
  return (
    <section>
      <div className="mb-6 flex items-end justify-between gap-6">
        <div>
          <h2 className="title-xl max-md:title-lg">{t("title", { city: market.city })}</h2>
          <p className="mt-1 text-ink-2">{t("note", { count: market.neighbourhoods.length })}</p>
        </div>
        <LinkButton
          look="quiet"
          size="small"
          className="-me-3"
          href={routes.search()}
          after={<ArrowRight size={16} aria-hidden="true" className="rtl:-scale-x-100" />}
        >
          {t("map")}
        </LinkButton>
      </div>
      <ul className="grid grid-cols-2 gap-x-3.5 gap-y-5 sm:grid-cols-3 lg:grid-cols-6 lg:gap-5">
        {market.neighbourhoods.map((place, at) => (
          <li key={place.placeId}>
            <Link href={routes.search({ place: place.placeId })} className="group block">
              <Picture
                picture={placeDrawing(at)}
                ratio="4/5"
                sizes="(min-width: 1024px) 200px, 50vw"
                className="max-md:aspect-square"
              />
              <h3 className="mt-3 font-display font-semibold text-base group-hover:underline">
                {place.name}
              </h3>
              <p className="text-ink-2 tabular-nums">
                {t("card", {
                  count: place.listingCount,
                  amount: formatMoney(place.from, locale).replace(/\.00$/, ""),
                })}
              </p>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

async function HostBand() {
  const t = await getTranslations("home.host");
  return (
    <section className="grid grid-cols-1 overflow-hidden rounded-hero bg-moss-tint lg:grid-cols-[1fr_480px]">
      <div className="p-7 md:p-14">
        <h2 className="title-xl">{t("title")}</h2>
        <p className="mt-3 max-w-118 text-base text-ink-2">{t("text", { percent: HOST_FEE_PERCENT })}</p>
        <div className="mt-6 flex flex-wrap gap-3">
          <LinkButton look="primary" href={routes.hostYourPlace()}>
            {t("action")}
          </LinkButton>
          <LinkButton look="quiet" href={routes.about.fees()}>
            {t("more")}
          </LinkButton>
        </div>
      </div>
      <div className="min-h-56 lg:min-h-75">
        <Picture
          picture={drawing("washington-park-window")}
          ratio="fill"
          rounded="none"
          sizes="(min-width: 1024px) 480px, 100vw"
        />
      </div>
    </section>
  );
}
