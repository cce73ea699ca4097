import { useLocale, useTranslations } from "next-intl";
import type { z } from "zod";
import { routes } from "@/app/_routes";
import { Tag, type Tone } from "@/app/_ui/tag";
import type { deadEventContract } from "@/server/modules/admin/contract";
import { IdText, UtcInstant } from "../../_parts/cells";
import { DataTable } from "../../_parts/data-table";
import { formatCount } from "../../_parts/figures";
import { ReasonAction } from "../../_parts/reason-action";

type DeadEvent = z.output<typeof deadEventContract>;
const tones: Record<DeadEvent["status"], Tone> = { dead: "red", replayed: "blue", dropped: "neutral" };

/** Events that a consumer gave up on; each can be tried again or given up for good. */
export function DeadTable({ events }: { events: readonly DeadEvent[] }) {
  const t = useTranslations("admin.events.dead");
  const locale = useLocale();
  return (
    <DataTable
      label={t("state")}
      rows={events}
      rowId={(row) => `${row.consumer}-${row.eventId}`}
      empty={t("empty")}
      columns={[
        { id: "consumer", header: t("consumer"), lead: true, cell: (row) => row.consumer },
        {
          id: "event",
          header: t("event"),
          cell: (row) => <IdText id={row.eventId} href={routes.admin.event(row.eventId)} />,
        },
        {
          id: "type",
          header: t("type"),
          cell: (row) => <span className="font-mono text-xs">{row.type}</span>,
        },
        {
          id: "error",
          header: t("error"),
          wraps: true,
          cell: (row) => <span className="line-clamp-2 text-ink-2 text-xs">{row.error}</span>,
        },
        { id: "attempts", header: t("attempts"), align: "end", cell: (row) => row.attempts },
        {
          id: "behind",
          header: t("behind"),
          align: "end",
          cell: (row) => formatCount(row.waitingBehind, locale),
        },
        { id: "died", header: t("died"), cell: (row) => <UtcInstant at={row.diedAt} /> },
        {
          id: "status",
          header: t("state"),
          cell: (row) => (
            <span title={row.settledReason ?? undefined}>
              <Tag tone={tones[row.status]}>{t(`status.${row.status}`)}</Tag>
            </span>
          ),
        },
        {
          id: "act",
          header: t("act"),
          align: "end",
          cell: (row) =>
            row.status === "dead" ? (
              <span className="inline-flex gap-1.5">
                <ReasonAction
                  subject={row.type}
                  act={{ act: "replay", consumer: row.consumer, eventId: row.eventId }}
                />
                <ReasonAction
                  look="danger"
                  subject={row.type}
                  act={{ act: "drop", consumer: row.consumer, eventId: row.eventId }}
                />
              </span>
            ) : null,
        },
      ]}
    />
  );
}
