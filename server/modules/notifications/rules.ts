/** What is sent, and what is not. */
import type { WhyNot } from "@/server/modules/notifications/contract";

const HOUR_MS = 3_600_000;
/** A letter about something older than this helps nobody; one with a link is worth no more than its link. */
const AGE_MS_MAX = 72 * HOUR_MS;
const AGE_MS_MAX_BY_TEMPLATE: Readonly<Record<string, number>> = {
  "person-verification-requested": 24 * HOUR_MS,
  "person-password-reset-requested": HOUR_MS,
  "payment-failed": 2 * HOUR_MS,
};

/** The reason against sending a letter, if there is one. */
export function whyNotSend(input: {
  readonly template: string;
  readonly isEmailSuppressed: boolean;
  readonly occurredAt: Date;
  readonly now: Date;
}): WhyNot | undefined {
  if (input.isEmailSuppressed) return "address_suppressed";
  const ageMs = input.now.getTime() - input.occurredAt.getTime();
  if (ageMs > (AGE_MS_MAX_BY_TEMPLATE[input.template] ?? AGE_MS_MAX)) return "too_old";
  return undefined;
}

/** The same for each repeat, so that receivers can tell a repeat from a new letter (RFC 5322, 3.6.4). */
export function messageIdOf(input: {
  readonly eventId: string;
  readonly recipientId: string;
  readonly channel: string;
  readonly host: string;
}): string {
  return `<${input.eventId}.${input.recipientId}.${input.channel}@${input.host}>`;
}
