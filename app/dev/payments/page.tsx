import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Button } from "@/app/_ui/button";
import { StatusTag } from "@/app/_ui/status-tag";
import { deliveryModes, readSandbox } from "@/server/gateway/stand-in-desk";
import { formatMoney, isCurrency } from "@/server/primitives/money";
import { chooseDelivery, deliverWaiting, sendAgain } from "../actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("dev.payments");
  return { title: t("title") };
}

const CARDS = [
  ["4242 4242 4242 4242", "ok"],
  ["4000 0000 0000 0002", "declined"],
  ["4000 0000 0000 9995", "funds"],
  ["4000 0025 0000 3155", "secure"],
  ["4000 0000 0000 0119", "processing"],
  ["4000 0000 0000 5035", "cut"],
  ["4000 0000 0000 0069", "expired"],
] as const;

const SHOWN_MAX = 25;

/** What the sandbox holds, its test cards, and how its webhooks arrive. */
export default async function PaymentsPage() {
  const t = await getTranslations("dev.payments");
  const state = await readSandbox();
  return (
    <main id="main" className="px-5 py-8 md:px-8">
      <h1 className="title-xl">{t("title")}</h1>
      <p className="mt-1 text-ink-2">{t("lead")}</p>
      <div className="mt-6 grid grid-cols-1 items-start gap-6 lg:grid-cols-2">
        <Panel title={t("cards")}>
          <table className="w-full">
            <thead>
              <tr className="text-ink-3 text-xs">
                <th className="py-2 text-start font-medium">{t("card")}</th>
                <th className="py-2 text-start font-medium">{t("does")}</th>
              </tr>
            </thead>
            <tbody>
              {CARDS.map(([number, what]) => (
                <tr key={number} className="border-line border-t">
                  <td className="py-2 pe-4 font-mono text-xs">{number}</td>
                  <td className="py-2">{t(`what.${what}`)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Panel>
        <Panel title={t("delivery")} note={t("deliveryLead")}>
          <ul className="grid gap-2">
            {deliveryModes.map((mode) => (
              <li key={mode} className="flex min-h-11 items-center justify-between gap-3">
                <span className={state.delivery.mode === mode ? "font-semibold" : "text-ink-2"}>
                  {t(`modes.${mode}`)}
                </span>
                {state.delivery.mode === mode ? (
                  <StatusTag tone="green">{t("inUse")}</StatusTag>
                ) : (
                  <form action={chooseDelivery}>
                    <input type="hidden" name="mode" value={mode} />
                    <Button type="submit" size="small">
                      {t("set")}
                    </Button>
                  </form>
                )}
              </li>
            ))}
          </ul>
          <form action={deliverWaiting} className="mt-4">
            <Button type="submit">{t("now")}</Button>
          </form>
        </Panel>
        <Panel title={t("intents")}>
          <Objects rows={state.intents} empty={t("none")} />
        </Panel>
        <Panel title={t("refunds")}>
          <Objects rows={state.refunds} empty={t("none")} />
        </Panel>
        <Panel title={t("deliveries")} wide>
          {state.deliveries.length === 0 ? <p className="text-ink-2">{t("none")}</p> : null}
          <ul className="divide-y divide-line">
            {state.deliveries.slice(0, SHOWN_MAX).map((delivery) => (
              <li key={delivery.id} className="flex flex-wrap items-center gap-3 py-2">
                <span className="min-w-52 font-medium">{delivery.type}</span>
                <span className="flex-1 font-mono text-ink-2 text-xs">{delivery.eventId}</span>
                <span className="text-ink-2 text-xs">{t("attempts", { count: delivery.attempts })}</span>
                <StatusTag tone={delivery.status === "delivered" ? "green" : "amber"}>
                  {delivery.status}
                </StatusTag>
                <form action={sendAgain}>
                  <input type="hidden" name="eventId" value={delivery.eventId} />
                  <Button type="submit" size="small" look="quiet">
                    {t("again")}
                  </Button>
                </form>
              </li>
            ))}
          </ul>
        </Panel>
      </div>
    </main>
  );
}

function Panel({
  title,
  note,
  wide,
  children,
}: {
  title: string;
  note?: string;
  wide?: boolean;
  children: ReactNode;
}) {
  return (
    <section className={`panel p-5 ${wide ? "lg:col-span-2" : ""}`}>
      <h2 className="title-lg">{title}</h2>
      {note ? <p className="text-ink-2">{note}</p> : null}
      <div className="mt-3">{children}</div>
    </section>
  );
}

type ObjectRow = { id: string; amount: number; currency: string; status: string };

async function Objects({ rows, empty }: { rows: readonly ObjectRow[]; empty: string }) {
  const locale = await getLocale();
  if (rows.length === 0) return <p className="text-ink-2">{empty}</p>;
  return (
    <ul className="divide-y divide-line">
      {rows.slice(0, SHOWN_MAX).map((row) => {
        const currency = row.currency.toUpperCase();
        return (
          <li key={row.id} className="flex items-center gap-3 py-2">
            <span className="min-w-0 flex-1 truncate font-mono text-ink-2 text-xs">{row.id}</span>
            <span className="tabular-nums">
              {isCurrency(currency) ? formatMoney({ amountMinor: row.amount, currency }, locale) : row.amount}
            </span>
            <StatusTag tone={row.status === "succeeded" ? "green" : "neutral"}>{row.status}</StatusTag>
          </li>
        );
      })}
    </ul>
  );
}
