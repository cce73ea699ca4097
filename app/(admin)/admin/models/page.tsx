import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { routes } from "@/app/_routes";
import { serverCaller } from "@/app/_trpc/server";
import { EmptyState } from "@/app/_ui/empty-state";
import { formatInstant } from "@/app/_ui/format/dates";
import { formatCount } from "@/app/_ui/format/figures";
import { Facts, Panel } from "@/app/_ui/panel";
import { StatusTag } from "@/app/_ui/status-tag";
import { DataTable } from "@/app/_ui/table/data-table";
import type { Tone } from "@/app/_ui/tag";
import type { ModelRow } from "@/server/modules/admin/contract";
import { AdminPage } from "../_parts/admin-page";
import { ReasonAction } from "../_parts/reason-action";
import { requireOperator } from "../_parts/require-operator";

const tones: Record<ModelRow["status"], Tone> = {
  live: "green",
  candidate: "blue",
  retired: "neutral",
  rejected: "red",
};
/** The method that is the version itself; the others are what it is held against. */
const OWN_METHOD = "model";
const METRIC_DIGITS = 4;
const BYTES_PER_KB = 1_024;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.models");
  return { title: t("title") };
}

/** Versions of the recommender with their metrics against the baselines; any of them can be made live. */
export default async function ModelsPage() {
  await requireOperator(routes.admin.models());
  const { models, served } = await (await serverCaller()).admin.models();
  const t = await getTranslations("admin.models");
  const locale = await getLocale();
  return (
    <AdminPage
      title={t("title")}
      note={t("note", {
        count: served.lastDay,
        ms: served.meanMs === null ? "none" : formatCount(served.meanMs, locale, 1),
      })}
    >
      {models.length === 0 ? <EmptyState title={t("empty")} /> : null}
      {models.map((model) => (
        <ModelPanel key={model.modelId} model={model} />
      ))}
    </AdminPage>
  );
}

async function ModelPanel({ model }: { model: ModelRow }) {
  const t = await getTranslations("admin.models");
  const locale = await getLocale();
  const count = (value: number) => formatCount(value, locale);
  const name = t("version", { version: model.version });
  return (
    <Panel
      title={
        <span className="flex items-center gap-2">
          {name} <StatusTag tone={tones[model.status]}>{t(`status.${model.status}`)}</StatusTag>
        </span>
      }
      note={t("from", {
        interactions: count(model.interactionCount),
        guests: count(model.guestCount),
        listings: count(model.listingCount),
      })}
      end={
        model.status === "live" ? null : (
          <ReasonAction subject={name} act={{ act: "promote", modelId: model.modelId }} />
        )
      }
    >
      <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-[2fr_1fr]">
        <div className="min-w-0 rounded-control border border-line pt-1">
          <MetricTable model={model} />
        </div>
        <Facts
          facts={[
            { label: t("trained"), value: formatInstant(model.trainedAt.toISOString(), locale, "UTC") },
            { label: t("took"), value: `${count(model.trainedMs)} ms` },
            {
              label: t("artifact"),
              value: (
                <span title={model.artifactSha256} className="font-mono text-xs">
                  {model.artifactSha256.slice(0, 12)}
                  {", "}
                  {t("bytes", { kilobytes: count(model.artifactBytes / BYTES_PER_KB) })}
                </span>
              ),
            },
            { label: t("reason"), value: model.reason || "–" },
          ]}
        />
      </div>
    </Panel>
  );
}

async function MetricTable({ model }: { model: ModelRow }) {
  const t = await getTranslations("admin.models");
  const locale = await getLocale();
  const methods = [...new Set(model.metrics.map((metric) => metric.method))].sort((a, b) =>
    a === OWN_METHOD ? -1 : b === OWN_METHOD ? 1 : a.localeCompare(b),
  );
  const metrics = [...new Set(model.metrics.map((metric) => metric.metric))];
  const best = (metric: string) =>
    Math.max(...model.metrics.filter((one) => one.metric === metric).map((one) => one.value));
  const valueIn = (method: string, metric: string) =>
    model.metrics.find((one) => one.method === method && one.metric === metric)?.value;
  const cases = model.metrics[0]?.caseCount ?? 0;
  const write = (value: number) =>
    value.toLocaleString(locale === "en" ? "en-US" : `${locale}-u-nu-latn`, {
      maximumFractionDigits: METRIC_DIGITS,
      minimumFractionDigits: METRIC_DIGITS,
    });
  return (
    <>
      <DataTable
        label={t("metrics", { version: model.version })}
        rows={methods}
        rowId={(method) => method}
        empty={t("noMetrics")}
        columns={[
          {
            id: "method",
            header: t("method"),
            lead: true,
            cell: (method) =>
              method === OWN_METHOD ? <strong className="font-semibold">{t("own")}</strong> : method,
          },
          ...metrics.map((metric) => ({
            id: metric,
            header: metric,
            align: "end" as const,
            cell: (method: string) => {
              const value = valueIn(method, metric);
              if (value === undefined) return "–";
              return value === best(metric) ? (
                <strong className="font-semibold text-moss-ink">{write(value)}</strong>
              ) : (
                write(value)
              );
            },
          })),
        ]}
      />
      {methods.length > 0 ? (
        <p className="px-4 py-2 text-ink-3 text-xs">{t("cases", { count: cases })}</p>
      ) : null}
    </>
  );
}
