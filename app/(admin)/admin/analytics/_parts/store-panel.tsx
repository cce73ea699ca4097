import { getLocale, getTranslations } from "next-intl/server";
import { ExportLinks } from "@/app/_analytics/export-links";
import { serverCaller } from "@/app/_trpc/server";
import { DefinitionTerm } from "@/app/_ui/definition-term";
import { formatAge, formatCount } from "@/app/_ui/format/figures";
import { Panel } from "@/app/_ui/panel";
import { StatusTag } from "@/app/_ui/status-tag";
import { DataTable } from "@/app/_ui/table/data-table";
import type { Freshness } from "@/server/modules/analytics/report-contracts";
import { UtcInstant } from "../../_parts/cells";
import type { View } from "./view";

const SHOWN_MAX = 5;
const MS_PER_S = 1_000;
const tones = { running: "blue", swapped: "green", compared: "green", failed: "red" } as const;

/** Whether the figures are up to date, and whether they still equal what the log of events gives. */
export async function StorePanel({ view, freshness }: { view: View; freshness: Freshness }) {
  const { rebuilds } = await (await serverCaller()).analytics.rebuilds({ limit: SHOWN_MAX });
  const t = await getTranslations("admin.analytics.store");
  const locale = await getLocale();
  return (
    <Panel
      flush
      title={<DefinitionTerm term={t("title")} definition={t("definition")} className="justify-start!" />}
      note={t("note")}
      end={<ExportLinks of="rebuilds" name={t("title")} span={view.span} />}
    >
      <FreshnessFacts freshness={freshness} />
      <DataTable
        label={t("rebuilds")}
        rows={rebuilds}
        rowId={(row) => String(row.id)}
        empty={t.rich("empty", { code: (text) => <code className="font-mono text-xs">{text}</code> })}
        columns={[
          {
            id: "started",
            header: t("started"),
            lead: true,
            cell: (row) => <UtcInstant at={row.startedAt} />,
          },
          {
            id: "result",
            header: t("result"),
            cell: (row) => <StatusTag tone={tones[row.result]}>{t(`results.${row.result}`)}</StatusTag>,
          },
          {
            id: "events",
            header: t("events"),
            align: "end",
            cell: (row) => formatCount(row.eventCount, locale),
          },
          {
            id: "differences",
            header: t("differences"),
            align: "end",
            cell: (row) => (row.differences === null ? "–" : formatCount(row.differences, locale)),
          },
          {
            id: "took",
            header: t("took"),
            align: "end",
            cell: (row) =>
              row.endedAt
                ? formatAge((row.endedAt.getTime() - row.startedAt.getTime()) / MS_PER_S, locale)
                : "–",
          },
          { id: "error", header: t("error"), wraps: true, quiet: true, cell: (row) => row.error ?? "–" },
        ]}
      />
    </Panel>
  );
}

async function FreshnessFacts({ freshness }: { freshness: Freshness }) {
  const t = await getTranslations("admin.analytics.store");
  const locale = await getLocale();
  const { asOf, freshUntil, waitingCount, retryCount, deadCount, handledCount, isPaused } = freshness;
  const behindS = freshUntil ? (asOf.getTime() - freshUntil.getTime()) / MS_PER_S : 0;
  const isWell = !isPaused && deadCount === 0 && freshUntil !== null;
  const facts = [
    { id: "behind", value: freshUntil ? formatAge(behindS, locale) : "–" },
    { id: "waiting", value: formatCount(waitingCount, locale) },
    { id: "retrying", value: formatCount(retryCount, locale) },
    { id: "dead", value: formatCount(deadCount, locale) },
    { id: "handled", value: formatCount(handledCount, locale) },
  ] as const;
  return (
    <div className="flex flex-wrap items-center gap-x-8 gap-y-3 px-4 pb-4">
      <StatusTag tone={isWell ? "green" : freshUntil === null ? "amber" : "red"}>
        {t(isPaused ? "paused" : freshUntil === null ? "nothing" : deadCount > 0 ? "lacking" : "fresh")}
      </StatusTag>
      <dl className="flex flex-wrap gap-x-8 gap-y-3">
        {facts.map(({ id, value }) => (
          <div key={id}>
            <dt className="text-ink-3 text-xs">{t(id)}</dt>
            <dd className="font-semibold tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
