import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { type ReactNode, Suspense } from "react";
import { spanQuery } from "@/app/_analytics/span";
import { SpanBar } from "@/app/_analytics/span-bar";
import { routes } from "@/app/_routes";
import { type Params, readParams, type SearchParams } from "@/app/_search-params";
import { serverCaller } from "@/app/_trpc/server";
import { Banner } from "@/app/_ui/banner";
import { formatDateRange, formatTime } from "@/app/_ui/format/dates";
import { PartBoundary } from "@/app/_ui/part-boundary";
import { REPORT_DAYS_MAX } from "@/server/modules/analytics/report-contracts";
import { AdminPage } from "../_parts/admin-page";
import { requireOperator } from "../_parts/require-operator";
import { AnalyticsSkeleton, type PartId, PartSkeleton } from "./_parts/analytics-skeleton";
import { CohortsPanel } from "./_parts/cohorts-panel";
import { DefinitionsPanel } from "./_parts/definitions-panel";
import { DemandPanel } from "./_parts/demand-panel";
import { DistributionPanels } from "./_parts/distribution-panels";
import { FunnelPanels } from "./_parts/funnel-panel";
import { GroupsPanel } from "./_parts/groups-panel";
import { SeriesPart } from "./_parts/series-part";
import { SourcesPanel } from "./_parts/sources-panel";
import { StorePanel } from "./_parts/store-panel";
import { readView, type View, viewQuery } from "./_parts/view";

/** Behind by more than this, the page says so before anybody trusts its figures. */
const BEHIND_MS_MAX = 60_000;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.analytics");
  return { title: t("title") };
}

/** How the market does, figure by figure, over any days. */
export default async function AnalyticsPage({ searchParams }: { searchParams: SearchParams }) {
  await requireOperator(routes.admin.analytics());
  const params = await readParams(searchParams);
  return (
    <Suspense fallback={<AnalyticsSkeleton />}>
      <Analytics params={params} />
    </Suspense>
  );
}

async function Analytics({ params }: { params: Params }) {
  const { analytics } = await serverCaller();
  const [{ today, timeZone }, freshness] = await Promise.all([
    analytics.marketToday({}),
    analytics.freshness({}),
  ]);
  const view = readView(params, today);
  const t = await getTranslations("admin.analytics");
  const shared = await getTranslations("figures");
  const locale = await getLocale();
  const { from, until } = view.span;
  const range = formatDateRange(from, until, locale, { month: "long", year: true });
  const { asOf, freshUntil, waitingCount } = freshness;
  const behindMs = freshUntil ? asOf.getTime() - freshUntil.getTime() : 0;
  const days = JSON.stringify([from, until, view.compareTo]);
  return (
    <AdminPage
      title={t("title")}
      note={t("note", { range, zone: timeZone })}
      end={<SectionLinks />}
      bar={
        freshUntil ? (
          <span className="text-ink-3 text-xs max-md:hidden">
            {t("fresh", { time: formatTime(freshUntil.toISOString(), locale, timeZone) })}
          </span>
        ) : null
      }
    >
      <ViewBar view={view} />
      {view.span.isMisread ? (
        <Banner tone="amber">{shared("misread", { days: REPORT_DAYS_MAX })}</Banner>
      ) : null}
      {waitingCount > 0 && behindMs > BEHIND_MS_MAX ? (
        <Banner tone="amber">{t("behind", { count: waitingCount })}</Banner>
      ) : null}
      <Part id="figures" of={`series ${days}`}>
        <SeriesPart view={view} />
      </Part>
      <Part id="funnel" of={`funnel ${days} ${view.funnelBy}`}>
        <FunnelPanels view={view}>
          <Part id="sources" of={`sources ${days}`}>
            <SourcesPanel span={view.span} />
          </Part>
        </FunnelPanels>
      </Part>
      <Part id="groups" of={`groups ${days} ${view.by}`}>
        <GroupsPanel view={view} />
      </Part>
      <Part id="spread" of={`distributions ${days}`}>
        <DistributionPanels view={view} />
      </Part>
      <Part id="cohorts" of="cohorts">
        <CohortsPanel view={view} />
      </Part>
      <Part id="demand" of={`demand ${view.nights}`}>
        <DemandPanel view={view} today={today} />
      </Part>
      <Part id="store" of="store">
        <StorePanel view={view} freshness={freshness} />
      </Part>
      <div id="definitions" className="min-w-0 scroll-mt-4">
        <DefinitionsPanel />
      </div>
    </AdminPage>
  );
}

const SECTIONS = [
  "figures",
  "funnel",
  "groups",
  "spread",
  "cohorts",
  "demand",
  "store",
  "definitions",
] as const;

/** The way down a long page. */
async function SectionLinks() {
  const t = await getTranslations("admin.analytics.section");
  return (
    <nav aria-label={t("label")} className="scroll-row max-w-full gap-4 text-xs">
      {SECTIONS.map((id) => (
        <a key={id} href={`#${id}`} className="hit-24 link whitespace-nowrap text-ink-2">
          {t(id)}
        </a>
      ))}
    </nav>
  );
}

/** A part that loads, and fails, for itself. `of` says when it is another and shows its shape again. */
function Part({ id, of, children }: { id: PartId; of: string; children: ReactNode }) {
  return (
    <div id={id} className="grid min-w-0 scroll-mt-4 grid-cols-[minmax(0,1fr)] gap-3">
      <PartBoundary key={of}>
        <Suspense fallback={<PartSkeleton of={id} />}>{children}</Suspense>
      </PartBoundary>
    </div>
  );
}

function ViewBar({ view }: { view: View }) {
  const { compare: _chosenInTheForm, ...keep } = viewQuery(view);
  return (
    <SpanBar
      action={routes.admin.analytics()}
      span={view.span}
      hrefOf={(preset) =>
        routes.admin.analytics({ ...viewQuery(view), ...spanQuery({ ...view.span, preset }) })
      }
      keep={keep}
      compareTo={view.compareTo}
    />
  );
}
