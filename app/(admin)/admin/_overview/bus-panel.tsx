import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { routes } from "@/app/_routes";
import { formatAge, formatCount } from "@/app/_ui/format/figures";
import { Panel } from "@/app/_ui/panel";
import { Sparkline } from "@/app/_ui/sparkline";
import { StatusTag } from "@/app/_ui/status-tag";
import { DataTable } from "@/app/_ui/table/data-table";
import type { AdminOverview, ConsumerView } from "@/server/modules/admin/contract";

const SHOWN_MAX = 7;

type ModuleRow = Pick<ConsumerView, "lagSeconds" | "dead" | "lastHour"> & { module: string };

/** Consumers by module: the worst lag, all dead events, and the busiest of their topics. */
function byModule(consumers: readonly ConsumerView[]): ModuleRow[] {
  const rows = new Map<string, ModuleRow>();
  for (const consumer of consumers) {
    const module = consumer.consumer.split(".")[0] ?? consumer.consumer;
    const row = rows.get(module);
    rows.set(module, {
      module,
      lagSeconds: Math.max(row?.lagSeconds ?? 0, consumer.lagSeconds),
      dead: (row?.dead ?? 0) + consumer.dead,
      lastHour: consumer.lastHour.map((count, bin) => Math.max(count, row?.lastHour[bin] ?? 0)),
    });
  }
  return [...rows.values()];
}

/** The modules that listen, those that most need a look first. */
export function BusPanel({ bus }: { bus: AdminOverview["bus"] }) {
  const t = useTranslations("admin.overview.bus");
  const locale = useLocale();
  const urgent = byModule(bus.consumers).sort(
    (a, b) => b.dead - a.dead || b.lagSeconds - a.lagSeconds || sumOf(b) - sumOf(a),
  );
  return (
    <Panel
      flush
      title={t("title")}
      end={
        <StatusTag tone={bus.deadCount > 0 ? "red" : "green"}>
          {t("rate", { rate: formatCount(bus.eventsPerSecond, locale, 1) })}
        </StatusTag>
      }
    >
      <DataTable
        label={t("title")}
        rows={urgent.slice(0, SHOWN_MAX)}
        rowId={(row) => row.module}
        empty={t("empty")}
        columns={[
          {
            id: "consumer",
            header: t("consumer"),
            lead: true,
            cell: (row) => row.module,
          },
          { id: "lag", header: t("lag"), align: "end", cell: (row) => formatAge(row.lagSeconds, locale) },
          {
            id: "dead",
            header: t("dead"),
            align: "end",
            cell: (row) =>
              row.dead > 0 ? (
                <strong className="font-semibold text-red-ink">{row.dead}</strong>
              ) : (
                <span className="text-ink-3">0</span>
              ),
          },
          {
            id: "hour",
            header: t("hour"),
            align: "end",
            cell: (row) => (
              <span className="inline-block">
                <Sparkline
                  width={68}
                  height={22}
                  worse={row.dead > 0}
                  values={row.lastHour}
                  label={t("spark", { count: sumOf(row) })}
                />
              </span>
            ),
          },
        ]}
      />
      <p className="border-line border-t px-4 py-2.5">
        <Link href={routes.admin.events()} className="link text-ink-2 text-xs">
          {t("all")}
        </Link>
      </p>
    </Panel>
  );
}

function sumOf(row: ModuleRow): number {
  return row.lastHour.reduce((sum, count) => sum + count, 0);
}
