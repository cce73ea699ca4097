import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { formatDate, formatMonth } from "@/app/_ui/format/dates";
import { formatCount, formatRatio } from "@/app/_ui/format/figures";
import { Tag } from "@/app/_ui/tag";
import type { DemandReport } from "@/server/modules/analytics/report-contracts";
import { binDemand, type DemandBin, isByWeek } from "./demand-bins";
import { heatOf } from "./heat";

type Place = DemandReport["places"][number];
export type DemandRow = { id: string; name: string; href: string; isHere: boolean; place: Place };

/** One search that found nothing is a share of one: so few do not set how dark the darkest is. */
const SCALE_SEARCHES_MIN = 20;

const head = "h-8 whitespace-nowrap px-2 font-normal text-ink-3 text-xs text-end last:pe-4";
const figure = "h-9.5 whitespace-nowrap px-2 text-end";

/** By place what was looked for and not found, in all and by week or month of stay: the darker, the greater the share. */
export function DemandTable({ rows }: { rows: readonly DemandRow[] }) {
  const t = useTranslations("admin.analytics.demand");
  const locale = useLocale();
  const bins = new Map(rows.map((row) => [row.id, binDemand(row.place.cells)]));
  const most = Math.max(
    0,
    ...[...bins.values()]
      .flat()
      .filter((bin) => bin.searches >= SCALE_SEARCHES_MIN)
      .map(shareOf),
  );
  const first = rows[0];
  const heads = first ? (bins.get(first.id) ?? []) : [];
  const byWeek = isByWeek(first?.place.cells.length ?? 0);
  return (
    <section
      aria-label={t("title")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
      tabIndex={0}
      className="scroll-edges relative overflow-x-auto rounded-b-panel pb-2"
    >
      <table className="w-full border-collapse tabular-nums">
        <thead>
          <tr>
            <th scope="col" className={`${head} sticky start-0 z-1 bg-surface ps-4 text-start!`}>
              {t("place")}
            </th>
            {(["searches", "guests", "unmet", "share", "few", "sold", "open"] as const).map((id) => (
              <th key={id} scope="col" className={head}>
                {t(id)}
              </th>
            ))}
            {heads.map((bin) => (
              <th key={bin.from} scope="col" className={head}>
                <span className="sr-only">{t(byWeek ? "weekOf" : "monthOf")} </span>
                {byWeek
                  ? formatDate(bin.from, locale, { weekday: false })
                  : formatMonth(bin.from, locale, "short")}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} bins={bins.get(row.id) ?? []} most={most} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ row, bins, most }: { row: DemandRow; bins: readonly DemandBin[]; most: number }) {
  const t = useTranslations("admin.analytics.demand");
  const locale = useLocale();
  const { place } = row;
  const count = (value: number) => formatCount(value, locale);
  const supply = (value: number) => (place.isKnown ? count(value) : "–");
  const share = place.searches === 0 ? null : place.unmetNights / place.searches;
  return (
    <tr className="border-line border-t hovered:bg-hover">
      <th
        scope="row"
        className="sticky start-0 z-1 bg-surface whitespace-nowrap ps-4 pe-2.5 text-start font-normal max-md:max-w-40 max-md:truncate"
      >
        <Link
          href={row.href}
          scroll={false}
          aria-current={row.isHere ? "true" : undefined}
          className={row.isHere ? "link font-semibold" : "link"}
        >
          {row.name}
        </Link>
        {place.isKnown ? null : (
          <span className="ms-2">
            <Tag>{t("unknown")}</Tag>
          </span>
        )}
      </th>
      <td className={figure}>{count(place.searches)}</td>
      <td className={figure}>{count(place.guests)}</td>
      <td className={`${figure} font-semibold`}>{count(place.unmetNights)}</td>
      <td className={figure}>{formatRatio(share, locale)}</td>
      <td className={figure}>{count(place.fewSearches)}</td>
      <td className={figure}>{supply(place.nightsSold)}</td>
      <td className={figure}>{supply(place.nightsOpen)}</td>
      {bins.map((bin) => (
        <td
          key={bin.from}
          className={`${figure} last:pe-4 ${bin.unmet === 0 ? "text-ink-3" : ""}`}
          style={{ backgroundColor: heatOf("clay", shareOf(bin), most) }}
          title={t("cell", { unmet: bin.unmet, searches: bin.searches })}
        >
          {count(bin.unmet)}
        </td>
      ))}
    </tr>
  );
}

function shareOf(bin: DemandBin): number {
  return bin.searches === 0 ? 0 : bin.unmet / bin.searches;
}
