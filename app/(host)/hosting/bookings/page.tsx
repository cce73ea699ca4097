import type { Metadata } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { routes } from "@/app/_routes";
import { serverCaller } from "@/app/_trpc/server";
import { Avatar } from "@/app/_ui/avatar";
import { EmptyState } from "@/app/_ui/empty-state";
import { formatDateRange } from "@/app/_ui/format/dates";
import { LinkButton } from "@/app/_ui/link-button";
import { LinkTabs } from "@/app/_ui/link-tabs";
import { Money } from "@/app/_ui/money";
import { StatusTag } from "@/app/_ui/status-tag";
import { statusTones } from "@/app/(guest)/trips/_parts/trip-words";
import type { HostBooking } from "@/server/modules/bookings/contract";
import { requireHost } from "../_parts/require-host";

const WHEN = ["upcoming", "today", "past", "cancelled", "all"] as const;
type Props = { searchParams: Promise<{ when?: string; cursor?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("hosting.bookings");
  return { title: t("title") };
}

/** Bookings of all the host's homes. */
export default async function HostBookingsPage({ searchParams }: Props) {
  await requireHost(routes.hosting.bookings());
  const { when: asked, cursor } = await searchParams;
  const when = WHEN.find((one) => one === asked) ?? "upcoming";
  const t = await getTranslations("hosting.bookings");
  const page = await (await serverCaller()).bookings.listForHost({ when, ...(cursor ? { cursor } : {}) });
  return (
    <main id="main" className="px-4 py-8 md:px-8">
      <h1 className="title-xl">{t("title")}</h1>
      <div className="mt-3">
        <LinkTabs
          label={t("tabs.label")}
          tabs={WHEN.map((one) => ({
            href: routes.hosting.bookings({ when: one }),
            label: t(`tabs.${one}`),
            here: one === when,
          }))}
        />
      </div>
      {page.items.length === 0 ? (
        <div className="mt-10">
          <EmptyState title={t("empty")}>{t("emptyText")}</EmptyState>
        </div>
      ) : (
        <BookingTable bookings={page.items} />
      )}
      {page.nextCursor ? (
        <LinkButton className="mt-6" href={routes.hosting.bookings({ when, cursor: page.nextCursor })}>
          {t("more")}
        </LinkButton>
      ) : null}
    </main>
  );
}

/** A table on a wide page, cards on a phone. */
async function BookingTable({ bookings }: { bookings: readonly HostBooking[] }) {
  const t = await getTranslations("hosting.bookings");
  const trips = await getTranslations("trips");
  const locale = await getLocale();
  const head = "px-4 py-2.5 font-medium text-ink-2 text-xs";
  return (
    <div className="panel mt-6 overflow-hidden">
      <table className="w-full max-md:block">
        <thead className="border-line border-b max-md:sr-only">
          <tr>
            <th className={`${head} text-start`}>{t("columns.guest")}</th>
            <th className={`${head} text-start`}>{t("columns.home")}</th>
            <th className={`${head} text-start`}>{t("columns.stay")}</th>
            <th className={`${head} text-start`}>{t("columns.status")}</th>
            <th className={`${head} text-end`}>{t("columns.earn")}</th>
          </tr>
        </thead>
        <tbody className="max-md:block">
          {bookings.map((booking) => (
            <tr
              key={booking.bookingId}
              className="relative border-line border-b last:border-0 hovered:bg-hover max-md:grid max-md:grid-cols-[1fr_auto] max-md:gap-1 max-md:p-4 md:h-14"
            >
              <td className="md:px-4">
                <span className="flex items-center gap-3">
                  <Avatar id={booking.guest.guestId} name={booking.guest.name} size="small" />
                  <Link
                    href={routes.hosting.booking(booking.bookingId)}
                    aria-label={t("open", { name: booking.guest.name })}
                    className="font-semibold after:absolute after:inset-0"
                  >
                    {booking.guest.name}
                  </Link>
                </span>
              </td>
              <td className="text-ink-2 max-md:col-span-2 md:px-4">{booking.listingTitle}</td>
              <td className="max-md:col-span-2 md:px-4">
                {formatDateRange(booking.stay.checkIn, booking.stay.checkOut, locale)}
                <span className="text-ink-2"> · {trips("nights", { count: booking.nightCount })}</span>
              </td>
              <td className="md:px-4">
                <StatusTag tone={statusTones[booking.status]}>{t(`status.${booking.status}`)}</StatusTag>
              </td>
              <td className="text-end md:px-4">
                <Money {...booking.hostAmount} look="calm" className="font-medium" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
