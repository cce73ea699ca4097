import type { Metadata } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { routes } from "@/app/_routes";
import { readParams, type SearchParams } from "@/app/_search-params";
import { serverCaller } from "@/app/_trpc/server";
import { formatDate, formatDateRange, formatTime } from "@/app/_ui/format/dates";
import { Kbd } from "@/app/_ui/kbd";
import { Panel } from "@/app/_ui/panel";
import type { AdminOverview } from "@/server/modules/admin/contract";
import { BusPanel } from "./_overview/bus-panel";
import { FigureCards } from "./_overview/figure-cards";
import { FunnelPanel } from "./_overview/funnel-panel";
import { GbvChart } from "./_overview/gbv-chart";
import { MoreFigures } from "./_overview/more-figures";
import { needRows } from "./_overview/need-rows";
import { NeedsList } from "./_overview/needs-list";
import { OverviewSkeleton } from "./_overview/overview-skeleton";
import { RangePicker } from "./_overview/range-picker";
import { AdminPage } from "./_parts/admin-page";
import { BookingTable } from "./_parts/booking-table";
import { CsvButton } from "./_parts/csv-button";
import { MoneyPanel } from "./_parts/money-panel";
import { requireOperator } from "./_parts/require-operator";

const RANGES = ["1", "7", "28", "91"] as const;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.overview");
  return { title: t("title") };
}

/** Whether the market is well, and what needs an operator. */
export default async function OverviewPage({ searchParams }: { searchParams: SearchParams }) {
  await requireOperator(routes.admin.overview());
  const params = await readParams(searchParams);
  const days = Number(params.oneOf("days", RANGES) ?? "7");
  // Who may see it is settled before anything is sent, so that the answer's status is true.
  return (
    <Suspense key={days} fallback={<OverviewSkeleton />}>
      <Overview days={days} />
    </Suspense>
  );
}

async function Overview({ days }: { days: number }) {
  const overview = await (await serverCaller()).admin.overview({ days });
  const t = await getTranslations("admin.overview");
  const locale = await getLocale();
  const { analytics, needs, latestBookings } = overview;
  const { from, until, asOf, timeZone } = analytics;
  const isWell = needs.every((need) => need.severity !== "bad");
  return (
    <AdminPage
      title={`${t(isWell ? "well" : "unwell")} ${t("needs", { count: needs.length })}`}
      note={
        days === 1
          ? t("today", { date: formatDate(until, locale, { month: "long", year: true }) })
          : t("span", { days, range: formatDateRange(from, until, locale, { month: "long", year: true }) })
      }
      bar={
        <>
          <RangePicker days={days} />
          <span className="text-ink-3 text-xs max-md:hidden">
            {t("fresh", { time: formatTime(asOf.toISOString(), locale, timeZone) })}
          </span>
        </>
      }
      end={<SeriesCsv overview={overview} />}
    >
      <FigureCards analytics={analytics} />
      <MoreFigures overview={overview} />
      <div className="grid grid-cols-1 gap-3 xl:grid-cols-[2fr_1fr]">
        <GbvChart analytics={analytics} />
        <FunnelPanel
          funnel={analytics.funnel}
          span={t(`ranges.${RANGES.find((range) => Number(range) === days) ?? "7"}`)}
        />
      </div>
      <div className="grid grid-cols-1 gap-3 md:grid-cols-2 xl:grid-cols-[5fr_4fr_3fr]">
        <NeedsPanel needs={needs} />
        <BusPanel bus={overview.bus} />
        <MoneyPanel money={overview.money} linked />
      </div>
      <Panel
        flush
        title={t("latest.title")}
        end={
          <span className="flex items-center gap-2 text-xs">
            <Link href={routes.admin.bookings()} className="link text-ink-2">
              {t("latest.all")}
            </Link>
            <Kbd quiet>g b</Kbd>
          </span>
        }
      >
        <BookingTable label={t("latest.title")} rows={latestBookings} empty={t("latest.empty")} />
      </Panel>
    </AdminPage>
  );
}

async function NeedsPanel({ needs }: { needs: AdminOverview["needs"] }) {
  const t = await getTranslations("admin.overview.need");
  return (
    <Panel
      flush
      title={t("title")}
      className="overflow-hidden"
      end={
        needs.length > 0 ? (
          <span className="flex items-center gap-1 text-ink-3 text-xs max-md:hidden">
            {t.rich("keys", { kbd: (text) => <Kbd>{text}</Kbd> })}
          </span>
        ) : null
      }
    >
      {needs.length === 0 ? (
        <p className="px-4 pb-4 text-ink-2">{t("none")}</p>
      ) : (
        <NeedsList rows={await needRows(needs)} />
      )}
    </Panel>
  );
}

function SeriesCsv({ overview }: { overview: AdminOverview }) {
  const { series, currency, until } = overview.analytics;
  return (
    <CsvButton
      fileName={`roost-days-${until}.csv`}
      heads={[
        "day",
        "bookings",
        "cancellations",
        `gbv_minor_${currency}`,
        "take_rate",
        "conversion",
        "nights_sold",
        "nights_available",
        "occupancy",
        "adr_minor",
        "revpar_minor",
      ]}
      rows={series.map((day) => [
        day.day,
        day.bookings,
        day.cancellations,
        day.gbvMinor,
        day.takeRate,
        day.conversion,
        day.nightsSold,
        day.nightsAvailable,
        day.occupancy,
        day.adrMinor,
        day.revparMinor,
      ])}
    />
  );
}
