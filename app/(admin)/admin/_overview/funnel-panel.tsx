import { useLocale, useTranslations } from "next-intl";
import { formatCount, formatRatio } from "@/app/_ui/format/figures";
import { Meter } from "@/app/_ui/meter";
import { Panel } from "@/app/_ui/panel";
import type { AnalyticsOverview } from "@/server/modules/analytics/contract";

/** Guests from step to step. Lengths are square roots: a booking would be a hair beside the searches. */
export function FunnelPanel({ funnel, span }: { funnel: AnalyticsOverview["funnel"]; span: string }) {
  const t = useTranslations("admin.overview.funnel");
  const locale = useLocale();
  const most = Math.max(0, ...funnel.map((step) => step.guests));
  return (
    <Panel title={t("title")} end={<span className="text-ink-3 text-xs">{span}</span>}>
      {most === 0 ? (
        <p className="text-ink-2">{t("empty")}</p>
      ) : (
        <div className="grid gap-3">
          {funnel.map((step, at) => {
            const before = funnel[at - 1]?.guests;
            return (
              <Meter
                key={step.step}
                label={t(step.step)}
                value={Math.sqrt(step.guests)}
                max={Math.sqrt(most)}
                figure={formatCount(step.guests, locale)}
                {...(before ? { note: formatRatio(step.guests / before, locale) } : {})}
                tone="moss"
                tall
              />
            );
          })}
          <p className="text-ink-3 text-xs">{t("note")}</p>
        </div>
      )}
    </Panel>
  );
}
