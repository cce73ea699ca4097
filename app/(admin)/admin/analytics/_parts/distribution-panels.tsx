import { getLocale, getTranslations } from "next-intl/server";
import { ExportLinks } from "@/app/_analytics/export-links";
import { serverCaller } from "@/app/_trpc/server";
import { Chart } from "@/app/_ui/chart/chart";
import { DefinitionTerm } from "@/app/_ui/definition-term";
import { formatMean } from "@/app/_ui/format/figures";
import { Panel } from "@/app/_ui/panel";
import type { Distribution } from "@/server/modules/analytics/report-contracts";
import type { View } from "./view";

type Kind = "leadDays" | "nightsPerStay";
const exported = { leadDays: "lead-time", nightsPerStay: "length-of-stay" } as const;

/** How long before the stay guests book, and for how many nights. */
export async function DistributionPanels({ view }: { view: View }) {
  const { from, until } = view.span;
  const { compareTo } = view;
  const report = await (await serverCaller()).analytics.distributions({ from, until, compareTo });
  return (
    <div className="grid grid-cols-1 gap-3 xl:grid-cols-2">
      <DistributionPanel kind="leadDays" distribution={report.leadDays} view={view} />
      <DistributionPanel kind="nightsPerStay" distribution={report.nightsPerStay} view={view} />
    </div>
  );
}

async function DistributionPanel({
  kind,
  distribution,
  view,
}: {
  kind: Kind;
  distribution: Distribution;
  view: View;
}) {
  const t = await getTranslations("admin.analytics.distributions");
  const locale = await getLocale();
  const { buckets, mean, median, comparedMedian } = distribution;
  const isCompared = view.compareTo !== "none";
  const write = (value: number | null) => formatMean(value, locale);
  const title = t(`${kind}.title`);
  const labelOf = ({ from, until }: Distribution["buckets"][number]) =>
    until === null ? t("more", { from }) : until === from ? String(from) : `${from}–${until}`;
  return (
    <Panel
      title={<DefinitionTerm term={title} definition={t(`${kind}.definition`)} className="justify-start!" />}
      note={
        median === null
          ? undefined
          : t(`${kind}.middle`, { median: write(median), mean: write(mean) }) +
            (isCompared && comparedMedian !== null
              ? ` ${t("medianBefore", { median: write(comparedMedian) })}`
              : "")
      }
      end={<ExportLinks of={exported[kind]} name={title} span={view.span} compareTo={view.compareTo} />}
    >
      {buckets.every((bucket) => bucket.bookings + bucket.compared === 0) ? (
        <p className="text-ink-2">{t("empty")}</p>
      ) : (
        <Chart
          title={t("bookings")}
          format="number"
          height={200}
          pointsLabel={t(`${kind}.unit`)}
          series={[
            { key: "bookings", label: t("these"), look: "bars" },
            ...(isCompared ? [{ key: "compared", label: t("compared"), look: "dashed" as const }] : []),
            { key: "cancelled", label: t("cancelled"), look: "line", tone: "amber" },
          ]}
          points={buckets.map((bucket) => ({
            label: labelOf(bucket),
            bookings: bucket.bookings,
            cancelled: bucket.cancelled,
            ...(isCompared ? { compared: bucket.compared } : {}),
          }))}
        />
      )}
    </Panel>
  );
}
