"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { routes } from "@/app/_routes";
import { useCall } from "@/app/_trpc/use-call";
import { Button } from "@/app/_ui/button";
import { ErrorState } from "@/app/_ui/error-state";
import { useRefusalText } from "@/app/_viewer/refusal-text";
import type { ListingId } from "@/server/primitives/id";
import type { Money } from "@/server/primitives/money";
import { readAlternatives } from "./alternatives";
import { readNewQuote } from "./new-quote";
import { PriceChanged } from "./price-changed";
import { Refused } from "./refused";
import type { StayQuery } from "./stay-query";

type Props = { listingId: ListingId; query: StayQuery; quoteId: string; total: Money };

/** Takes the hold once, at the price that was quoted, and goes on to pay. Whatever is refused says what to do next. */
export function TakeHold({ listingId, query, quoteId, total }: Props) {
  const t = useTranslations("checkout.hold");
  const router = useRouter();
  const refusalText = useRefusalText();
  const hold = useCall((client, at: string) => client.bookings.hold.mutate({ quoteId: at, channel: "web" }), {
    onSuccess: ({ bookingId }) => router.replace(routes.checkout(listingId, { booking: bookingId })),
  });
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    hold.send(quoteId);
  });
  const refusal = hold.error?.data?.refusal;
  const newQuote = readNewQuote(hold.error?.data?.details);
  if (refusal === "quote_changed" && newQuote)
    return (
      <PriceChanged
        before={total}
        after={newQuote.total}
        listingId={listingId}
        onAccept={() => hold.send(newQuote.quoteId)}
      />
    );
  if (refusal && refusal !== "internal_error")
    return (
      <Refused
        code={refusal}
        listingId={listingId}
        query={query}
        alternatives={readAlternatives(hold.error?.data?.details)}
      />
    );
  if (hold.error)
    return (
      <ErrorState
        headingLevel="h1"
        title={refusalText(hold.error)}
        reference={hold.error.data?.requestId ?? undefined}
        actions={
          <Button look="primary" onClick={() => hold.send(quoteId)}>
            {t("again")}
          </Button>
        }
      />
    );
  return (
    <div aria-live="polite" className="py-12">
      <h1 className="title-xl">{t("title")}</h1>
      <p className="mt-3 text-base text-ink-2">{t("text")}</p>
      <div aria-hidden="true" className="mt-8 h-18 max-w-160 animate-breathe rounded-card bg-moss-tint" />
    </div>
  );
}
