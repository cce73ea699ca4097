import { ArrowLeft, LifeBuoy } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Messages } from "@/app/_i18n/messages";
import { routes } from "@/app/_routes";
import { PlainHeader } from "@/app/_ui/shell/plain-header";
import { StepList } from "@/app/_ui/step-list";
import { requireViewer } from "@/app/_viewer/require-viewer";
import { isBooked } from "@/app/(guest)/trips/_parts/trip-words";
import { readTrip } from "@/app/(guest)/trips/[bookingId]/_parts/read-trip";
import { isId } from "@/server/primitives/id";
import { HoldEnded } from "../_parts/hold-ended";
import { PayScreen } from "../_parts/pay-screen";
import { PhoneBar } from "../_parts/phone-bar";
import { StartHold } from "../_parts/start-hold";
import { readStayQuery, type StayQuery, stayQueryOf } from "../_parts/stay-query";

type Props = {
  params: Promise<{ listingId: string }>;
  searchParams: Promise<Record<string, string | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("checkout");
  return { title: t("title"), robots: { index: false } };
}

/**
 * Booking a stay. With dates: takes the hold (in the browser, since opening an address must change nothing) and goes on
 * with its id. With a booking's id: pay while the hold lasts, or hold again.
 */
export default async function CheckoutPage({ params, searchParams }: Props) {
  const { listingId } = await params;
  const query = await searchParams;
  if (!isId("listing", listingId)) notFound();
  await requireViewer(routes.checkout(listingId, query));
  if (!query.booking) {
    const stay = readStayQuery(query);
    if (!stay) redirect(routes.listing(listingId));
    return (
      <Frame back={routes.listing(listingId, stayQueryOf(stay))} step={0}>
        <StartHold listingId={listingId} query={stay} />
      </Frame>
    );
  }
  const trip = await readTrip(query.booking);
  if (!trip || trip.listingId !== listingId) notFound();
  if (isBooked(trip.status)) redirect(routes.checkoutDone(trip.bookingId));
  if (trip.status !== "held" && trip.status !== "expired") redirect(routes.trip(trip.bookingId));
  const stay: StayQuery = { stay: trip.stay, party: trip.party };
  return (
    <Frame back={routes.listing(listingId, stayQueryOf(stay))} step={1}>
      {trip.status === "held" ? (
        <PayScreen trip={trip} returnedSecret={query.payment_intent_client_secret} />
      ) : (
        <HoldEnded trip={trip} />
      )}
    </Frame>
  );
}

async function Frame({ back, step, children }: { back: string; step: number; children: ReactNode }) {
  const t = await getTranslations("checkout");
  return (
    <>
      <PhoneBar back={back} step={step} />
      <PlainHeader
        notOnPhone
        end={
          <Link
            href={routes.about.help()}
            className="flex h-11 items-center gap-2 rounded-control px-3 font-medium hovered:bg-hover"
          >
            <LifeBuoy size={18} strokeWidth={1.75} aria-hidden="true" />
            {t("help")}
          </Link>
        }
      >
        <StepList
          label={t("steps.label")}
          current={step}
          steps={[t("steps.stay"), t("steps.pay"), t("steps.done")]}
        />
      </PlainHeader>
      <main id="main" className="mx-auto max-w-[1200px] px-5 py-3 md:px-10 md:py-9">
        <Link href={back} className="mb-4 hidden items-center gap-2 text-ink-2 hovered:link md:inline-flex">
          <ArrowLeft size={16} aria-hidden="true" className="rtl:-scale-x-100" />
          {t("back")}
        </Link>
        <Messages of={["checkout", "errors", "quote"]}>{children}</Messages>
      </main>
    </>
  );
}
