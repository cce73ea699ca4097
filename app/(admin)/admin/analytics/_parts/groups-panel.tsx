import { getTranslations } from "next-intl/server";
import { ExportLinks } from "@/app/_analytics/export-links";
import { routes } from "@/app/_routes";
import { serverCaller } from "@/app/_trpc/server";
import { ChipLinks } from "@/app/_ui/chip-links";
import { Panel } from "@/app/_ui/panel";
import { GROUPS_MAX, type Grouping, type SeriesGroup } from "@/server/modules/analytics/report-contracts";
import { CHANNELS, DEVICE_CLASSES } from "@/server/primitives/client-kind";
import { type GroupRow, GroupsTable } from "./groups-table";
import { DIMENSIONS, hrefOf, type View } from "./view";

/** The figures side by side: homes, hosts, neighbourhoods, channels or devices. */
export async function GroupsPanel({ view }: { view: View }) {
  const { span, by, compareTo } = view;
  const { from, until } = span;
  const series = await (await serverCaller()).analytics.series({
    from,
    until,
    compareTo,
    by,
    step: "month",
    groupsMax: GROUPS_MAX,
  });
  const t = await getTranslations("admin.analytics");
  const nameOf = await groupNames();
  return (
    <Panel
      flush
      title={t("groups.title")}
      note={
        series.groupCount > series.groups.length
          ? t("groups.cut", { shown: series.groups.length, all: series.groupCount })
          : t("groups.note")
      }
      end={
        <ExportLinks
          of="series"
          name={t("groups.title")}
          span={span}
          compareTo={compareTo}
          by={by}
          step="month"
        />
      }
    >
      <div className="px-4 pb-3">
        <ChipLinks
          label={t("groups.by")}
          chips={DIMENSIONS.map((one) => ({
            href: hrefOf(view, { by: one }),
            label: t(`dimension.${one}`),
            here: one === by,
          }))}
        />
      </div>
      <GroupsTable
        key={by}
        currency={series.currency}
        by={t(`dimension.${by}`)}
        hasNights={by !== "channel" && by !== "device"}
        rows={series.groups.map((group) => rowOf(group, by, nameOf(by, group)))}
      />
    </Panel>
  );
}

/** What a channel or device is called; homes, hosts and neighbourhoods have names of their own. */
export async function groupNames() {
  const t = await getTranslations("admin.analytics");
  return (by: Grouping, { value, label }: { value: string; label?: string }): string => {
    const channel = CHANNELS.find((one) => one === value);
    if (by === "channel") return channel ? t(`channel.${channel}`) : t("unknown");
    const device = DEVICE_CLASSES.find((one) => one === value);
    if (by === "device") return device ? t(`device.${device}`) : t("unknown");
    return label || (value ? value : t("nowhere"));
  };
}

function rowOf(group: SeriesGroup, by: Grouping, name: string): GroupRow {
  const { figures, compared, value } = group;
  const { nights } = figures;
  return {
    id: value,
    name,
    href:
      value === ""
        ? null
        : by === "listing"
          ? routes.admin.listing(value)
          : by === "host"
            ? routes.admin.person(value)
            : null,
    gbvMinor: figures.gbvMinor,
    gbvBeforeMinor: compared?.gbvMinor ?? null,
    bookings: figures.bookings,
    takeRate: figures.takeRate,
    cancellationRate: figures.cancellationRate,
    occupancy: nights?.occupancy ?? null,
    adrMinor: nights?.adrMinor ?? null,
    revparMinor: nights?.revparMinor ?? null,
    leadDays: figures.leadDaysMean,
    nightsPerStay: figures.nightsPerStayMean,
    views: figures.views,
    saves: figures.saves,
  };
}
