import {
  Check,
  CircleX,
  Hourglass,
  LogIn,
  LogOut,
  type LucideIcon,
  ShieldCheck,
  ShieldMinus,
} from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import { Instant } from "@/app/_ui/instant";
import { Timeline } from "@/app/_ui/timeline";
import type { GuestBooking } from "@/server/modules/bookings/contract";
import { formatMoney, isCurrency } from "@/server/primitives/money";
import { isBooked, isCancelled } from "../../_parts/trip-words";

type Step = { id: string; icon: LucideIcon; title: string; note: string; at: Date };

/** What happened and what comes, with exact instants in the home's zone at the end of each row. */
export async function TripTimeline({ trip, now }: { trip: GuestBooking; now: Date }) {
  const steps = await stepsOf(trip);
  const nextAt = steps.findIndex((step) => step.at > now);
  return (
    <div className="mt-5">
      <Timeline
        steps={steps.map((step, at) => ({
          id: step.id,
          icon: <step.icon size={16} strokeWidth={2} aria-hidden="true" />,
          title: step.title,
          note: step.note,
          when: <Instant at={step.at.toISOString()} zone={trip.timeZone} />,
          state: step.at <= now ? "done" : at === nextAt ? "now" : "ahead",
        }))}
      />
    </div>
  );
}

async function stepsOf(trip: GuestBooking): Promise<Step[]> {
  const t = await getTranslations("trips.trip.timeline");
  const locale = await getLocale();
  const text = (amountMinor: number) =>
    isCurrency(trip.total.currency)
      ? formatMoney({ amountMinor, currency: trip.total.currency }, locale)
      : "";
  // Once it is booked, that it was held for some minutes before is no news.
  const steps: Step[] = trip.confirmedAt
    ? []
    : [{ id: "held", icon: Hourglass, title: t("held"), note: t("heldNote"), at: trip.heldAt }];
  if (trip.confirmedAt)
    steps.push({
      id: "booked",
      icon: Check,
      title: t("booked"),
      note: await paidNote(trip, text(trip.total.amountMinor)),
      at: trip.confirmedAt,
    });
  if (trip.status === "expired")
    return [
      ...steps,
      { id: "expired", icon: CircleX, title: t("expired"), note: t("expiredNote"), at: trip.holdExpiresAt },
    ];
  if (isCancelled(trip.status) && trip.cancelledAt) {
    const refund = trip.refund?.amountMinor ?? 0;
    const note = refund > 0 ? t("cancelledNote", { amount: text(refund) }) : t("cancelledNoteNothing");
    return [...steps, { id: "cancelled", icon: CircleX, title: t("cancelled"), note, at: trip.cancelledAt }];
  }
  if (isBooked(trip.status)) steps.push(...policySteps(trip, t, text));
  steps.push({
    id: "check-in",
    icon: LogIn,
    title: t("checkIn"),
    note: t("checkInNote"),
    at: trip.checkInAt,
  });
  steps.push({
    id: "check-out",
    icon: LogOut,
    title: t("checkOut"),
    note: t("checkOutNote"),
    at: trip.checkOutAt,
  });
  return steps;
}

function policySteps(
  trip: GuestBooking,
  t: Awaited<ReturnType<typeof getTranslations<"trips.trip.timeline">>>,
  text: (amountMinor: number) => string,
): Step[] {
  const ahead = trip.policySteps.filter(
    (step) => step.until !== null && step.until < trip.checkInAt && step.kind !== "none",
  );
  return ahead.flatMap((step) =>
    step.until === null
      ? []
      : [
          step.kind === "full"
            ? {
                id: "free",
                icon: ShieldCheck,
                title: t("free"),
                note: t("freeNote", { amount: text(step.refund.amountMinor) }),
                at: step.until,
              }
            : {
                id: `partial-${step.until.getTime()}`,
                icon: ShieldMinus,
                title: t("partial"),
                note: t("partialNote", { amount: text(step.refund.amountMinor) }),
                at: step.until,
              },
        ],
  );
}

async function paidNote(trip: GuestBooking, amount: string): Promise<string> {
  const t = await getTranslations("trips.trip");
  const { cardBrand, cardLast4 } = trip.payment ?? {};
  if (!cardBrand || !cardLast4) return t("timeline.bookedNoteNoCard", { amount });
  return t("timeline.bookedNote", { amount, card: `${brandName(cardBrand)} ${cardLast4}` });
}

/** "visa" as people write it. */
export function brandName(brand: string): string {
  return brand.charAt(0).toUpperCase() + brand.slice(1);
}
