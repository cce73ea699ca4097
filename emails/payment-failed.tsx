import type { z } from "zod";
import { routes } from "@/app/_routes";
import { Letter } from "./_letter";
import { Action, Facts, Sentence, stayRows } from "./_parts";
import type { Words } from "./_words";
import type { paymentFailedFacts } from "./facts";

type Facts_ = z.output<typeof paymentFailedFacts>;
type Props = { facts: Facts_; words: Words; appUrl: string };

/** Says that nothing was charged, why, and until when the nights wait. */
export function PaymentFailed({ facts, words, appUrl }: Props) {
  const { t } = words;
  const { heldUntil } = facts;
  const time = heldUntil === null ? undefined : words.instant(heldUntil, facts.timeZone);
  return (
    <Letter
      words={words}
      appUrl={appUrl}
      reader="guest"
      code={facts.code}
      preview={time ? t("payment-failed.preview", { time }) : t("payment-failed.previewOver")}
      title={t("payment-failed.title")}
    >
      <Sentence>
        {t("payment-failed.text", {
          amount: words.money(facts.amount),
          title: facts.title,
          reason: t(`payment-failed.reasons.${reasonOf(facts.failureCode)}`),
        })}
      </Sentence>
      <Sentence>{time ? t("payment-failed.held", { time }) : t("payment-failed.over")}</Sentence>
      <Facts rows={stayRows(facts, words)} />
      {time ? (
        <Action href={appUrl + routes.trip(facts.bookingId)}>{t("payment-failed.action")}</Action>
      ) : null}
    </Letter>
  );
}

const REASONS = [
  "card_declined",
  "insufficient_funds",
  "expired_card",
  "incorrect_cvc",
  "authentication_required",
] as const;

/** The gateway has dozens of codes; those that a guest can act on have a sentence. */
function reasonOf(failureCode: string): (typeof REASONS)[number] | "other" {
  return REASONS.find((reason) => reason === failureCode) ?? "other";
}
