import { Check, TriangleAlert } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { formatMoney } from "@/app/_ui/format/money-parts";
import { wordsOf } from "@/app/_ui/format/words-of";
import { Instant } from "@/app/_ui/instant";
import { Panel } from "@/app/_ui/panel";
import { Tag } from "@/app/_ui/tag";
import type { AdminBooking } from "@/server/modules/admin/contract";
import { IdText } from "../../../_parts/cells";
import { CsvButton } from "../../../_parts/csv-button";
import { zoneNameOf } from "./zone-name";

const head = "h-8 px-2.5 font-normal text-ink-3 text-xs first:ps-4 last:pe-4 whitespace-nowrap";

/** The booking's double entry: a block for each transaction, debits flush and credits indented. */
export function LedgerPanel({ data }: { data: AdminBooking }) {
  const t = useTranslations("admin.booking.ledger");
  const locale = useLocale();
  const { ledger, booking } = data;
  const isEven = ledger.sum.amountMinor === 0;
  const sum = formatMoney(ledger.sum, locale);
  const count = ledger.transactions.length;
  const currency = new Intl.DisplayNames(locale, { type: "currency" }).of(ledger.sum.currency) ?? "";
  return (
    <Panel
      flush
      title={t("title")}
      note={t(isEven ? "note" : "faulty", { count, currency })}
      end={
        <span className="flex items-center gap-2">
          <Tag
            tone={isEven ? "green" : "red"}
            icon={
              isEven ? <Check size={13} aria-hidden="true" /> : <TriangleAlert size={13} aria-hidden="true" />
            }
          >
            {isEven ? t("balanced", { sum }) : t("unbalanced", { sum })}
          </Tag>
          <LedgerCsv data={data} />
        </span>
      }
    >
      {count === 0 ? (
        <p className="px-4 pb-4 text-ink-2">{t("empty")}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
        <section aria-label={t("title")} tabIndex={0} className="overflow-x-auto rounded-b-panel pb-1.5">
          <table className="w-full border-collapse sm:min-w-150 tabular-nums">
            <thead>
              <tr>
                <th scope="col" className={`${head} text-start`}>
                  {t("when", { zone: zoneNameOf(booking.heldAt, booking.timeZone) })}
                </th>
                <th scope="col" className={`${head} text-start max-sm:hidden`}>
                  {t("transaction")}
                </th>
                <th scope="col" className={`${head} text-start`}>
                  {t("account")}
                </th>
                <th scope="col" className={`${head} text-end`}>
                  {t("debit")}
                </th>
                <th scope="col" className={`${head} text-end`}>
                  {t("credit")}
                </th>
              </tr>
            </thead>
            {ledger.transactions.map((transaction) => (
              <TransactionRows
                key={transaction.transactionId}
                transaction={transaction}
                zone={booking.timeZone}
              />
            ))}
          </table>
        </section>
      )}
    </Panel>
  );
}

function TransactionRows({
  transaction,
  zone,
}: {
  transaction: AdminBooking["ledger"]["transactions"][number];
  zone: string;
}) {
  const locale = useLocale();
  const cell = "px-2.5 py-0.5 first:ps-4 last:pe-4";
  const entries = [...transaction.entries].sort((a, b) => b.amountMinor - a.amountMinor);
  const amount = (amountMinor: number, currency: string) =>
    formatMoney({ amountMinor, currency }, locale).replace(/[^\d.,\s]/g, "");
  return (
    <tbody className="border-line border-t [&>tr:first-child>*]:pt-2.5 [&>tr:last-child>*]:pb-2.5">
      <tr>
        <td className={`${cell} align-top text-ink-2 sm:whitespace-nowrap`}>
          <Instant at={transaction.occurredAt.toISOString()} zone={zone} withZone={false} weekday={false} />
        </td>
        <td className={`${cell} max-sm:hidden`}>
          <IdText id={transaction.transactionId} />
        </td>
        <th scope="rowgroup" className={`${cell} text-start font-semibold`}>
          {transaction.description}
        </th>
        <td className={cell} />
        <td className={cell} />
      </tr>
      {entries.map((entry) => {
        const isDebit = entry.amountMinor >= 0;
        return (
          <tr key={`${entry.account}${entry.amountMinor}`}>
            <td />
            <td className="max-sm:hidden" />
            <td className={`${cell} text-ink-2 ${isDebit ? "" : "ps-8"}`}>{wordsOf(entry.account)}</td>
            <td className={`${cell} text-end`}>{isDebit ? amount(entry.amountMinor, entry.currency) : ""}</td>
            <td className={`${cell} text-end`}>
              {isDebit ? "" : amount(-entry.amountMinor, entry.currency)}
            </td>
          </tr>
        );
      })}
    </tbody>
  );
}

function LedgerCsv({ data }: { data: AdminBooking }) {
  return (
    <CsvButton
      size="tiny"
      fileName={`${data.booking.code}-ledger.csv`}
      heads={["occurred_at", "transaction", "kind", "description", "account", "amount_minor", "currency"]}
      rows={data.ledger.transactions.flatMap((transaction) =>
        transaction.entries.map((entry) => [
          transaction.occurredAt.toISOString(),
          transaction.transactionId,
          transaction.kind,
          transaction.description,
          entry.account,
          entry.amountMinor,
          entry.currency,
        ]),
      )}
    />
  );
}
