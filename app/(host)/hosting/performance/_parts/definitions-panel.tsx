import { getTranslations } from "next-intl/server";
import { DefinitionList } from "@/app/_analytics/definition-list";
import { Panel } from "@/app/_ui/panel";
import { COMPARABLES_MIN } from "@/server/modules/analytics/report-contracts";
import { METRICS } from "./metrics";

/** What every figure of the page means. */
export async function DefinitionsPanel() {
  const t = await getTranslations("hosting.performance");
  const terms = [
    ...METRICS.map((metric) => ({
      id: metric,
      term: t(`metric.${metric}.name`),
      meaning: t(`metric.${metric}.definition`),
    })),
    { id: "pace", term: t("pace.title"), meaning: t("pace.definition") },
    { id: "market", term: t("market.title"), meaning: t("market.definition", { count: COMPARABLES_MIN }) },
  ];
  return (
    <Panel title={t("definitions")}>
      <DefinitionList terms={terms} />
    </Panel>
  );
}
