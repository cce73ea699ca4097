"use client";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { latin } from "../format/figures";
import { onDemand } from "../on-demand";
import { Skeleton } from "../skeleton";

const ChartCanvas = onDemand(
  () => import("./chart-canvas").then((module) => module.ChartCanvas),
  () => <Skeleton className="size-full rounded-control" />,
);

export type ChartSeries = {
  key: string;
  label: string;
  look: "bars" | "line" | "dashed" | "area";
  tone?: "moss" | "clay" | "blue" | "amber";
};
/** A value that is left out is no zero: a gap in the drawing, a dash in the table. */
export type ChartPoint = { label: string } & Record<string, number | string>;

export type ChartProps = {
  title: string;
  series: readonly ChartSeries[];
  points: readonly ChartPoint[];
  /** How a value is written on the axis, in the hint and in the table. Give the same words a person would. */
  format: "number" | "percent" | { currency: string };
  height?: number;
  /** Heads the points in the table; "When" without it. */
  pointsLabel?: string;
};

/** A chart with a table behind it: "Table" swaps the drawing for its figures. Recharts comes when it is shown. */
export function Chart({ title, series, points, format, height = 240, pointsLabel }: ChartProps) {
  const t = useTranslations("ui.chart");
  const [asTable, setAsTable] = useState(false);
  const isBlank = points.every((point) => series.every((one) => !Number(point[one.key] ?? 0)));
  const locale = latin(useLocale());
  const write = writerOf(format, locale);
  const writeShort = writerOf(format, locale, true);
  return (
    <figure aria-label={title}>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 pb-2">
        <figcaption className="me-auto font-semibold">{title}</figcaption>
        {series.map((one) => (
          <span key={one.key} className="inline-flex items-center gap-1.5 text-ink-2 text-xs">
            <svg width="12" height="10" aria-hidden="true" className={toneClass(one)}>
              {one.look === "bars" ? (
                <rect width="10" height="10" rx="3" fill="currentColor" />
              ) : (
                <path
                  d="M0 5h12"
                  stroke="currentColor"
                  strokeWidth="2"
                  strokeDasharray={one.look === "dashed" ? "3 2" : undefined}
                />
              )}
            </svg>
            {one.label}
          </span>
        ))}
        <button
          type="button"
          aria-pressed={asTable}
          onClick={() => setAsTable(!asTable)}
          className="hit-24 link cursor-pointer text-ink-2 text-xs"
        >
          {asTable ? t("drawing") : t("table")}
        </button>
      </div>
      {asTable ? (
        <div className="overflow-auto" style={{ height }}>
          <table className="w-full border-collapse tabular-nums">
            <thead>
              <tr>
                <th
                  scope="col"
                  className="sticky top-0 border-line border-b bg-surface py-1.5 text-start font-medium text-ink-3 text-xs"
                >
                  {pointsLabel ?? t("when")}
                </th>
                {series.map((one) => (
                  <th
                    key={one.key}
                    scope="col"
                    className="sticky top-0 border-line border-b bg-surface py-1.5 text-end font-medium text-ink-3 text-xs"
                  >
                    {one.label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {points.map((point) => (
                <tr key={point.label}>
                  <th scope="row" className="border-line border-b py-1.5 text-start font-normal">
                    {point.label}
                  </th>
                  {series.map((one) => (
                    <td key={one.key} className="border-line border-b py-1.5 text-end">
                      {point[one.key] === undefined ? "–" : write(Number(point[one.key]))}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : isBlank ? (
        <p className="grid place-items-center text-center text-ink-2" style={{ height }}>
          {t("nothing")}
        </p>
      ) : (
        <div style={{ height }}>
          <ChartCanvas series={series} points={points} write={write} writeShort={writeShort} />
        </div>
      )}
    </figure>
  );
}

export function toneClass(series: ChartSeries): string {
  const tones = { moss: "text-moss", clay: "text-clay", blue: "text-blue", amber: "text-amber" };
  return tones[series.tone ?? (series.look === "dashed" ? "clay" : "moss")];
}

/** Values of money charts are whole currency units, not minor ones: a chart rounds. */
function writerOf(format: ChartProps["format"], locale: string, short = false): (value: number) => string {
  const options: Intl.NumberFormatOptions =
    format === "percent"
      ? { style: "percent", maximumFractionDigits: 1 }
      : format === "number"
        ? { maximumFractionDigits: 1 }
        : {
            style: "currency",
            currency: format.currency,
            currencyDisplay: "narrowSymbol",
            // An axis says "$1.1M" and "$550K": without the digit two of its marks would read the same.
            maximumFractionDigits: short ? 1 : 0,
          };
  const long = new Intl.NumberFormat(locale, {
    ...options,
    ...(short && format !== "percent" ? { notation: "compact" } : {}),
  });
  return (value) => long.format(value);
}
