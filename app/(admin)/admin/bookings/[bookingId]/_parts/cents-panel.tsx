import { useLocale, useTranslations } from "next-intl";
import { Banner } from "@/app/_ui/banner";
import { formatMoney } from "@/app/_ui/format/money-parts";
import { Panel } from "@/app/_ui/panel";
import { type Share, ShareBar } from "@/app/_ui/share-bar";
import type { AdminBooking } from "@/server/modules/admin/contract";

const tones: Record<AdminBooking["cents"]["holders"][number]["holder"], Share["tone"]> = {
  held: "amber",
  host: "moss",
  roost: "clay",
  tax: "blue",
  refund_pending: "amber",
  guest: "edge",
};

/** Where each cent is that the guest paid. */
export function CentsPanel({ cents }: { cents: AdminBooking["cents"] }) {
  const t = useTranslations("admin.booking.cents");
  const locale = useLocale();
  const shares = cents.holders
    .filter(({ amount }) => amount.amountMinor !== 0)
    .map(({ holder, amount }) => ({
      label: t(holder),
      amount: amount.amountMinor,
      tone: tones[holder],
      figure: formatMoney(amount, locale),
      ...(holder === "roost" && cents.gatewayFee.amountMinor !== 0
        ? { note: t("fee", { amount: formatMoney(cents.gatewayFee, locale) }) }
        : {}),
    }));
  return (
    <Panel title={t("title", { amount: formatMoney(cents.paid, locale) })}>
      {cents.unowned.amountMinor !== 0 ? (
        <Banner
          tone="red"
          className="mb-3"
          title={t("unowned", { amount: formatMoney(cents.unowned, locale) })}
        />
      ) : null}
      {shares.length === 0 ? <p className="text-ink-2">{t("none")}</p> : <ShareBar shares={shares} />}
    </Panel>
  );
}
