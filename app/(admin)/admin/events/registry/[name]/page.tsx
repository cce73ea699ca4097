import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { routes } from "@/app/_routes";
import { Breadcrumbs } from "@/app/_ui/breadcrumbs";
import { Facts, Panel } from "@/app/_ui/panel";
import { DataTable } from "@/app/_ui/table/data-table";
import { type EventEntry, type FieldType, readEventEntry } from "@/server/gateway/event-catalogue";
import { AdminPage } from "../../../_parts/admin-page";
import { JsonText } from "../../../_parts/json-text";
import { requireOperator } from "../../../_parts/require-operator";

type Props = { params: Promise<{ name: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.registry");
  return { title: t("title") };
}

/** One version of one event: its contract, a sample, and who listens to it. */
export default async function RegisteredPage({ params }: Props) {
  const { name } = await params;
  await requireOperator(routes.admin.registered(name));
  const entry = readEventEntry(name);
  if (!entry) notFound();
  const t = await getTranslations("admin.registry");
  const events = await getTranslations("admin.events");
  return (
    <AdminPage
      title={entry.type}
      note={entry.summary}
      trail={
        <Breadcrumbs
          steps={[
            { label: events("title"), href: routes.admin.events() },
            { label: t("title"), href: routes.admin.registry() },
            { label: entry.type },
          ]}
        />
      }
    >
      <div className="grid grid-cols-1 items-start gap-3 xl:grid-cols-2">
        <div className="grid min-w-0 gap-3">
          <Panel title={t("facts")}>
            <EntryFacts entry={entry} />
          </Panel>
          <Panel title={t("consumers")}>
            <Consumers entry={entry} />
          </Panel>
          <Panel title={t("sample")} note={t("sampleNote")}>
            <JsonText value={entry.sample} label={t("sample")} />
          </Panel>
        </div>
        <Panel flush title={t("contract")} note={t("contractNote")}>
          <Contract entry={entry} />
        </Panel>
      </div>
    </AdminPage>
  );
}

function EntryFacts({ entry }: { entry: EventEntry }) {
  const t = useTranslations("admin.registry");
  return (
    <Facts
      facts={[
        { label: t("version"), value: entry.version },
        { label: t("owner"), value: entry.owner },
        { label: t("topic"), value: t("partitions", { topic: entry.owner, count: entry.partitionCount }) },
        { label: t("key"), value: entry.keyField ?? t("keyOfSeveral") },
        {
          label: t("inLog"),
          value: (
            <Link href={routes.admin.events({ tab: "log", type: entry.type })} className="link">
              {t("openLog")}
            </Link>
          ),
        },
      ]}
    />
  );
}

function Contract({ entry }: { entry: EventEntry }) {
  const t = useTranslations("admin.registry");
  return (
    <DataTable
      label={t("contract")}
      rows={entry.fields}
      rowId={(field) => field.name}
      empty={t("noFields")}
      columns={[
        {
          id: "field",
          header: t("field"),
          lead: true,
          cell: (field) => <span className="break-words font-mono text-xs">{field.name}</span>,
        },
        { id: "type", header: t("type"), cell: (field) => <TypeWords type={field.type} /> },
        {
          id: "needed",
          header: t("needed"),
          quiet: true,
          cell: (field) => t(field.isOptional ? "optional" : "always"),
        },
      ]}
    />
  );
}

function TypeWords({ type }: { type: FieldType }) {
  if ("named" in type) return <>{type.named}</>;
  return (
    <span className="flex flex-wrap gap-1.5">
      {type.oneOf.map((value) => (
        <code key={value} className="rounded-control bg-sunk px-1.5 text-xs">
          {value}
        </code>
      ))}
    </span>
  );
}

function Consumers({ entry }: { entry: EventEntry }) {
  const t = useTranslations("admin.registry");
  if (entry.consumers.length === 0) return <p className="text-ink-2">{t("nobody")}</p>;
  return (
    <ul className="grid gap-2">
      {entry.consumers.map((consumer) => (
        <li key={consumer}>
          <Link
            href={`${routes.admin.events({ tab: "consumers", consumer })}#lag`}
            className="link break-words"
          >
            {consumer}
          </Link>
        </li>
      ))}
    </ul>
  );
}
