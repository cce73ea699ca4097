import Link from "next/link";
import { useTranslations } from "next-intl";
import { routes } from "@/app/_routes";
import { Money } from "@/app/_ui/money";
import { Facts, Panel } from "@/app/_ui/panel";
import type { AdminOverview } from "@/server/modules/admin/contract";

/** What the market holds for others, and whether the books sum to zero. */
export function MoneyPanel({ money, linked }: { money: AdminOverview["money"]; linked?: boolean }) {
  const t = useTranslations("admin.money");
  const isEven = money.ledgerSum.amountMinor === 0;
  return (
    <Panel
      title={t("held")}
      end={
        linked ? (
          <Link href={routes.admin.money()} className="link text-ink-2 text-xs">
            {t("ledger")}
          </Link>
        ) : null
      }
    >
      <Money {...money.held} look="total" />
      <p className="mt-0.5 mb-4 text-ink-3 text-xs">{t("heldFor", { count: money.heldStayCount })}</p>
      <Facts
        facts={[
          { label: t("hostPayable"), value: <Money {...money.hostPayable} /> },
          { label: t("taxPayable"), value: <Money {...money.taxPayable} /> },
          { label: t("feeMonth"), value: <Money {...money.feeRevenueMonth} /> },
          { label: t("refunds"), value: <Money {...money.refundsPending} /> },
          {
            label: t("sum"),
            value: (
              <Money
                {...money.ledgerSum}
                className={isEven ? "font-semibold text-green-ink" : "font-semibold text-red-ink"}
              />
            ),
          },
        ]}
      />
    </Panel>
  );
}
