/** Sends the link that sets a new password. The link travels sealed and is opened only to be sent. */
import { defineExternalConsumer } from "@/server/events/define-consumer";
import { passwordResetRequested } from "@/server/modules/accounts/events";
import { openSealedLink } from "@/server/modules/accounts/sealed-link";
import { deliver } from "@/server/modules/notifications/deliver";

export const emailPersonOnPasswordResetRequested = defineExternalConsumer({
  name: "notifications.email-person-on-password-reset-requested",
  reactions(to) {
    to.on(passwordResetRequested, (ctx, event) =>
      deliver(ctx, {
        event,
        template: "person-password-reset-requested",
        recipientId: event.payload.personId,
        async compose(contact) {
          const link = await openSealedLink(event.payload.sealedUrl, ctx.config.authSecret);
          return link === undefined ? "link_unreadable" : { facts: { name: contact.name }, link };
        },
      }),
    );
  },
});
