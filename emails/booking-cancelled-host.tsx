import type { z } from "zod";
import { routes } from "@/app/_routes";
import { Letter } from "./_letter";
import { Action, Facts, isNothing, Sentence, stayRows } from "./_parts";
import type { Words } from "./_words";
import type { bookingCancelledHostFacts } from "./facts";

type Props = { facts: z.output<typeof bookingCancelledHostFacts>; words: Words; appUrl: string };

export function BookingCancelledHost({ facts, words, appUrl }: Props) {
  const { t } = words;
  const guest = facts.guestName;
  const said = { guest: "byGuest", host: "byHost", operator: "byOperator" } as const;
  return (
    <Letter
      words={words}
      appUrl={appUrl}
      reader="host"
      code={facts.code}
      preview={t(`booking-cancelled-host.${facts.by === "host" ? "previewBlocked" : "preview"}`)}
      title={t("booking-cancelled-host.title")}
    >
      <Sentence>{t(`booking-cancelled-host.${said[facts.by]}`, { guest, title: facts.title })}</Sentence>
      {facts.by === "host" ? null : (
        <Sentence>
          {isNothing(facts.keeps)
            ? t("booking-cancelled-host.keepsNothing")
            : t("booking-cancelled-host.keeps", { amount: words.money(facts.keeps) })}
        </Sentence>
      )}
      {facts.reason === "" || facts.by === "host" ? null : (
        <Sentence quiet>{t("booking-cancelled-host.reason", { reason: facts.reason })}</Sentence>
      )}
      <Facts rows={[...stayRows(facts, words), [t("stay.guest"), guest]]} />
      <Action href={appUrl + routes.hosting.booking(facts.bookingId)}>
        {t("booking-cancelled-host.action")}
      </Action>
    </Letter>
  );
}
