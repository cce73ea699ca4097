import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { routes } from "@/app/_routes";
import { serverCaller } from "@/app/_trpc/server";
import { LinkTabs } from "@/app/_ui/link-tabs";
import { AdminPage } from "../_parts/admin-page";
import { EventTable } from "../_parts/event-table";
import { formatCount } from "../_parts/figures";
import { ChipLinks, Pager, TextFilter } from "../_parts/filters";
import { Panel } from "../_parts/panel";
import { requireOperator } from "../_parts/require-operator";
import { given, type Params, readParams, type SearchParams } from "../_parts/search-params";
import { ConsumerTable } from "./_parts/consumer-table";
import { DeadByConsumer, DeadCsv, DeadList } from "./_parts/dead-list";
import { JobTable } from "./_parts/job-table";

const TABS = ["consumers", "jobs", "log", "dead"] as const;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.events");
  return { title: t("title") };
}

/** The event bus: consumers, jobs, the log, and what consumers gave up on. */
export default async function EventsPage({ searchParams }: { searchParams: SearchParams }) {
  await requireOperator(routes.admin.events());
  const params = await readParams(searchParams);
  const tab = params.oneOf("tab", TABS) ?? "consumers";
  const bus = await (await serverCaller()).admin.consumers();
  const t = await getTranslations("admin.events");
  const locale = await getLocale();
  const counts = {
    consumers: bus.consumers.length,
    jobs: bus.jobs.length,
    log: undefined,
    dead: bus.consumers.reduce((sum, consumer) => sum + consumer.dead, 0),
  };
  return (
    <AdminPage
      title={t("title")}
      note={t("note", { rate: formatCount(bus.eventsPerSecond, locale, 1), unplaced: bus.unplacedCount })}
    >
      <LinkTabs
        label={t("tabs.label")}
        tabs={TABS.map((one) => {
          const count = counts[one];
          return {
            href: routes.admin.events({ tab: one }),
            label: t(`tabs.${one}`),
            here: one === tab,
            ...(count === undefined ? {} : { count }),
          };
        })}
      />
      {tab === "consumers" ? (
        <Panel flush title={t("tabs.consumers")}>
          <ConsumerTable consumers={bus.consumers} />
        </Panel>
      ) : null}
      {tab === "jobs" ? (
        <Panel flush title={t("tabs.jobs")}>
          <JobTable jobs={bus.jobs} />
        </Panel>
      ) : null}
      {tab === "log" ? <Log params={params} /> : null}
      {tab === "dead" ? <Dead params={params} /> : null}
    </AdminPage>
  );
}

async function Log({ params }: { params: Params }) {
  const t = await getTranslations("admin.events");
  const list = await getTranslations("admin.list");
  const [type, key, cursor] = [params.text("type"), params.text("key"), params.cursor()];
  const page = await (await serverCaller()).admin.listEvents(given({ type, key, cursor }));
  const kept = { tab: "log", type, key };
  return (
    <>
      <TextFilter
        action={routes.admin.events()}
        name="key"
        label={t("log.find")}
        value={key}
        keep={{ tab: "log", type }}
      />
      <ChipLinks
        label={t("log.types")}
        chips={[
          { href: routes.admin.events({ ...kept, type: undefined }), label: list("all"), here: !type },
          ...page.types.map((one) => ({
            href: routes.admin.events({ ...kept, type: one }),
            label: one,
            here: one === type,
          })),
        ]}
      />
      <Panel flush title={type ?? t("tabs.log")} note={list("utc")}>
        <EventTable label={t("tabs.log")} rows={page.items} empty={t("log.empty")} />
      </Panel>
      <Pager
        firstHref={cursor ? routes.admin.events(kept) : undefined}
        nextHref={page.nextCursor ? routes.admin.events({ ...kept, cursor: page.nextCursor }) : undefined}
      />
    </>
  );
}

const DEAD_STATUSES = ["dead", "replayed", "dropped"] as const;

async function Dead({ params }: { params: Params }) {
  const t = await getTranslations("admin.events");
  const list = await getTranslations("admin.list");
  const status = params.oneOf("status", DEAD_STATUSES);
  const { events, consumers } = await (await serverCaller()).admin.listDeadEvents(given({ status }));
  return (
    <>
      <ChipLinks
        label={list("filters")}
        chips={[
          { href: routes.admin.events({ tab: "dead" }), label: list("all"), here: !status },
          ...DEAD_STATUSES.map((one) => ({
            href: routes.admin.events({ tab: "dead", status: one }),
            label: t(`dead.status.${one}`),
            here: one === status,
          })),
        ]}
      />
      <DeadByConsumer consumers={consumers} />
      <Panel
        flush
        title={t("tabs.dead")}
        note={list("utc")}
        end={events.length > 0 ? <DeadCsv events={events} /> : null}
      >
        <DeadList events={events} />
      </Panel>
    </>
  );
}
