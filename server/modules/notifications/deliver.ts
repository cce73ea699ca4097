/**
 * Sends one letter for one event to one person, at most once that anybody can notice.
 *
 * Called by consumers, which may be handed the same event again: the delivery's row, unique per (event, recipient,
 * channel), drops what is settled. A crash after the mail server took the letter and before that was noted sends it again
 * under the same Message-ID, by which it is recognised. Three small transactions around one network call. A fault of the
 * mail server is noted and thrown, so that the consumer tries again later.
 */
import type { FactsOf, TemplateName } from "@/emails/letters";
import type { EventRecord } from "@/server/events/define-event";
import { describeError } from "@/server/events/describe-error";
import { type Contact, readContact } from "@/server/modules/accounts/read-contact";
import type { WhyNot } from "@/server/modules/notifications/contract";
import { messageIdOf, whyNotSend } from "@/server/modules/notifications/rules";
import { markFailed, markSent, markSkipped, saveLetter, takeUp } from "@/server/modules/notifications/store";
import type { SystemCtx } from "@/server/platform/context";
import { inSpan } from "@/server/platform/spans";
import { type BookingId, newId, type PersonId } from "@/server/primitives/id";

export interface LetterPlan<Name extends TemplateName> {
  readonly event: EventRecord;
  readonly template: Name;
  readonly recipientId: PersonId;
  readonly bookingId?: BookingId;
  /** What the letter says; a code when it turns out that it cannot be written. */
  readonly compose: (
    contact: Contact,
  ) => Promise<{ readonly facts: FactsOf<Name>; readonly link?: string } | WhyNot>;
}

const CHANNEL = "email";

export async function deliver<Name extends TemplateName>(ctx: SystemCtx, plan: LetterPlan<Name>) {
  const { event, template, recipientId } = plan;
  const contact = await readContact(ctx.db, recipientId);
  // Somebody whose account is gone has no address to write to, and no row to note it on.
  if (!contact) return ctx.log.info({ recipientId, template }, "nobody to write to any more");
  const messageId = messageIdOf({
    eventId: event.id,
    recipientId,
    channel: CHANNEL,
    host: new URL(ctx.config.appUrl).hostname,
  });
  const id = await takeUp(ctx.db, {
    id: newId("delivery", ctx.now.getTime()),
    eventId: event.id,
    eventType: event.type,
    recipientId,
    channel: CHANNEL,
    template,
    locale: contact.locale,
    bookingId: plan.bookingId ?? null,
    messageId,
    queuedAt: ctx.now,
  });
  if (id === undefined) return;
  const reason = whyNotSend({ ...contact, template, occurredAt: event.occurredAt, now: ctx.now });
  const content = reason ?? (await plan.compose(contact));
  if (typeof content === "string") return markSkipped(ctx.db, id, content);
  const letter = await write(ctx, plan, contact, content);
  await saveLetter(ctx.db, id, { address: contact.email, subject: letter.subject, facts: content.facts });
  try {
    const letterTo = { ...letter, to: contact.email, messageId, headers: HEADERS };
    const span = { name: `send ${template}`, kind: "client", parent: ctx.trace, trace: ctx.trace } as const;
    const { providerId } = await inSpan(span, () => ctx.ports.mail.send(letterTo));
    await markSent(ctx.db, id, { providerId, sentAt: ctx.now });
  } catch (error) {
    await markFailed(ctx.db, id, describeError(error));
    throw error;
  }
}

/** RFC 3834: no out-of-office note answers a letter that a machine sent. */
const HEADERS = { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" };

async function write<Name extends TemplateName>(
  ctx: SystemCtx,
  plan: LetterPlan<Name>,
  contact: Contact,
  content: { readonly facts: FactsOf<Name>; readonly link?: string },
) {
  // Loaded when the first letter is written: the templates are most of what this module weighs.
  const { composeLetter } = await import("@/emails/letters");
  return composeLetter({
    template: plan.template,
    facts: content.facts,
    locale: contact.locale,
    appUrl: ctx.config.appUrl,
    ...(content.link === undefined ? {} : { link: content.link }),
  });
}
