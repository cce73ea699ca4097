import type { Metadata } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { routes } from "@/app/_routes";
import { readOrNotFound } from "@/app/_trpc/read-or-not-found";
import { Breadcrumbs } from "@/app/_ui/breadcrumbs";
import { CopyButton } from "@/app/_ui/copy-button";
import { formatInstant } from "@/app/_ui/format/dates";
import { Facts, Panel } from "@/app/_ui/panel";
import { DataTable } from "@/app/_ui/table/data-table";
import { sampleNameOf } from "@/server/gateway/event-samples";
import { traceIdOf } from "@/server/primitives/traceparent";
import { AdminPage } from "../../_parts/admin-page";
import { EventTable } from "../../_parts/event-table";
import { JsonText } from "../../_parts/json-text";
import { ObjectLink } from "../../_parts/object-link";
import { OutcomeTag } from "../../_parts/outcomes";
import { ReasonAction } from "../../_parts/reason-action";
import { requireOperator } from "../../_parts/require-operator";

type Props = { params: Promise<{ eventId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.events");
  return { title: t("title") };
}

const read = (eventId: string) =>
  readOrNotFound("event", eventId, (caller, id) => caller.admin.readEvent({ eventId: id }));
type Traced = Awaited<ReturnType<typeof read>>;

/** One event: what it says, where each consumer stands with it, what else its request wrote. */
export default async function EventPage({ params }: Props) {
  const { eventId } = await params;
  await requireOperator(routes.admin.event(eventId));
  const event = await read(eventId);
  const t = await getTranslations("admin.event");
  const events = await getTranslations("admin.events");
  return (
    <AdminPage
      title={event.type}
      note={
        <span className="flex flex-wrap items-center gap-1 font-mono text-xs">
          {event.eventId} <CopyButton text={event.eventId} />
        </span>
      }
      trail={
        <Breadcrumbs
          steps={[
            { label: events("title"), href: routes.admin.events() },
            { label: events("tabs.log"), href: routes.admin.events({ tab: "log" }) },
            { label: event.type },
          ]}
        />
      }
    >
      <div className="grid grid-cols-1 items-start gap-3 xl:grid-cols-2">
        <Panel title={t("payload")}>
          <JsonText value={event.payload} label={t("payload")} />
        </Panel>
        <FactsPanel event={event} />
      </div>
      <Panel flush title={t("path")} note={t("pathNote")}>
        <PathTable event={event} />
      </Panel>
      <Panel flush title={t("related")}>
        <EventTable label={t("related")} rows={event.related} empty={t("alone")} />
      </Panel>
    </AdminPage>
  );
}

async function FactsPanel({ event }: { event: Traced }) {
  const t = await getTranslations("admin.event");
  const log = await getTranslations("admin.events.log");
  const locale = await getLocale();
  const written = (at: Date | null) =>
    at ? formatInstant(at.toISOString(), locale, "UTC") : log("unplaced");
  return (
    <Panel title={t("facts")}>
      <Facts
        facts={[
          {
            label: log("type"),
            value: (
              <Link className="link" href={routes.admin.registered(sampleNameOf(event))}>
                {t("version", { type: event.type, version: event.version })}
              </Link>
            ),
          },
          { label: t("topic"), value: event.topic },
          { label: t("key"), value: <ObjectLink id={event.key} /> },
          { label: t("seq"), value: event.seq },
          { label: t("place"), value: `${event.partition} / ${event.position ?? "–"}` },
          { label: t("occurred"), value: written(event.occurredAt) },
          { label: t("placed"), value: written(event.placedAt) },
          {
            label: t("trace"),
            value: <TraceValue trace={event.trace} />,
          },
        ]}
      />
    </Panel>
  );
}

async function TraceValue({ trace }: { trace: string }) {
  if (!trace) return <>–</>;
  const t = await getTranslations("admin.event");
  const traceId = traceIdOf(trace);
  return (
    <span className="flex flex-wrap items-center justify-end gap-x-2 gap-y-1">
      <span className="break-all font-mono text-xs">{traceId}</span>
      <CopyButton text={traceId} />
      <Link className="link text-xs" href={routes.admin.events({ tab: "log", trace: traceId })}>
        {t("allOfTrace")}
      </Link>
    </span>
  );
}

/** What is known of when: only failures keep an instant of their own. */
async function When({ row, placedAt }: { row: Traced["consumers"][number]; placedAt: Date | null }) {
  const t = await getTranslations("admin.event.when");
  const locale = await getLocale();
  const said = {
    handled: { word: "handled", at: row.handledBy },
    retrying: { word: "next", at: row.at },
    dead: { word: "died", at: row.at },
    replayed: { word: "settled", at: row.at },
    dropped: { word: "settled", at: row.at },
    waiting: { word: "waiting", at: placedAt },
    paused: { word: "waiting", at: placedAt },
    not_interested: undefined,
    passed_over: undefined,
    passed: undefined,
  } as const;
  const known = said[row.outcome];
  if (!known?.at) return <>–</>;
  return <>{t(known.word, { at: formatInstant(known.at.toISOString(), locale, "UTC") })}</>;
}

async function PathTable({ event }: { event: Traced }) {
  const t = await getTranslations("admin.event");
  const dead = await getTranslations("admin.events.dead");
  const log = await getTranslations("admin.list");
  return (
    <DataTable
      label={t("path")}
      rows={event.consumers}
      rowId={(row) => row.consumer}
      empty={t("noConsumers")}
      columns={[
        { id: "consumer", header: dead("consumer"), lead: true, cell: (row) => row.consumer },
        { id: "outcome", header: dead("state"), cell: (row) => <OutcomeTag outcome={row.outcome} /> },
        { id: "attempts", header: dead("attempts"), align: "end", cell: (row) => row.attempts },
        { id: "at", header: log("when"), cell: (row) => <When row={row} placedAt={event.placedAt} /> },
        { id: "error", header: dead("error"), wraps: true, quiet: true, cell: (row) => row.error ?? "–" },
        {
          id: "act",
          header: dead("act"),
          align: "end",
          cell: (row) =>
            row.outcome === "dead" ? (
              <span className="inline-flex gap-1.5">
                <ReasonAction
                  subject={event.type}
                  act={{ act: "replay", consumer: row.consumer, eventId: event.eventId }}
                />
                <ReasonAction
                  look="danger"
                  subject={event.type}
                  act={{ act: "drop", consumer: row.consumer, eventId: event.eventId }}
                />
              </span>
            ) : null,
        },
      ]}
    />
  );
}
