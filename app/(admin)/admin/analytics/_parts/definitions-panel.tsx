import { getTranslations } from "next-intl/server";
import { DefinitionList } from "@/app/_analytics/definition-list";
import { Panel } from "@/app/_ui/panel";
import { FUNNEL_DAYS } from "@/server/modules/analytics/contract";
import { METRICS } from "./metrics";

/** What every figure of the page means, for those who read rather than point. */
export async function DefinitionsPanel() {
  const t = await getTranslations("admin.analytics");
  const terms = [
    ...METRICS.map((metric) => ({
      id: metric,
      term: t(`metric.${metric}.name`),
      meaning: t(`metric.${metric}.definition`),
    })),
    { id: "funnel", term: t("funnel.title"), meaning: t("funnel.definition", { days: FUNNEL_DAYS }) },
    { id: "sources", term: t("sources.title"), meaning: t("sources.definition", { days: FUNNEL_DAYS }) },
    { id: "lead", term: t("distributions.leadDays.title"), meaning: t("distributions.leadDays.definition") },
    {
      id: "stay",
      term: t("distributions.nightsPerStay.title"),
      meaning: t("distributions.nightsPerStay.definition"),
    },
    { id: "cohorts", term: t("cohorts.title"), meaning: t("cohorts.definition") },
    { id: "demand", term: t("demand.title"), meaning: t("demand.definition") },
  ];
  return (
    <Panel title={t("definitions.title")} note={t("definitions.note")}>
      <DefinitionList terms={terms} />
    </Panel>
  );
}
