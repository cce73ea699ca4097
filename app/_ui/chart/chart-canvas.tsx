"use client";
import {
  Area,
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import type { ChartPoint, ChartSeries } from "./chart";

const colours = {
  moss: "var(--color-moss)",
  clay: "var(--color-clay)",
  blue: "var(--color-blue)",
  amber: "var(--color-amber)",
};

/** So few points all have their name under them. */
const FEW = 12;

/** The drawing. Loaded on demand by `Chart`, which has the same figures as a table, so this is hidden from readers. */
export function ChartCanvas(props: {
  series: readonly ChartSeries[];
  points: readonly ChartPoint[];
  write: (value: number) => string;
  writeShort: (value: number) => string;
}) {
  const isOverBars = props.series.some((one) => one.look === "bars");
  const axis = { fontSize: 11, fill: "var(--color-ink-3)" };
  return (
    // Time runs from left to right in every language; the marks of an axis would else stand on its wrong side.
    <div aria-hidden="true" dir="ltr" className="size-full">
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart
          data={[...props.points]}
          margin={{ top: 8, right: 4, bottom: 0, left: 0 }}
          accessibilityLayer={false}
        >
          <CartesianGrid vertical={false} stroke="var(--color-line)" />
          <XAxis
            dataKey="label"
            tick={axis}
            tickLine={false}
            axisLine={false}
            interval="preserveStartEnd"
            minTickGap={props.points.length > FEW ? 40 : 4}
          />
          <YAxis
            tick={axis}
            tickLine={false}
            axisLine={false}
            width="auto"
            tickFormatter={props.writeShort}
          />
          <Tooltip
            cursor={{ fill: "var(--state-hover)" }}
            isAnimationActive={false}
            formatter={(value) => props.write(Number(value))}
            contentStyle={{
              background: "var(--color-ink)",
              border: 0,
              borderRadius: 8,
              color: "var(--color-paper)",
              fontSize: 12,
              lineHeight: "16px",
            }}
            itemStyle={{ color: "var(--color-paper)", padding: 0 }}
          />
          {/* Bars are painted first. A line over them stands on a ground of its own, as both are nearly as light. */}
          {props.series.map((one) =>
            isOverBars && one.look !== "bars" ? (
              <Line
                key={`${one.key}-ground`}
                dataKey={one.key}
                type="linear"
                stroke="var(--color-surface)"
                strokeWidth={4}
                strokeOpacity={0.75}
                dot={false}
                isAnimationActive={false}
                tooltipType="none"
              />
            ) : null,
          )}
          {props.series.map((one) => {
            const colour = colours[one.tone ?? (one.look === "dashed" ? "clay" : "moss")];
            const shared = { dataKey: one.key, name: one.label, isAnimationActive: false };
            if (one.look === "bars")
              return <Bar key={one.key} {...shared} fill={colour} fillOpacity={0.85} radius={3} />;
            if (one.look === "area")
              return (
                <Area
                  key={one.key}
                  {...shared}
                  type="linear"
                  stroke={colour}
                  fill={colour}
                  fillOpacity={0.12}
                  strokeWidth={1.6}
                  dot={false}
                />
              );
            return (
              <Line
                key={one.key}
                {...shared}
                type="linear"
                stroke={colour}
                strokeWidth={isOverBars ? 2 : 1.5}
                dot={false}
                {...(one.look === "dashed" ? { strokeDasharray: "3 3" } : {})}
              />
            );
          })}
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}
