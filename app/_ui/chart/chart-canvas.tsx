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
  const axis = { fontSize: 11, fill: "var(--color-ink-3)" };
  return (
    <div aria-hidden="true" className="size-full">
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
          <YAxis tick={axis} tickLine={false} axisLine={false} width={44} tickFormatter={props.writeShort} />
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
                strokeWidth={1.5}
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
