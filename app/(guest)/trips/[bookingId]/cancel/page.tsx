import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { Messages } from "@/app/_i18n/messages";
import { routes } from "@/app/_routes";
import { serverCaller } from "@/app/_trpc/server";
import { EmptyState } from "@/app/_ui/empty-state";
import { formatDateRange, formatInstant } from "@/app/_ui/format/dates";
import { LinkButton } from "@/app/_ui/link-button";
import { Money } from "@/app/_ui/money";
import { refusalOf } from "@/app/_viewer/refusal-of";
import { requireViewer } from "@/app/_viewer/require-viewer";
import { SiteHeader } from "@/app/_viewer/site-header";
import type { Cancellation, GuestBooking } from "@/server/modules/bookings/contract";
import { readTrip } from "../_parts/read-trip";
import { CancelForm } from "./cancel-form";

type Props = { params: Promise<{ bookingId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("trips.cancelPage");
  return { title: t("title") };
}

/** The exact refund with its derivation, before the button that does it. */
export default async function CancelPage({ params }: Props) {
  const { bookingId } = await params;
  await requireViewer(routes.tripCancel(bookingId));
  const trip = await readTrip(bookingId);
  if (!trip) notFound();
  const t = await getTranslations("trips.cancelPage");
  const preview = await readPreview(trip);
  const locale = await getLocale();
  return (
    <>
      <SiteHeader nav onPhone />
      <main id="main" className="mx-auto max-w-160 px-5 py-8 md:py-12">
        <Link href={routes.trip(bookingId)} className="link text-ink-2">
          {t("back")}
        </Link>
        {preview ? (
          <>
            <h1 className="title-xl mt-3">{t("title")}</h1>
            <p className="mt-2 text-base text-ink-2">
              {t("lead", {
                title: trip.listingTitle,
                dates: formatDateRange(trip.stay.checkIn, trip.stay.checkOut, locale),
              })}
            </p>
            <Derivation preview={preview} />
            <p className="mt-3 text-ink-3 text-xs">
              {t("asOf", { time: formatInstant(preview.asOf.toISOString(), locale, trip.timeZone) })}
            </p>
            <Messages of={["trips", "errors"]}>
              <CancelForm bookingId={trip.bookingId} refund={preview.refund} />
            </Messages>
          </>
        ) : (
          <div className="mt-8">
            <EmptyState
              headingLevel="h1"
              title={t("cannot")}
              actions={
                <LinkButton look="primary" href={routes.trip(bookingId)}>
                  {t("back")}
                </LinkButton>
              }
            />
          </div>
        )}
      </main>
    </>
  );
}

async function readPreview(trip: GuestBooking): Promise<Cancellation | undefined> {
  try {
    return await (await serverCaller()).bookings.previewCancellation({ bookingId: trip.bookingId });
  } catch (error) {
    if (refusalOf(error) === "booking_not_cancellable") return undefined;
    throw error;
  }
}

async function Derivation({ preview }: { preview: Cancellation }) {
  const t = await getTranslations("trips.cancelPage");
  const { currency } = preview.refund;
  return (
    <div className="panel mt-6 p-5">
      <table className="w-full">
        <caption className="sr-only">{t("refund")}</caption>
        <thead>
          <tr className="text-ink-3 text-xs">
            <th className="pb-2 text-start font-medium">{t("refund")}</th>
            <th className="pb-2 text-end font-medium">{t("paid")}</th>
            <th className="pb-2 text-end font-medium">{t("comesBack")}</th>
          </tr>
        </thead>
        <tbody>
          {preview.derivation.map((row) => (
            <tr key={row.what} className="border-line border-t">
              <th scope="row" className="py-2.5 pe-3 text-start font-normal">
                {t(`what.${row.what}`)}
              </th>
              <td className="py-2.5 text-end text-ink-2">
                <Money amountMinor={row.paidMinor} currency={currency} />
              </td>
              <td className="py-2.5 text-end font-medium">
                <Money amountMinor={row.refundMinor} currency={currency} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="border-line border-t">
            <th scope="row" colSpan={2} className="pt-4 text-start font-semibold text-base">
              {t("total")}
            </th>
            <td className="pt-4 text-end">
              <Money {...preview.refund} look="price" />
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
