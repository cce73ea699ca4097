import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Messages } from "@/app/_i18n/messages";
import { routes } from "@/app/_routes";
import { requestCtx, serverCaller } from "@/app/_trpc/server";
import { EmptyState } from "@/app/_ui/empty-state";
import { LinkButton } from "@/app/_ui/link-button";
import { addDays, isLocalDate, type LocalDate, localDate, weekdayOf } from "@/server/primitives/local-date";
import { requireHost } from "../_parts/require-host";
import { AllHomes } from "./_parts/all-homes";

type Props = { searchParams: Promise<{ from?: string }> };

/** Columns of the board. */
const DAYS = 28;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("hosting.calendar");
  return { title: t("title") };
}

/** All homes as rows, nights as columns. */
export default async function AllCalendarsPage({ searchParams }: Props) {
  await requireHost(routes.hosting.calendar());
  const { from: asked } = await searchParams;
  const { now } = await requestCtx();
  const from = asked && isLocalDate(asked) ? asked : mondayOf(localDate(now.toISOString().slice(0, 10)));
  const t = await getTranslations("hosting.calendar");
  const { rows } = await (await serverCaller()).calendar.readHostAll({ from, days: DAYS });
  if (rows.length === 0)
    return (
      <main id="main" className="px-4 py-12 md:px-8">
        <EmptyState
          headingLevel="h1"
          title={t("title")}
          actions={
            <LinkButton look="primary" href={routes.hostYourPlace()}>
              {t("home")}
            </LinkButton>
          }
        >
          {t("empty")}
        </EmptyState>
      </main>
    );
  return (
    <Messages of={["hosting", "errors"]}>
      <AllHomes key={from} from={from} days={DAYS} rows={rows} />
    </Messages>
  );
}

function mondayOf(date: LocalDate): LocalDate {
  return addDays(date, 1 - weekdayOf(date));
}
