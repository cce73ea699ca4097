import { getLocale, getTranslations } from "next-intl/server";
import { ExportLinks } from "@/app/_analytics/export-links";
import { ChipLinks } from "@/app/_ui/chip-links";
import { DefinitionTerm } from "@/app/_ui/definition-term";
import { formatCount, formatPoints, formatRatio } from "@/app/_ui/format/figures";
import { Panel } from "@/app/_ui/panel";
import { DataTable } from "@/app/_ui/table/data-table";
import { FUNNEL_DAYS } from "@/server/modules/analytics/contract";
import type { FunnelReport } from "@/server/modules/analytics/report-contracts";
import { groupNames } from "./groups-panel";
import { FUNNEL_GROUPS, hrefOf, type View } from "./view";

/** The funnel's steps by channel or device, and the share that booked. */
export async function FunnelGroups({ view, report }: { view: View; report: FunnelReport }) {
  const { span, compareTo, funnelBy: by } = view;
  const t = await getTranslations("admin.analytics");
  const steps = await getTranslations("admin.overview.funnel");
  const locale = await getLocale();
  const nameOf = await groupNames();
  const title = t("funnel.groups");
  return (
    <Panel
      flush
      title={
        <DefinitionTerm
          term={title}
          definition={t("funnel.groupsDefinition", { days: FUNNEL_DAYS })}
          className="justify-start!"
        />
      }
      end={<ExportLinks of="funnel" name={title} span={span} compareTo={compareTo} by={by} />}
    >
      <div className="px-4 pb-3">
        <ChipLinks
          label={t("funnel.by")}
          chips={FUNNEL_GROUPS.map((one) => ({
            href: hrefOf(view, { funnelBy: one }),
            label: t(`dimension.${one}`),
            here: one === by,
          }))}
        />
      </div>
      <DataTable
        label={title}
        rows={report.groups}
        rowId={(group) => group.value}
        empty={t("funnel.empty")}
        columns={[
          { id: "name", header: t(`dimension.${by}`), lead: true, cell: (group) => nameOf(by, group) },
          ...report.total.funnel.map(({ step }) => ({
            id: step,
            header: steps(step),
            align: "end" as const,
            cell: (group: FunnelReport["groups"][number]) =>
              formatCount(group.funnel.find((one) => one.step === step)?.guests ?? 0, locale),
          })),
          {
            id: "conversion",
            header: t("funnel.conversion"),
            align: "end",
            cell: (group) => formatRatio(group.conversion, locale, 2),
          },
          {
            id: "points",
            header: t("funnel.points"),
            align: "end",
            cell: (group) => formatPoints(group.conversion, group.comparedConversion, locale, 2) ?? "–",
          },
        ]}
      />
    </Panel>
  );
}
