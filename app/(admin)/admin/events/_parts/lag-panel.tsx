import { useLocale, useTranslations } from "next-intl";
import { Chart } from "@/app/_ui/chart/chart";
import { formatInstant } from "@/app/_ui/format/dates";
import { Panel } from "@/app/_ui/panel";
import type { ConsumerView } from "@/server/modules/admin/contract";

/** One consumer's lag over the last day, as a graph and as a table of the same figures. */
export function LagPanel({ consumer }: { consumer: ConsumerView }) {
  const t = useTranslations("admin.events.consumer");
  const locale = useLocale();
  const points = consumer.lagDay.map(({ at, events, seconds }) => ({
    label: formatInstant(at.toISOString(), locale, "UTC"),
    events,
    seconds,
  }));
  return (
    <div id="lag">
      <Panel title={t("lagOf", { consumer: consumer.consumer })} note={t("lagNote")}>
        {points.length === 0 ? (
          <p className="text-ink-2">{t("lagEmpty")}</p>
        ) : (
          <div className="grid gap-6 xl:grid-cols-2">
            <Chart
              title={t("graphSeconds")}
              format="number"
              height={180}
              series={[{ key: "seconds", label: t("lagSeconds"), look: "area", tone: "clay" }]}
              points={points}
            />
            <Chart
              title={t("graphEvents")}
              format="number"
              height={180}
              series={[{ key: "events", label: t("lagEvents"), look: "area" }]}
              points={points}
            />
          </div>
        )}
      </Panel>
    </div>
  );
}
