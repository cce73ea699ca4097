import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { routes } from "@/app/_routes";
import { formatAge, formatCount } from "@/app/_ui/format/figures";
import { Sparkline } from "@/app/_ui/sparkline";
import { StatusTag } from "@/app/_ui/status-tag";
import { DataTable } from "@/app/_ui/table/data-table";
import type { ConsumerView } from "@/server/modules/admin/contract";
import { ReasonAction } from "../../_parts/reason-action";

/** As long as the overview lets a consumer be behind before it says so. */
const LAG_SECONDS_BAD = 300;

/** The shape of a day's lag, leading to its graph and figures. */
function LagSpark({ row }: { row: ConsumerView }) {
  const t = useTranslations("admin.events.consumer");
  const locale = useLocale();
  if (row.lagDay.length === 0) return <>–</>;
  const worst = row.lagDay.reduce((most, bin) => Math.max(most, bin.seconds), 0);
  return (
    <Link href={`${routes.admin.events({ tab: "consumers", consumer: row.consumer })}#lag`}>
      <Sparkline
        width={68}
        height={22}
        worse={worst > LAG_SECONDS_BAD}
        values={row.lagDay.map((bin) => bin.seconds)}
        label={t("lagSpark", { consumer: row.consumer, worst: formatAge(worst, locale) })}
      />
    </Link>
  );
}

/** Every consumer with how far it is behind, and the switch that pauses it. */
export function ConsumerTable({ consumers }: { consumers: readonly ConsumerView[] }) {
  const t = useTranslations("admin.events.consumer");
  const bus = useTranslations("admin.overview.bus");
  const locale = useLocale();
  const alarm = (count: number, text = formatCount(count, locale)) =>
    count > 0 ? <strong className="font-semibold text-red-ink">{text}</strong> : text;
  return (
    <DataTable
      label={t("name")}
      rows={consumers}
      rowId={(row) => row.consumer}
      empty={bus("empty")}
      columns={[
        {
          id: "name",
          header: t("name"),
          lead: true,
          cell: (row) => (
            <>
              <span className="block break-words font-medium">{row.consumer}</span>
              <span className="block text-ink-3 text-xs">
                <span className="sr-only">{t("topics")}: </span>
                {row.topics.join(", ")}
              </span>
            </>
          ),
        },
        {
          id: "behind",
          header: t("lagEvents"),
          align: "end",
          cell: (row) => formatCount(row.lagEvents, locale),
        },
        {
          id: "lag",
          header: t("lagSeconds"),
          align: "end",
          cell: (row) => formatAge(row.lagSeconds, locale),
        },
        {
          id: "retries",
          header: t("retries"),
          align: "end",
          cell: (row) => formatCount(row.retries, locale),
        },
        {
          id: "day",
          header: t("lagDay"),
          cell: (row) => <LagSpark row={row} />,
        },
        { id: "dead", header: t("dead"), align: "end", cell: (row) => alarm(row.dead) },
        {
          id: "handled",
          header: t("handled"),
          align: "end",
          quiet: true,
          cell: (row) => formatCount(row.handledCount, locale),
        },
        {
          id: "hour",
          header: t("hour"),
          cell: (row) => (
            <Sparkline
              width={68}
              height={22}
              worse={row.dead > 0}
              values={row.lastHour}
              label={bus("spark", { count: row.lastHour.reduce((sum, count) => sum + count, 0) })}
            />
          ),
        },
        {
          id: "state",
          header: t("state"),
          cell: (row) => (
            <StatusTag tone={row.paused ? "amber" : "green"}>
              {t(row.paused ? "paused" : "running")}
            </StatusTag>
          ),
        },
        {
          id: "act",
          header: t("act"),
          align: "end",
          cell: (row) => (
            <ReasonAction
              subject={row.consumer}
              act={{ act: row.paused ? "resume" : "pause", consumer: row.consumer }}
            />
          ),
        },
      ]}
    />
  );
}
