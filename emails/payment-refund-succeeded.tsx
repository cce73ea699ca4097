import type { z } from "zod";
import { routes } from "@/app/_routes";
import { Letter } from "./_letter";
import { Action, Facts, Sentence, stayRows } from "./_parts";
import type { Words } from "./_words";
import type { refundFacts } from "./facts";

type Props = { facts: z.output<typeof refundFacts>; words: Words; appUrl: string };

export function PaymentRefundSucceeded({ facts, words, appUrl }: Props) {
  const { t } = words;
  const amount = words.money(facts.amount);
  return (
    <Letter
      words={words}
      appUrl={appUrl}
      reader="guest"
      code={facts.code}
      preview={t("payment-refund-succeeded.preview")}
      title={t("payment-refund-succeeded.title")}
    >
      <Sentence>{t("payment-refund-succeeded.text", { amount, title: facts.title })}</Sentence>
      <Facts rows={[...stayRows(facts, words), [t("money.back"), amount]]} />
      <Action href={appUrl + routes.trip(facts.bookingId)}>{t("payment-refund-succeeded.action")}</Action>
    </Letter>
  );
}
