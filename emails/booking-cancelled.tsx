import type { z } from "zod";
import { routes } from "@/app/_routes";
import { Letter } from "./_letter";
import { Action, Facts, isNothing, Sentence, stayRows } from "./_parts";
import type { Words } from "./_words";
import type { bookingCancelledFacts } from "./facts";

type Props = { facts: z.output<typeof bookingCancelledFacts>; words: Words; appUrl: string };

export function BookingCancelled({ facts, words, appUrl }: Props) {
  const { t } = words;
  const amount = words.money(facts.refund);
  const paid = words.money(facts.paid);
  const byGuest = facts.by === "guest";
  const said = { guest: "byGuest", host: "byHost", operator: "byOperator" } as const;
  return (
    <Letter
      words={words}
      appUrl={appUrl}
      reader="guest"
      code={facts.code}
      preview={
        isNothing(facts.refund)
          ? t("booking-cancelled.previewNothing")
          : t("booking-cancelled.preview", { amount })
      }
      title={t("booking-cancelled.title")}
    >
      <Sentence>
        {t(`booking-cancelled.${said[facts.by]}`, { title: facts.title, host: facts.hostName })}
      </Sentence>
      <Sentence>
        {isNothing(facts.refund)
          ? t("booking-cancelled.noRefund", { paid })
          : t("booking-cancelled.refund", { amount, paid })}
      </Sentence>
      {facts.reason === "" || byGuest ? null : (
        <Sentence quiet>{t("booking-cancelled.reason", { reason: facts.reason })}</Sentence>
      )}
      <Facts rows={[...stayRows(facts, words), [t("money.back"), amount]]} />
      <Action href={appUrl + (byGuest ? routes.trip(facts.bookingId) : routes.search({ place: facts.city }))}>
        {byGuest ? t("booking-cancelled.action") : t("booking-cancelled.search", { city: facts.city })}
      </Action>
    </Letter>
  );
}
