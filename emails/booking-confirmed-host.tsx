import type { z } from "zod";
import { routes } from "@/app/_routes";
import { negateMoney } from "@/server/primitives/money";
import { Letter } from "./_letter";
import { Action, Amounts, Facts, Part, Sentence, stayRows } from "./_parts";
import type { Words } from "./_words";
import type { bookingConfirmedHostFacts } from "./facts";

type Props = { facts: z.output<typeof bookingConfirmedHostFacts>; words: Words; appUrl: string };

export function BookingConfirmedHost({ facts, words, appUrl }: Props) {
  const { t, money } = words;
  const guest = facts.guestName;
  const nights = t("stay.nights", { count: facts.nightCount });
  const checkIn = words.day(facts.checkInOn);
  return (
    <Letter
      words={words}
      appUrl={appUrl}
      reader="host"
      code={facts.code}
      preview={t("booking-confirmed-host.preview", { nights, checkIn })}
      title={t("booking-confirmed-host.title", { guest })}
    >
      <Sentence>{t("booking-confirmed-host.text", { guest, title: facts.title, nights })}</Sentence>
      <Facts rows={[...stayRows(facts, words), [t("stay.guest"), guest]]} />
      <Action href={appUrl + routes.hosting.booking(facts.bookingId)}>
        {t("booking-confirmed-host.action")}
      </Action>
      <Part title={t("money.earn")}>
        <Amounts
          rows={[
            { id: "gross", label: t("money.hostNights"), amount: money(facts.gross) },
            { id: "fee", label: t("money.hostFee"), amount: money(negateMoney(facts.hostFee)) },
            {
              id: "net",
              label: t("money.hostTotal", { currency: facts.net.currency }),
              amount: money(facts.net),
              isTotal: true,
            },
          ]}
        />
        <Sentence quiet>{t("booking-confirmed-host.payout")}</Sentence>
      </Part>
    </Letter>
  );
}
