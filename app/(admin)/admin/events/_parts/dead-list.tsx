import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { z } from "zod";
import { routes } from "@/app/_routes";
import { formatCount } from "@/app/_ui/format/figures";
import { Panel } from "@/app/_ui/panel";
import { Tag, type Tone } from "@/app/_ui/tag";
import type { deadEventContract, listDeadEventsOutput } from "@/server/modules/admin/contract";
import { IdText, UtcInstant } from "../../_parts/cells";
import { CsvButton } from "../../_parts/csv-button";
import { ObjectLink } from "../../_parts/object-link";
import { ReasonAction } from "../../_parts/reason-action";

type DeadEvent = z.output<typeof deadEventContract>;
const tones: Record<DeadEvent["status"], Tone> = { dead: "red", replayed: "blue", dropped: "neutral" };

/**
 * Events that a consumer gave up on; each can be tried again or given up for good. A list and no table: the error and
 * the two ways out have to be in sight together, on a phone as well.
 */
export function DeadList({ events }: { events: readonly DeadEvent[] }) {
  const t = useTranslations("admin.events");
  if (events.length === 0) return <p className="px-4 pt-1 pb-5 text-ink-2">{t("dead.empty")}</p>;
  return (
    <ul aria-label={t("tabs.dead")}>
      {events.map((event) => (
        <DeadItem key={`${event.consumer}-${event.eventId}`} event={event} />
      ))}
    </ul>
  );
}

/** How much each consumer has given up on, and the way to try all of it again. */
export function DeadByConsumer({
  consumers,
}: {
  consumers: z.output<typeof listDeadEventsOutput>["consumers"];
}) {
  const t = useTranslations("admin.events.dead");
  if (consumers.length === 0) return null;
  return (
    <Panel flush title={t("byConsumer")}>
      <ul aria-label={t("byConsumer")}>
        {consumers.map(({ consumer, events, keys }) => (
          <li
            key={consumer}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5 border-line border-t px-4 py-2.5"
          >
            <span className="min-w-0">
              <span className="block break-words font-medium">{consumer}</span>
              <span className="text-ink-2 text-xs tabular-nums">{t("figures", { events, keys })}</span>
            </span>
            <ReasonAction subject={consumer} act={{ act: "replayAll", consumer }} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function DeadItem({ event }: { event: DeadEvent }) {
  const t = useTranslations("admin.events.dead");
  const locale = useLocale();
  const { consumer, eventId, type, key } = event;
  return (
    <li className="grid gap-2 border-line border-t px-4 py-3.5">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h3 className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
            <span className="font-mono text-sm">{type}</span>
            <Tag tone={tones[event.status]}>{t(`status.${event.status}`)}</Tag>
          </h3>
          <p className="break-words text-ink-2">{consumer}</p>
        </div>
        {event.status === "dead" ? (
          <span className="inline-flex flex-wrap gap-1.5">
            <ReasonAction subject={type} act={{ act: "replay", consumer, eventId }} />
            <ReasonAction subject={key} act={{ act: "replayKey", consumer, key }} />
            <ReasonAction look="danger" subject={type} act={{ act: "drop", consumer, eventId }} />
          </span>
        ) : null}
      </div>
      <p className="line-clamp-4 break-words" title={event.error}>
        {event.error}
      </p>
      <dl className="flex flex-wrap gap-x-5 gap-y-1 text-xs">
        <Fact label={t("event")}>
          <IdText id={eventId} href={routes.admin.event(eventId)} />
        </Fact>
        <Fact label={t("key")}>
          <ObjectLink id={key} />
        </Fact>
        <Fact label={t("attempts")}>{event.attempts}</Fact>
        <Fact label={t("died")}>
          <UtcInstant at={event.diedAt} />
        </Fact>
        {event.status === "dead" ? (
          <Fact label={t("behind")}>{formatCount(event.waitingBehind, locale)}</Fact>
        ) : (
          <Fact label={t(`status.${event.status}`)}>
            <UtcInstant at={event.settledAt} />
          </Fact>
        )}
        {event.settledReason ? <Fact label={t("why")}>{event.settledReason}</Fact> : null}
      </dl>
    </li>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 items-baseline gap-1.5">
      <dt className="shrink-0 text-ink-3">{label}</dt>
      <dd className="min-w-0 break-words tabular-nums">{children}</dd>
    </div>
  );
}

const csvHeads = [
  "died_at",
  "consumer",
  "event",
  "type",
  "key",
  "error",
  "attempts",
  "status",
  "settled_at",
  "reason",
] as const;

/** The listed events as a file. */
export function DeadCsv({ events }: { events: readonly DeadEvent[] }) {
  return (
    <CsvButton
      size="tiny"
      fileName="dead-events.csv"
      heads={csvHeads}
      rows={events.map((event) => [
        event.diedAt.toISOString(),
        event.consumer,
        event.eventId,
        event.type,
        event.key,
        event.error,
        event.attempts,
        event.status,
        event.settledAt?.toISOString() ?? null,
        event.settledReason,
      ])}
    />
  );
}
