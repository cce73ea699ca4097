"use client";
import { useLocale, useTranslations } from "next-intl";
import { routes } from "@/app/_routes";
import { Button } from "@/app/_ui/button";
import { LinkButton } from "@/app/_ui/link-button";
import { Money } from "@/app/_ui/money";
import type { ListingId } from "@/server/primitives/id";
import { type Money as Amount, formatMoney } from "@/server/primitives/money";

type Props = { before: Amount; after: Amount; listingId: ListingId; onAccept: () => void };

/** The price is another one by now: shown before anything is booked. */
export function PriceChanged({ before, after, listingId, onAccept }: Props) {
  const t = useTranslations("checkout.refused");
  return (
    <section role="alert" className="panel max-w-140 p-6">
      <h1 className="title-lg">{t("changedTitle")}</h1>
      <p className="mt-1 text-ink-2">{t("changedText")}</p>
      <p className="mt-4 flex items-baseline gap-3 font-semibold text-base">
        <s className="font-normal text-ink-3">
          <Money {...before} />
        </s>
        <Money {...after} />
      </p>
      <div className="mt-5 flex flex-wrap gap-2">
        <Button look="primary" onClick={onAccept}>
          {t("accept", { amount: formatMoney(after, useLocale()) })}
        </Button>
        <LinkButton look="quiet" href={routes.listing(listingId)}>
          {t("elsewhere")}
        </LinkButton>
      </div>
    </section>
  );
}
