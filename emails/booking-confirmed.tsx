import type { z } from "zod";
import { routes } from "@/app/_routes";
import { Letter } from "./_letter";
import {
  Action,
  type AmountRow,
  Amounts,
  Facts,
  isNothing,
  lineRows,
  Part,
  Sentence,
  stayRows,
} from "./_parts";
import type { Words } from "./_words";
import type { bookingConfirmedFacts } from "./facts";

type Facts_ = z.output<typeof bookingConfirmedFacts>;
type Props = { facts: Facts_; words: Words; appUrl: string };

/** What a guest needs on the way to the door: address, check-in, price, and until when plans may change. */
export function BookingConfirmed({ facts, words, appUrl }: Props) {
  const { t } = words;
  const checkIn = words.day(facts.checkInOn);
  const nights = t("stay.nights", { count: facts.nightCount });
  const total = words.money(facts.total);
  return (
    <Letter
      words={words}
      appUrl={appUrl}
      reader="guest"
      code={facts.code}
      preview={t("booking-confirmed.preview", { nights, city: facts.city, checkIn })}
      title={t("booking-confirmed.title", { city: facts.city })}
    >
      <Sentence>
        {t("booking-confirmed.text", { host: facts.hostName, title: facts.title, checkIn, total })}
      </Sentence>
      <Facts
        rows={[
          ...stayRows(facts, words),
          [t("stay.address"), [facts.addressLine, `${facts.city} ${facts.postalCode}`].join(", ")],
          [t("stay.gettingIn"), facts.checkInNote],
          [t("stay.host"), facts.hostName],
        ]}
      />
      <Action href={appUrl + routes.trip(facts.bookingId)}>{t("booking-confirmed.action")}</Action>
      <Part title={t("money.title")}>
        <Amounts
          rows={[
            ...lineRows(facts.lines, facts.total.currency, words),
            {
              id: "total",
              label: t("money.total", { currency: facts.total.currency }),
              amount: total,
              isTotal: true,
            },
          ]}
        />
      </Part>
      <Part title={t("policy.title")}>
        <Amounts rows={policyRows(facts, words)} />
      </Part>
    </Letter>
  );
}

/** One row per step of the cancellation policy, each with its instant in the home's zone. */
function policyRows(facts: Facts_, { t, instant, money }: Words): AmountRow[] {
  return facts.steps.map(({ until, refund }, index) => ({
    id: until ?? "end",
    label:
      until !== null
        ? t("policy.until", { when: instant(until, facts.timeZone) })
        : t(index === 0 ? "policy.stay" : "policy.after"),
    amount: isNothing(refund) ? t("policy.nothing") : t("policy.back", { amount: money(refund) }),
  }));
}
