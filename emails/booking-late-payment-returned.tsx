import type { z } from "zod";
import { routes } from "@/app/_routes";
import { Letter } from "./_letter";
import { Action, Facts, Sentence, stayRows } from "./_parts";
import type { Words } from "./_words";
import type { refundFacts } from "./facts";

type Props = { facts: z.output<typeof refundFacts>; words: Words; appUrl: string };

export function BookingLatePaymentReturned({ facts, words, appUrl }: Props) {
  const { t } = words;
  const amount = words.money(facts.amount);
  const key = "booking-late-payment-returned";
  return (
    <Letter
      words={words}
      appUrl={appUrl}
      reader="guest"
      code={facts.code}
      preview={t(`${key}.preview`)}
      title={t(`${key}.title`)}
    >
      <Sentence>{t(`${key}.text`, { amount, title: facts.title })}</Sentence>
      <Sentence>{t(`${key}.wait`)}</Sentence>
      <Facts rows={[...stayRows(facts, words), [t("money.back"), amount]]} />
      <Action href={appUrl + routes.search({ place: facts.city })}>
        {t(`${key}.action`, { city: facts.city })}
      </Action>
    </Letter>
  );
}
