import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { routes } from "@/app/_routes";
import { given, type Params, readParams, type SearchParams } from "@/app/_search-params";
import { serverCaller } from "@/app/_trpc/server";
import { Banner } from "@/app/_ui/banner";
import { ChipLinks } from "@/app/_ui/chip-links";
import { formatCount } from "@/app/_ui/format/figures";
import { LinkTabs } from "@/app/_ui/link-tabs";
import { Panel } from "@/app/_ui/panel";
import { EVENTS } from "@/server/gateway/events-registry";
import { isId } from "@/server/primitives/id";
import { AdminPage } from "../_parts/admin-page";
import { EventTable } from "../_parts/event-table";
import { Pager } from "../_parts/filters";
import { requireOperator } from "../_parts/require-operator";
import { ConsumerTable } from "./_parts/consumer-table";
import { DeadByConsumer, DeadCsv, DeadList } from "./_parts/dead-list";
import { JobTable } from "./_parts/job-table";
import { LagPanel } from "./_parts/lag-panel";
import { isTrace, utcInstant } from "./_parts/log-params";
import { LogSearch } from "./_parts/log-search";

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
  const shown = bus.consumers.find(({ consumer }) => consumer === params.text("consumer"));
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
        tabs={[
          ...TABS.map((one) => {
            const count = counts[one];
            return {
              href: routes.admin.events({ tab: one }),
              label: t(`tabs.${one}`),
              here: one === tab,
              ...(count === undefined ? {} : { count }),
            };
          }),
          { href: routes.admin.registry(), label: t("tabs.registry"), count: EVENTS.length },
        ]}
      />
      {tab === "consumers" ? (
        <>
          {shown ? <LagPanel consumer={shown} /> : null}
          <Panel flush title={t("tabs.consumers")}>
            <ConsumerTable consumers={bus.consumers} />
          </Panel>
        </>
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
  const [type, trace, cursor] = [params.text("type"), params.text("trace"), params.cursor()];
  const find = params.text("find") ?? params.text("key") ?? trace;
  if (find && isId("event", find)) redirect(routes.admin.event(find));
  const [fromText, toText] = [params.text("from"), params.text("to")];
  const [from, to] = [utcInstant(fromText), utcInstant(toText)];
  const isBackwards = from !== undefined && to !== undefined && from >= to;
  const sought = trace !== undefined || isTrace(find) ? { trace: trace ?? find } : { key: find };
  const page = isBackwards
    ? { items: [], nextCursor: undefined }
    : await (await serverCaller()).admin.listEvents(given({ ...sought, type, from, to, cursor }));
  const kept = { tab: "log", type, ...sought, from: fromText, to: toText };
  return (
    <>
      <LogSearch find={find} type={type} from={fromText} to={toText} />
      {isBackwards ? <Banner tone="amber" title={t("log.backwards")} /> : null}
      <Panel
        flush
        title={sought.trace ? t("log.ofTrace", { trace: sought.trace }) : (type ?? t("tabs.log"))}
        note={list("utc")}
      >
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
