import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Messages } from "@/app/_i18n/messages";
import { routes } from "@/app/_routes";
import { requestCtx, serverCaller } from "@/app/_trpc/server";
import { refusalOf } from "@/app/_viewer/refusal-of";
import { isId, type ListingId } from "@/server/primitives/id";
import {
  daysInMonth,
  firstOfMonth,
  isLocalDate,
  type LocalDate,
  localDate,
  monthOf,
  yearOf,
} from "@/server/primitives/local-date";
import { requireHost } from "../../_parts/require-host";
import { OneHome } from "../_parts/one-home";

type Props = { params: Promise<{ listingId: string }>; searchParams: Promise<{ from?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("hosting.calendar");
  return { title: t("title") };
}

/** One home by month: price, minimum stay and blocks of each night. */
export default async function HomeCalendarPage({ params, searchParams }: Props) {
  const { listingId } = await params;
  if (!isId("listing", listingId)) notFound();
  await requireHost(routes.hosting.listingCalendar(listingId));
  const { from: asked } = await searchParams;
  const { now } = await requestCtx();
  const month = firstOfMonth(asked && isLocalDate(asked) ? asked : localDate(now.toISOString().slice(0, 10)));
  const calendar = await read(listingId, month);
  if (!calendar) notFound();
  return (
    <Messages of={["hosting", "errors"]}>
      <OneHome key={month} month={month} calendar={calendar} />
    </Messages>
  );
}

async function read(listingId: ListingId, month: LocalDate) {
  try {
    return await (await serverCaller()).calendar.readHost({
      listingId,
      from: month,
      days: daysInMonth(yearOf(month), monthOf(month)),
    });
  } catch (error) {
    if (refusalOf(error) === "listing_not_found") return undefined;
    throw error;
  }
}
