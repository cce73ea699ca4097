/** Sends the link that confirms an e-mail address. The link travels sealed and is opened only to be sent. */
import { defineExternalConsumer } from "@/server/events/define-consumer";
import { verificationRequested } from "@/server/modules/accounts/events";
import { openSealedLink } from "@/server/modules/accounts/sealed-link";
import { deliver } from "@/server/modules/notifications/deliver";

export const emailPersonOnVerificationRequested = defineExternalConsumer({
  name: "notifications.email-person-on-verification-requested",
  reactions(to) {
    to.on(verificationRequested, (ctx, event) =>
      deliver(ctx, {
        event,
        template: "person-verification-requested",
        recipientId: event.payload.personId,
        async compose(contact) {
          const link = await openSealedLink(event.payload.sealedUrl, ctx.config.authSecret);
          return link === undefined ? "link_unreadable" : { facts: { name: contact.name }, link };
        },
      }),
    );
  },
});
