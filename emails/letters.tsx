/** Every letter there is: its facts' contract, its subject, its template. One template per file, named like its event. */
import type { ReactElement } from "react";
import { render, toPlainText } from "react-email";
import type { z } from "zod";
import { type Words, wordsOf } from "./_words";
import { BookingCancelled } from "./booking-cancelled";
import { BookingCancelledHost } from "./booking-cancelled-host";
import { BookingConfirmed } from "./booking-confirmed";
import { BookingConfirmedHost } from "./booking-confirmed-host";
import { BookingLatePaymentReturned } from "./booking-late-payment-returned";
import {
  accountFacts,
  bookingCancelledFacts,
  bookingCancelledHostFacts,
  bookingConfirmedFacts,
  bookingConfirmedHostFacts,
  paymentFailedFacts,
  refundFacts,
  type StayFacts,
} from "./facts";
import { PaymentFailed } from "./payment-failed";
import { PaymentRefundSucceeded } from "./payment-refund-succeeded";
import { PersonPasswordResetRequested } from "./person-password-reset-requested";
import { PersonVerificationRequested } from "./person-verification-requested";

interface Props<Facts> {
  readonly facts: Facts;
  readonly words: Words;
  readonly appUrl: string;
  /** For letters that open an account; never kept. */
  readonly link: string;
}
interface Template<Contract extends z.ZodType = z.ZodType> {
  readonly facts: Contract;
  readonly subject: (facts: z.output<Contract>, words: Words) => string;
  readonly body: (props: Props<z.output<Contract>>) => ReactElement;
}
const template = <Contract extends z.ZodType>(value: Template<Contract>) => value;

const datesOf = (facts: StayFacts, words: Words) => words.days(facts.checkInOn, facts.checkOutOn);

export const LETTERS = {
  "person-verification-requested": template({
    facts: accountFacts,
    subject: (_facts, { t }) => t("person-verification-requested.subject"),
    body: (props) => <PersonVerificationRequested {...props} />,
  }),
  "person-password-reset-requested": template({
    facts: accountFacts,
    subject: (_facts, { t }) => t("person-password-reset-requested.subject"),
    body: (props) => <PersonPasswordResetRequested {...props} />,
  }),
  "booking-confirmed": template({
    facts: bookingConfirmedFacts,
    subject: (facts, words) =>
      words.t("booking-confirmed.subject", { title: facts.title, dates: datesOf(facts, words) }),
    body: (props) => <BookingConfirmed {...props} />,
  }),
  "booking-confirmed-host": template({
    facts: bookingConfirmedHostFacts,
    subject: (facts, words) =>
      words.t("booking-confirmed-host.subject", {
        guest: facts.guestName,
        title: facts.title,
        dates: datesOf(facts, words),
      }),
    body: (props) => <BookingConfirmedHost {...props} />,
  }),
  "payment-failed": template({
    facts: paymentFailedFacts,
    subject: (facts, { t }) => t("payment-failed.subject", { title: facts.title }),
    body: (props) => <PaymentFailed {...props} />,
  }),
  "booking-cancelled": template({
    facts: bookingCancelledFacts,
    subject: (facts, words) =>
      words.t("booking-cancelled.subject", { title: facts.title, dates: datesOf(facts, words) }),
    body: (props) => <BookingCancelled {...props} />,
  }),
  "booking-cancelled-host": template({
    facts: bookingCancelledHostFacts,
    subject: (facts, words) =>
      words.t("booking-cancelled-host.subject", {
        guest: facts.guestName,
        title: facts.title,
        dates: datesOf(facts, words),
      }),
    body: (props) => <BookingCancelledHost {...props} />,
  }),
  "payment-refund-succeeded": template({
    facts: refundFacts,
    subject: (facts, words) =>
      words.t("payment-refund-succeeded.subject", { amount: words.money(facts.amount) }),
    body: (props) => <PaymentRefundSucceeded {...props} />,
  }),
  "booking-late-payment-returned": template({
    facts: refundFacts,
    subject: (facts, words) =>
      words.t("booking-late-payment-returned.subject", {
        title: facts.title,
        amount: words.money(facts.amount),
      }),
    body: (props) => <BookingLatePaymentReturned {...props} />,
  }),
} as const;

export type TemplateName = keyof typeof LETTERS;
export type FactsOf<Name extends TemplateName> = z.input<(typeof LETTERS)[Name]["facts"]>;

export function isTemplateName(name: string): name is TemplateName {
  return Object.hasOwn(LETTERS, name);
}

export interface ComposedLetter {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** Writes a letter in a language: subject, HTML, and the same as plain text. Facts that lost their form are a bug. */
export async function composeLetter(input: {
  readonly template: TemplateName;
  readonly facts: unknown;
  readonly locale: string;
  readonly appUrl: string;
  readonly link?: string;
}): Promise<ComposedLetter> {
  // The table pairs each contract with its own subject and body; a union of pairs hides that from the compiler.
  const chosen = LETTERS[input.template] as unknown as Template;
  const words = await wordsOf(input.locale);
  const facts = chosen.facts.parse(input.facts);
  const { appUrl } = input;
  const body = chosen.body({ facts, words, appUrl, link: input.link ?? appUrl });
  const html = await render(body);
  return { subject: chosen.subject(facts, words), html, text: plainTextOf(html) };
}

/** Plain text keeps headings as written and every link's address. */
function plainTextOf(html: string): string {
  return toPlainText(html, {
    wordwrap: 78,
    selectors: [
      { selector: "h1", options: { uppercase: false } },
      { selector: "h2", options: { uppercase: false } },
      { selector: "img", format: "skip" },
      { selector: "a", options: { hideLinkHrefIfSameAsText: true, linkBrackets: ["<", ">"] } },
    ],
  });
}
