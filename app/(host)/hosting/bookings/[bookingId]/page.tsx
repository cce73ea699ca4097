import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import type { z } from "zod";
import { routes } from "@/app/_routes";
import { serverCaller } from "@/app/_trpc/server";
import { Avatar } from "@/app/_ui/avatar";
import { Breadcrumbs } from "@/app/_ui/breadcrumbs";
import { formatDateRange, formatInstant } from "@/app/_ui/format/dates";
import { wordsOf } from "@/app/_ui/format/words-of";
import { Instant } from "@/app/_ui/instant";
import { Money } from "@/app/_ui/money";
import { StatusTag } from "@/app/_ui/status-tag";
import { refusalOf } from "@/app/_viewer/refusal-of";
import { QuoteLines } from "@/app/(guest)/_quote/quote-lines";
import { statusTones } from "@/app/(guest)/trips/_parts/trip-words";
import type { readHostBookingOutput } from "@/server/modules/bookings/contract";
import { isId } from "@/server/primitives/id";
import { requireHost } from "../../_parts/require-host";

type Booking = z.output<typeof readHostBookingOutput>;
type Props = { params: Promise<{ bookingId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("hosting.bookings");
  return { title: t("title") };
}

async function read(bookingId: string): Promise<Booking | undefined> {
  if (!isId("booking", bookingId)) return undefined;
  try {
    return await (await serverCaller()).bookings.readForHost({ bookingId });
  } catch (error) {
    if (refusalOf(error) === "booking_not_found") return undefined;
    throw error;
  }
}

/** One booking for its host: the stay, the money, what happened. */
export default async function HostBookingPage({ params }: Props) {
  const { bookingId } = await params;
  await requireHost(routes.hosting.booking(bookingId));
  const booking = await read(bookingId);
  if (!booking) notFound();
  const t = await getTranslations("hosting.bookings");
  const trips = await getTranslations("trips");
  const policies = await getTranslations("quote.policies");
  const locale = await getLocale();
  const facts = [
    {
      label: t("stay"),
      value: `${formatDateRange(booking.stay.checkIn, booking.stay.checkOut, locale)}, ${trips("nights", { count: booking.nightCount })}`,
    },
    {
      label: t("columns.home"),
      value: (
        <Link href={routes.hosting.listingCalendar(booking.listingId)} className="link">
          {booking.listingTitle}
        </Link>
      ),
    },
    { label: t("arrival"), value: formatInstant(booking.checkInAt.toISOString(), locale, booking.timeZone) },
    {
      label: t("departure"),
      value: formatInstant(booking.checkOutAt.toISOString(), locale, booking.timeZone),
    },
    { label: t("columns.guest"), value: trips("party", booking.party) },
    {
      label: t("policy"),
      value: (
        <span className="inline-block first-letter:uppercase">{policies(booking.cancellationPolicy)}</span>
      ),
    },
  ];
  return (
    <main id="main" className="px-4 py-7 md:px-8">
      <Breadcrumbs
        steps={[{ label: t("title"), href: routes.hosting.bookings() }, { label: booking.code }]}
      />
      <div className="mt-3 flex flex-wrap items-center gap-3">
        <Avatar id={booking.guest.guestId} name={booking.guest.name} size="large" />
        <div>
          <h1 className="title-xl">{booking.guest.name}</h1>
          <p className="flex items-center gap-2 text-ink-2">
            <StatusTag tone={statusTones[booking.status]}>{t(`status.${booking.status}`)}</StatusTag>{" "}
            {booking.code}
          </p>
        </div>
      </div>
      <dl className="mt-5 flex flex-wrap gap-x-10 gap-y-3">
        {facts.map((fact) => (
          <div key={fact.label}>
            <dt className="text-ink-2 text-xs">{fact.label}</dt>
            <dd className="font-semibold">{fact.value}</dd>
          </div>
        ))}
      </dl>
      <div className="mt-7 grid grid-cols-1 items-start gap-6 lg:grid-cols-2">
        <MoneyPanel booking={booking} />
        <section className="panel p-5">
          <h2 className="title-lg">{t("timeline")}</h2>
          <ol className="mt-4 grid gap-4">
            {booking.transitions.map((step) => (
              <li
                key={`${step.status}-${step.at.getTime()}`}
                className="flex justify-between gap-x-4 max-sm:flex-col"
              >
                <span>
                  <span className="block font-semibold">{t(`status.${step.status}`)}</span>
                  <span className="text-ink-2">
                    {t(`by.${step.actorKind}`)}
                    {step.reason ? `: ${wordsOf(step.reason)}` : ""}
                  </span>
                </span>
                <Instant
                  at={step.at.toISOString()}
                  zone={booking.timeZone}
                  className="shrink-0 text-ink-2 sm:text-end"
                />
              </li>
            ))}
          </ol>
        </section>
      </div>
    </main>
  );
}

/** What the guest pays, what the market keeps, what the host gets. */
async function MoneyPanel({ booking }: { booking: Booking }) {
  const t = await getTranslations("hosting.bookings");
  return (
    <section className="panel p-5">
      <h2 className="title-lg mb-4">{t("money")}</h2>
      <QuoteLines lines={booking.lines} currency={booking.total.currency} total={booking.total} />
      <dl className="mt-5 grid gap-2.5 border-line border-t pt-5">
        <div className="flex justify-between gap-4">
          <dt className="text-ink-2">{t("hostFee")}</dt>
          <dd>
            <Money amountMinor={-booking.hostFee.amountMinor} currency={booking.hostFee.currency} />
          </dd>
        </div>
        {booking.refund ? (
          <div className="flex justify-between gap-4">
            <dt className="text-ink-2">{t("refund")}</dt>
            <dd>
              <Money {...booking.refund} />
            </dd>
          </div>
        ) : null}
        <div className="flex items-baseline justify-between gap-4 font-semibold text-base">
          <dt>{t("youGet")}</dt>
          <dd>
            <Money {...booking.hostAmount} look="price" />
          </dd>
        </div>
      </dl>
    </section>
  );
}
