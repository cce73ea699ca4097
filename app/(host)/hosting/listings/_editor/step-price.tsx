"use client";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Stepper } from "@/app/_ui/stepper";
import { TextField } from "@/app/_ui/text-field";
import type { ListingPrices } from "@/server/modules/pricing/contract";
import { assert } from "@/server/primitives/assert";
import { applyBpsHalfUp, type Currency, formatMoney, isCurrency } from "@/server/primitives/money";
import { minorOf, typedOf } from "./amounts";

type Props = { prices: ListingPrices; setPrices: (prices: ListingPrices) => void };

const GUESTS_MAX = 16;
const BPS_PER_PERCENT = 100;
const PERCENT_MAX = 90;
const EXAMPLE_NIGHTS = 2;
/** The split that a market has unless its operator chose another; the quote itself always uses the market's own. */
const GUEST_FEE_BPS = 1_400;
const HOST_FEE_BPS = 300;

/** What a draft without prices begins with: no price at all, so that none is published by mistake. */
export function emptyPrices(currency: string): ListingPrices {
  assert(isCurrency(currency), "a listing has a currency of the market");
  return {
    currency,
    baseMinor: 0,
    weekendMinor: null,
    weeklyDiscountBps: 0,
    monthlyDiscountBps: 0,
    cleaningFeeMinor: 0,
    extraGuestFeeMinor: 0,
    guestsIncluded: 2,
    petFeeMinor: 0,
    nightMinMinor: null,
    nightMaxMinor: null,
  };
}

export function PriceStep({ prices, setPrices }: Props) {
  const t = useTranslations("hosting.editor.price");
  const { currency } = prices;
  const set = (change: Partial<ListingPrices>) => setPrices({ ...prices, ...change });
  return (
    <div className="grid max-w-160 gap-5">
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <AmountField
          label={t("base")}
          currency={currency}
          value={prices.baseMinor || null}
          onChange={(value) => set({ baseMinor: value ?? 0 })}
        />
        <AmountField
          label={t("weekend")}
          help={t("weekendHelp")}
          currency={currency}
          value={prices.weekendMinor}
          onChange={(value) => set({ weekendMinor: value || null })}
        />
        <AmountField
          label={t("cleaning")}
          currency={currency}
          value={prices.cleaningFeeMinor || null}
          onChange={(value) => set({ cleaningFeeMinor: value ?? 0 })}
        />
        <AmountField
          label={t("pet")}
          currency={currency}
          value={prices.petFeeMinor || null}
          onChange={(value) => set({ petFeeMinor: value ?? 0 })}
        />
        <AmountField
          label={t("extra")}
          currency={currency}
          value={prices.extraGuestFeeMinor || null}
          onChange={(value) => set({ extraGuestFeeMinor: value ?? 0 })}
        />
        <div className="self-end pb-1">
          <Stepper
            label={t("included")}
            value={prices.guestsIncluded}
            min={1}
            max={GUESTS_MAX}
            onChange={(guestsIncluded) => set({ guestsIncluded })}
          />
        </div>
        <PercentField
          label={t("weekly")}
          bps={prices.weeklyDiscountBps}
          onChange={(weeklyDiscountBps) => set({ weeklyDiscountBps })}
        />
        <PercentField
          label={t("monthly")}
          bps={prices.monthlyDiscountBps}
          onChange={(monthlyDiscountBps) => set({ monthlyDiscountBps })}
        />
      </div>
      <Example prices={prices} />
    </div>
  );
}

function AmountField({
  label,
  help,
  currency,
  value,
  onChange,
}: {
  label: string;
  help?: string;
  currency: Currency;
  value: number | null;
  onChange: (value: number | null) => void;
}) {
  const t = useTranslations("hosting.editor.price");
  const [text, setText] = useState(typedOf(value, currency));
  const wrong = text !== "" && minorOf(text, currency) === undefined;
  return (
    <TextField
      label={label}
      help={help}
      inputMode="decimal"
      after={currency}
      value={text}
      error={wrong ? t("invalid") : undefined}
      onChange={(event) => {
        setText(event.target.value);
        onChange(minorOf(event.target.value, currency) ?? null);
      }}
    />
  );
}

function PercentField({
  label,
  bps,
  onChange,
}: {
  label: string;
  bps: number;
  onChange: (bps: number) => void;
}) {
  return (
    <TextField
      label={label}
      inputMode="numeric"
      after="%"
      value={bps === 0 ? "" : String(bps / BPS_PER_PERCENT)}
      onChange={(event) =>
        onChange(Math.min(PERCENT_MAX, Number(event.target.value.replace(/\D/g, ""))) * BPS_PER_PERCENT)
      }
    />
  );
}

/** What a guest pays and a host gets for two nights in the week. */
function Example({ prices }: { prices: ListingPrices }) {
  const t = useTranslations("hosting.editor.price");
  const locale = useLocale();
  const host = prices.baseMinor * EXAMPLE_NIGHTS + prices.cleaningFeeMinor;
  const text = (amountMinor: number) => formatMoney({ amountMinor, currency: prices.currency }, locale);
  if (prices.baseMinor < 1) return null;
  return (
    <dl className="grid grid-cols-2 gap-4 rounded-card bg-moss-tint p-5">
      <div>
        <dt className="text-ink-2">{t("guestPays")}</dt>
        <dd className="title-lg tabular-nums">{text(host + applyBpsHalfUp(host, GUEST_FEE_BPS))}</dd>
      </div>
      <div>
        <dt className="text-ink-2">{t("youGet")}</dt>
        <dd className="title-lg tabular-nums">{text(host - applyBpsHalfUp(host, HOST_FEE_BPS))}</dd>
      </div>
      <p className="col-span-2 text-ink-2 text-xs">{t("example")}</p>
    </dl>
  );
}
