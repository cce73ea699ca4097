import {
  Ban,
  Check,
  CreditCard,
  Landmark,
  LogIn,
  LogOut,
  type LucideIcon,
  RotateCcw,
  StickyNote,
  Timer,
  TriangleAlert,
} from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { classNames } from "@/app/_ui/class-names";
import { dateIn, formatDate, formatTime } from "@/app/_ui/format/dates";
import { formatMoney } from "@/app/_ui/format/money-parts";
import { wordsOf } from "@/app/_ui/format/words-of";
import { Panel } from "@/app/_ui/panel";
import type { AdminBooking } from "@/server/modules/admin/contract";
import type { BookingStatus } from "@/server/modules/bookings/contract";
import { zoneNameOf } from "./zone-name";

type Look = "done" | "quiet" | "money" | "trouble";
type Happening = { id: string; at: Date; title: string; note: string; icon: LucideIcon; look: Look };

const discs: Record<Look, string> = {
  done: "bg-moss text-on-moss",
  quiet: "bg-sunk-2 text-ink-2",
  money: "bg-clay text-on-clay",
  trouble: "bg-amber-tint text-amber-ink shadow-[inset_0_0_0_1.5px_var(--color-amber)]",
};

function lookOf(status: BookingStatus): { icon: LucideIcon; look: Look } {
  if (status === "held") return { icon: Timer, look: "quiet" };
  if (status === "confirmed") return { icon: Check, look: "done" };
  if (status === "checked_in") return { icon: LogIn, look: "done" };
  if (status === "completed") return { icon: LogOut, look: "quiet" };
  return { icon: status === "expired" ? Timer : Ban, look: status === "expired" ? "quiet" : "trouble" };
}

/** Everything that happened to the booking, latest first, by day of the listing's zone. */
export function HappeningsPanel({ data }: { data: AdminBooking }) {
  const t = useTranslations("admin.booking.timeline");
  const locale = useLocale();
  const zone = data.booking.timeZone;
  const happenings = useHappenings(data);
  const days = [...new Set(happenings.map((one) => dateIn(one.at.toISOString(), zone)))];
  return (
    <Panel
      title={t("title")}
      end={
        <span className="text-ink-3 text-xs">
          {t("zone", { zone: zoneNameOf(data.booking.heldAt, zone) })}
        </span>
      }
    >
      {days.map((day) => (
        <div key={day} className="last:[&_li:last-child]:before:hidden">
          <h3 className="pt-1 pb-2 font-semibold text-xs">{formatDate(day, locale, { year: true })}</h3>
          <ol>
            {happenings
              .filter((one) => dateIn(one.at.toISOString(), zone) === day)
              .map((one) => (
                <li
                  key={one.id}
                  className="relative grid grid-cols-[64px_24px_minmax(0,1fr)] gap-x-3 pb-4 before:absolute before:start-[87px] before:top-6 before:bottom-0 before:w-px before:bg-line"
                >
                  <time dateTime={one.at.toISOString()} className="pt-1 text-ink-3 text-xs">
                    {formatTime(one.at.toISOString(), locale, zone, false)}
                  </time>
                  <span
                    aria-hidden="true"
                    className={classNames("grid size-6 place-items-center rounded-full", discs[one.look])}
                  >
                    <one.icon size={13} />
                  </span>
                  <span className="pt-0.5">
                    <span className="block font-semibold">{one.title}</span>
                    {one.note ? <span className="block text-ink-2 text-xs">{one.note}</span> : null}
                  </span>
                </li>
              ))}
          </ol>
        </div>
      ))}
    </Panel>
  );
}

function useHappenings(data: AdminBooking): Happening[] {
  const t = useTranslations("admin.booking.timeline");
  const status = useTranslations("admin.status");
  const actor = useTranslations("admin.actor");
  const booking = useTranslations("admin.booking");
  const locale = useLocale();
  const transitions = data.transitions.map((step) => ({
    id: `status-${step.status}-${step.at.getTime()}`,
    at: step.at,
    title: status(step.status),
    note: [
      [actor(step.actorKind), step.actor?.name].filter(Boolean).join(" "),
      step.reason && wordsOf(step.reason),
    ]
      .filter(Boolean)
      .join(": "),
    ...lookOf(step.status),
  }));
  const payments = data.payments.flatMap((payment): Happening[] => {
    const amount = formatMoney(payment.amount, locale);
    const { cardBrand: brand, cardLast4: last4 } = payment;
    const card = brand && last4 ? booking("card", { brand, last4 }) : "";
    const started: Happening = {
      id: `${payment.paymentId}-started`,
      at: payment.createdAt,
      title: t("paymentStarted", { amount }),
      note: "",
      icon: CreditCard,
      look: "quiet",
    };
    if (!payment.settledAt) return [started];
    const isPaid = payment.status === "succeeded";
    const title = t("paymentSettled", { amount, status: wordsOf(payment.status) });
    const note = payment.failureCode ? wordsOf(payment.failureCode) : card;
    return [
      started,
      {
        id: payment.paymentId,
        at: payment.settledAt,
        title,
        note,
        icon: isPaid ? Landmark : TriangleAlert,
        look: isPaid ? "quiet" : "trouble",
      },
    ];
  });
  const refunds = data.refunds.flatMap((refund): Happening[] => {
    const amount = formatMoney(refund.amount, locale);
    const asked: Happening = {
      id: `${refund.refundId}-asked`,
      at: refund.requestedAt,
      title: t("refundAsked", { amount }),
      note: wordsOf(refund.reason),
      icon: RotateCcw,
      look: "money",
    };
    if (!refund.settledAt) return [asked];
    const title = t("refundSettled", { amount, status: wordsOf(refund.status) });
    const look: Look = refund.failure ? "trouble" : "quiet";
    return [
      { id: refund.refundId, at: refund.settledAt, title, note: refund.failure ?? "", icon: Landmark, look },
      asked,
    ];
  });
  const notes = data.actions
    .filter(({ action }) => action === "booking.noted")
    .map(
      ({ actionId, at, operator, reason }): Happening => ({
        id: actionId,
        at,
        title: t("note", { name: operator.name }),
        note: reason,
        icon: StickyNote,
        look: "quiet",
      }),
    );
  return [...transitions, ...payments, ...refunds, ...notes].sort((a, b) => b.at.getTime() - a.at.getTime());
}
