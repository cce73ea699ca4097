"use client";
import { ShieldCheck } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { routes } from "@/app/_routes";
import { Banner } from "@/app/_ui/banner";
import { formatDate, formatDateRange, formatInstant, formatTime } from "@/app/_ui/format/dates";
import { LinkButton } from "@/app/_ui/link-button";
import { Money } from "@/app/_ui/money";
import { Skeleton } from "@/app/_ui/skeleton";
import { useRefusalText } from "@/app/_viewer/refusal-text";
import { QuoteLines } from "@/app/(guest)/_quote/quote-lines";
import { stayQueryOf } from "@/app/(guest)/checkout/_parts/stay-query";
import { formatMoney } from "@/server/primitives/money";
import { nightCount } from "@/server/primitives/stay";
import { GuestsField } from "./guests-field";
import { useHome, usePolicySteps, useQuote, useStay } from "./stay-provider";

/** The exact price first, what it is for, each line of it, and the button. Stays in sight beside the page. */
export function QuoteCard() {
  const t = useTranslations("listing.quote");
  const { quote } = useQuote();
  const locale = useLocale();
  const { timeZone } = useHome();
  return (
    <aside className="sticky top-6" aria-label={t("lines")}>
      <div className="panel p-6 shadow-raised">
        <Total />
        <Choice />
        <Lines />
        <BookButton wide />
        <FreeUntil />
      </div>
      {quote ? (
        <p className="mt-3 text-center text-ink-3 text-xs tabular-nums">
          {t("yours", {
            time: formatTime(quote.expiresAt.toISOString(), locale, timeZone),
            quote: shortQuoteId(quote.signature),
          })}
        </p>
      ) : null}
    </aside>
  );
}

/** What people say of a quote on the phone; the id itself is the signed value. */
function shortQuoteId(signature: string): string {
  return `Q-${signature
    .replace(/[^A-Za-z0-9]/g, "")
    .slice(0, 4)
    .toUpperCase()}`;
}

function Total() {
  const t = useTranslations("listing.quote");
  const { quote, isFetching } = useQuote();
  const { chosen } = useStay();
  const { baseMinor, currency } = useHome();
  if (!chosen)
    return (
      <p>
        <Money amountMinor={baseMinor} currency={currency} look="total" />{" "}
        <span className="text-ink-2">{t("fromNight")}</span>
      </p>
    );
  if (!quote) return isFetching ? <Skeleton className="h-9 w-48" /> : null;
  return (
    <p aria-live="polite" className={isFetching ? "opacity-60" : ""}>
      <Money {...quote.total} look="total" />{" "}
      <span className="text-ink-2">{t("forNights", { count: nightCount(chosen.stay) })}</span>
    </p>
  );
}

/** Dates lead to the calendar in the page; guests open beside. */
function Choice() {
  const t = useTranslations("listing.quote");
  const { chosen } = useStay();
  const locale = useLocale();
  const ends = [
    { label: t("checkIn"), date: chosen?.stay.checkIn },
    { label: t("checkOut"), date: chosen?.stay.checkOut },
  ];
  return (
    <div className="mt-4 grid grid-cols-2 rounded-control border border-edge bg-surface">
      {ends.map((end, at) => (
        <a
          key={end.label}
          href="#calendar"
          className={`px-3.5 py-2.5 hovered:bg-hover ${at === 1 ? "border-line border-s" : ""}`}
        >
          <span className="block text-ink-2 text-xs">{end.label}</span>
          <span className="font-medium text-base tabular-nums leading-5.5">
            {end.date ? formatDate(end.date, locale) : t("addDate")}
          </span>
        </a>
      ))}
      <GuestsField />
    </div>
  );
}

