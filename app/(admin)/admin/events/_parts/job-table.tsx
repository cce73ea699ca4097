import { useTranslations } from "next-intl";
import type { z } from "zod";
import { StatusTag } from "@/app/_ui/status-tag";
import { DataTable } from "@/app/_ui/table/data-table";
import type { consumersOutput } from "@/server/modules/admin/contract";
import { UtcInstant } from "../../_parts/cells";

type Job = z.output<typeof consumersOutput>["jobs"][number];

/** Scheduled jobs and how their last run went. */
export function JobTable({ jobs }: { jobs: readonly Job[] }) {
  const t = useTranslations("admin.events.job");
  const stateOf = (job: Job) => {
    if (job.error) return { tone: "red", word: t("failed") } as const;
    if (!job.finishedAt || (job.startedAt && job.startedAt > job.finishedAt))
      return { tone: "blue", word: t("running") } as const;
    return { tone: "green", word: t("ok") } as const;
  };
  return (
    <DataTable
      label={t("name")}
      rows={jobs}
      rowId={(row) => row.job}
      empty={t("empty")}
      columns={[
        {
          id: "job",
          header: t("name"),
          lead: true,
          cell: (row) => <span className="font-medium">{row.job}</span>,
        },
        {
          id: "state",
          header: t("state"),
          cell: (row) => <StatusTag tone={stateOf(row).tone}>{stateOf(row).word}</StatusTag>,
        },
        { id: "started", header: t("started"), cell: (row) => <UtcInstant at={row.startedAt} /> },
        { id: "finished", header: t("finished"), cell: (row) => <UtcInstant at={row.finishedAt} /> },
        {
          id: "outcome",
          header: t("outcome"),
          quiet: true,
          wraps: true,
          cell: (row) => <span className="break-words">{row.error ?? outcomeText(row.outcome)}</span>,
        },
      ]}
    />
  );
}

/** As a run goes; the database keeps the names in a sequence of its own. */
const SEQUENCE = ["claimed", "handled", "failed", "lagAfter"];
const rankOf = (name: string) => (SEQUENCE.includes(name) ? SEQUENCE.indexOf(name) : SEQUENCE.length);

/** What a run counted, a name and a figure each: "claimed 18 · handled 18". */
function outcomeText(outcome: unknown): string {
  if (typeof outcome !== "object" || outcome === null) return outcome ? String(outcome) : "–";
  const parts = Object.entries(outcome)
    .sort(([a], [b]) => rankOf(a) - rankOf(b))
    .map(([name, value]) => `${name} ${typeof value === "object" ? JSON.stringify(value) : String(value)}`);
  return parts.join(" · ") || "–";
}
