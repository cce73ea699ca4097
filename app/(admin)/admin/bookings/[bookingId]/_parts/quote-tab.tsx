import { useLocale, useTranslations } from "next-intl";
import { formatInstant } from "@/app/_ui/format/dates";
import { shortId } from "@/app/_ui/format/figures";
import { formatMoney } from "@/app/_ui/format/money-parts";
import { wordsOf } from "@/app/_ui/format/words-of";
import { Money } from "@/app/_ui/money";
import { Facts, Panel } from "@/app/_ui/panel";
import { DataTable } from "@/app/_ui/table/data-table";
import { QuoteLines } from "@/app/(guest)/_quote/quote-lines";
import type { AdminBooking } from "@/server/modules/admin/contract";
import { IdText } from "../../../_parts/cells";

/** What the guest agreed to pay, and the tries to pay it. */
export function QuoteTab({ data }: { data: AdminBooking }) {
  const t = useTranslations("admin.booking");
  const locale = useLocale();
  const { quote } = data.snapshot;
  const zone = data.booking.timeZone;
  return (
    <div className="grid grid-cols-1 items-start gap-3 xl:grid-cols-2">
      <Panel title={t("quote.title")}>
        <QuoteLines lines={data.lines} currency={data.booking.total.currency} total={data.booking.total} />
        <div className="mt-4 border-line border-t pt-3">
          <Facts
            facts={[
              { label: t("quote.hostFee"), value: <Money {...data.hostFee} /> },
              { label: t("quote.issued"), value: formatInstant(quote.issuedAt.toISOString(), locale, zone) },
              {
                label: t("quote.expires"),
                value: formatInstant(quote.expiresAt.toISOString(), locale, zone),
              },
              {
                label: t("quote.schedule"),
                value: t("quote.version", { version: quote.feeScheduleVersion }),
              },
              {
                label: t("quote.signature"),
                value: <code className="text-xs">{shortId(quote.signature).slice(0, 24)}</code>,
              },
            ]}
          />
        </div>
      </Panel>
      <Panel flush title={t("payments")}>
        <DataTable
          label={t("payments")}
          empty={t("noPayments")}
          rowId={(row) => row.id}
          rows={[
            ...data.payments.map((payment) => ({
              id: payment.paymentId,
              amount: payment.amount,
              status: payment.status,
              note:
                payment.failureCode ??
                (payment.cardBrand && payment.cardLast4
                  ? t("card", { brand: payment.cardBrand, last4: payment.cardLast4 })
                  : ""),
              at: payment.settledAt ?? payment.createdAt,
            })),
            ...data.refunds.map((refund) => ({
              id: refund.refundId,
              amount: { ...refund.amount, amountMinor: -refund.amount.amountMinor },
              status: refund.status,
              note: refund.failure ?? refund.reason,
              at: refund.settledAt ?? refund.requestedAt,
            })),
          ]}
          columns={[
            { id: "id", header: t("paymentColumns.id"), lead: true, cell: (row) => <IdText id={row.id} /> },
            {
              id: "amount",
              header: t("paymentColumns.amount"),
              align: "end",
              cell: (row) => formatMoney(row.amount, locale),
            },
            { id: "status", header: t("paymentColumns.state"), cell: (row) => wordsOf(row.status) },
            { id: "note", header: t("paymentColumns.note"), quiet: true, cell: (row) => wordsOf(row.note) },
          ]}
        />
      </Panel>
    </div>
  );
}