function Lines() {
  const { quote, error, isFetching } = useQuote();
  const refusalText = useRefusalText();
  const { chosen } = useStay();
  if (!chosen) return null;
  if (error)
    return (
      <Banner tone="amber" urgent className="mt-4">
        {refusalText(error)}
      </Banner>
    );
  if (!quote)
    return (
      <div className="mt-5 grid gap-2.5" aria-hidden="true">
        {[0, 1, 2, 3, 4].map((line) => (
          <Skeleton key={line} className="h-5 w-full" />
        ))}
      </div>
    );
  return (
    <div className={`mt-5 ${isFetching ? "opacity-60" : ""}`}>
      <QuoteLines lines={quote.lines} currency={quote.total.currency} total={quote.total} />
    </div>
  );
}

function BookButton({ wide }: { wide?: boolean }) {
  const t = useTranslations("listing.quote");
  const { listingId, isOwn } = useHome();
  const { quote } = useQuote();
  const { chosen } = useStay();
  if (isOwn)
    return (
      <p className={wide ? "mt-5 text-ink-2" : "text-ink-2 text-xs"}>
        <strong className="text-ink">{t("own")}</strong> {wide ? t("ownText") : null}
      </p>
    );
  if (!chosen || !quote)
    return (
      <LinkButton
        look="primary"
        size="large"
        href="#calendar"
        wide={Boolean(wide)}
        className={wide ? "mt-5" : ""}
      >
        {t("choose")}
      </LinkButton>
    );
  return (
    <>
      <LinkButton
        look="primary"
        size="large"
        prefetch={false}
        href={routes.checkout(listingId, stayQueryOf(chosen))}
        wide={Boolean(wide)}
        className={wide ? "mt-5" : ""}
      >
        {wide ? t("book") : t("bookShort")}
      </LinkButton>
      {wide ? <p className="mt-2.5 text-center text-ink-3 text-xs">{t("next")}</p> : null}
    </>
  );
}

function FreeUntil() {
  const t = useTranslations("listing.quote");
  const locale = useLocale();
  const policy = usePolicySteps();
  const [full, then] = policy?.steps ?? [];
  if (!policy || full?.kind !== "full" || !full.until) return null;
  return (
    <div className="mt-4 grid grid-cols-[18px_1fr] gap-2.5 rounded-control bg-moss-tint px-3.5 py-3">
      <ShieldCheck size={18} strokeWidth={1.75} aria-hidden="true" className="text-moss-ink" />
      <p>
        <strong className="font-semibold">
          {t("free", { time: formatInstant(full.until.toISOString(), locale, policy.timeZone) })}
        </strong>{" "}
        {then && then.refund.amountMinor > 0 ? (
          <span className="text-ink-2">{t("then", { amount: formatMoney(then.refund, locale) })}</span>
        ) : null}
      </p>
    </div>
  );
}

/** On a phone the price and the button stay at the foot of the window. */
export function PhoneBar() {
  const t = useTranslations("listing.quote");
  const locale = useLocale();
  const { chosen } = useStay();
  const { quote } = useQuote();
  const { baseMinor, currency } = useHome();
  return (
    <div className="fixed inset-x-0 bottom-0 z-20 flex items-center justify-between gap-4 border-line border-t bg-surface px-5 pt-3 pb-[max(12px,env(safe-area-inset-bottom))] lg:hidden">
      <div className="min-w-0">
        {chosen && quote ? (
          <Money {...quote.total} look="price" />
        ) : (
          <Money amountMinor={baseMinor} currency={currency} look="price" />
        )}
        <p className="truncate text-ink-2 tabular-nums">
          {chosen
            ? t("summary", {
                nights: nightCount(chosen.stay),
                dates: formatDateRange(chosen.stay.checkIn, chosen.stay.checkOut, locale),
              })
            : t("fromNight")}
        </p>
      </div>
      <BookButton />
    </div>
  );
}

/** On a phone the lines stand in the page. */
export function PhoneLines() {
  const t = useTranslations("listing.quote");
  const { chosen } = useStay();
  return (
    <section className="border-line border-t py-7 lg:hidden">
      <h2 className="title-lg mb-3">{t("lines")}</h2>
      <Choice />
      {chosen ? <Lines /> : null}
      <FreeUntil />
    </section>
  );
}
