import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { routes } from "@/app/_routes";
import { readParams, type SearchParams } from "@/app/_search-params";
import { Breadcrumbs } from "@/app/_ui/breadcrumbs";
import { ChipLinks } from "@/app/_ui/chip-links";
import { Panel } from "@/app/_ui/panel";
import { DataTable } from "@/app/_ui/table/data-table";
import { listEventEntries } from "@/server/gateway/event-catalogue";
import { AdminPage } from "../../_parts/admin-page";
import { requireOperator } from "../../_parts/require-operator";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.registry");
  return { title: t("title") };
}

/** Every event that the market's modules publish: its versions, its owner, its key and who listens to it. */
export default async function RegistryPage({ searchParams }: { searchParams: SearchParams }) {
  await requireOperator(routes.admin.registry());
  const entries = listEventEntries();
  const owners = [...new Set(entries.map((entry) => entry.owner))];
  const owner = (await readParams(searchParams)).oneOf("owner", owners);
  const [t, events, list] = await Promise.all([
    getTranslations("admin.registry"),
    getTranslations("admin.events"),
    getTranslations("admin.list"),
  ]);
  return (
    <AdminPage
      title={t("title")}
      note={t("note", { count: entries.length, owners: owners.length })}
      trail={
        <Breadcrumbs
          steps={[{ label: events("title"), href: routes.admin.events() }, { label: t("title") }]}
        />
      }
    >
      <ChipLinks
        label={list("filters")}
        chips={[
          { href: routes.admin.registry(), label: list("all"), count: entries.length, here: !owner },
          ...owners.map((one) => ({
            href: routes.admin.registry({ owner: one }),
            label: one,
            count: entries.filter((entry) => entry.owner === one).length,
            here: one === owner,
          })),
        ]}
      />
      <Panel flush title={owner ?? t("title")}>
        <DataTable
          label={t("title")}
          rows={entries.filter((entry) => owner === undefined || entry.owner === owner)}
          rowId={(entry) => entry.name}
          empty={list("none")}
          columns={[
            {
              id: "event",
              header: t("event"),
              lead: true,
              cell: (entry) => (
                <Link href={routes.admin.registered(entry.name)} className="link font-mono text-xs">
                  {entry.type}
                </Link>
              ),
            },
            { id: "version", header: t("version"), align: "end", cell: (entry) => entry.version },
            { id: "owner", header: t("owner"), cell: (entry) => entry.owner },
            {
              id: "key",
              header: t("key"),
              cell: (entry) => (
                <span className="font-mono text-xs">{entry.keyField ?? t("keyOfSeveral")}</span>
              ),
            },
            {
              id: "consumers",
              header: t("consumers"),
              align: "end",
              cell: (entry) => entry.consumers.length,
            },
            { id: "about", header: t("about"), wraps: true, quiet: true, cell: (entry) => entry.summary },
          ]}
        />
      </Panel>
    </AdminPage>
  );
}
