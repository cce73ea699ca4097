import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { stepOf } from "@/app/_analytics/span";
import { routes } from "@/app/_routes";
import { readParams, type SearchParams } from "@/app/_search-params";
import { orNotFound } from "@/app/_trpc/read-or-not-found";
import { serverCaller } from "@/app/_trpc/server";
import { Banner } from "@/app/_ui/banner";
import { ChipLinks } from "@/app/_ui/chip-links";
import { EmptyState } from "@/app/_ui/empty-state";
import { formatDateRange } from "@/app/_ui/format/dates";
import { LinkButton } from "@/app/_ui/link-button";
import { REPORT_DAYS_MAX } from "@/server/modules/analytics/report-contracts";
import { requireHost } from "../_parts/require-host";
import { DefinitionsPanel } from "./_parts/definitions-panel";
import { FiguresPart } from "./_parts/figures-part";
import { HomesPanel } from "./_parts/homes-panel";
import { MarketPanel } from "./_parts/market-panel";
import { PacePanel } from "./_parts/pace-panel";
import { hrefOf, readView, type View } from "./_parts/view";
import { ViewBar } from "./_parts/view-bar";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("hosting.performance");
  return { title: t("title") };
}

/** How a host's homes do: over any days, beside an earlier span, and beside homes like them. */
export default async function PerformancePage({ searchParams }: { searchParams: SearchParams }) {
  await requireHost(routes.hosting.performance());
  const view = await readAddress(searchParams);
  if (view === "not_a_listing") notFound();
  const report = await readReport(view);
  const t = await getTranslations("hosting.performance");
  const shared = await getTranslations("figures");
  const locale = await getLocale();
  const { totals, listings, homes, timeZone } = report;
  const total = totals.find(({ currency }) => currency === view.currency) ?? totals[0];
  if (!total) return <NoHomes />;
  const { from, until } = view.span;
  return (
    <main id="main" className="px-4 py-7 md:px-8">
      <h1 className="title-xl">{t("title")}</h1>
      <p className="mt-0.5 text-ink-2">
        {t("note", {
          range: formatDateRange(from, until, locale, { month: "long", year: true }),
          zone: timeZone,
        })}
      </p>
      <div className="mt-5 grid grid-cols-[minmax(0,1fr)] gap-3">
        <ViewBar view={view} homes={homes} />
        {view.span.isMisread ? (
          <Banner tone="amber">{shared("misread", { days: REPORT_DAYS_MAX })}</Banner>
        ) : null}
        {totals.length > 1 ? (
          <ChipLinks
            label={t("currency")}
            chips={totals.map(({ currency }) => ({
              href: hrefOf(view, { currency }),
              label: currency,
              here: currency === total.currency,
            }))}
          />
        ) : null}
        <FiguresPart view={view} report={report} total={total} />
        <div className="mt-3 grid grid-cols-[minmax(0,1fr)] items-start gap-3 xl:grid-cols-2">
          <PacePanel report={report} total={total} />
          <MarketPanel total={total} />
        </div>
        <HomesPanel view={view} listings={listings.filter(({ currency }) => currency === total.currency)} />
        <DefinitionsPanel />
      </div>
    </main>
  );
}

async function readAddress(searchParams: SearchParams): Promise<View | "not_a_listing"> {
  const { today } = await (await serverCaller()).analytics.marketToday({});
  return readView(await readParams(searchParams), today);
}

/** A home that is not this host's is not found. */
function readReport({ span, compareTo, listing }: View) {
  const { from, until } = span;
  return orNotFound(({ analytics }) =>
    analytics.hostPerformance({
      from,
      until,
      compareTo,
      step: stepOf(span),
      ...(listing ? { listingId: listing } : {}),
    }),
  );
}

async function NoHomes() {
  const t = await getTranslations("hosting.performance");
  return (
    <main id="main" className="px-4 py-12 md:px-8">
      <EmptyState
        headingLevel="h1"
        title={t("none.title")}
        actions={
          <LinkButton look="primary" href={routes.hosting.listings()}>
            {t("none.action")}
          </LinkButton>
        }
      >
        {t("none.text")}
      </EmptyState>
    </main>
  );
}
