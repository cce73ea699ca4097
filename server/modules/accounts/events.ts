/** Events that accounts publish. */
import { z } from "zod";
import { defineEvent } from "@/server/events/define-event";
import { idContract } from "@/server/primitives/contracts";

export const personRegistered = defineEvent({
  type: "person.registered",
  version: 1,
  topic: "accounts",
  summary: "Somebody made an account.",
  payload: z.object({ personId: idContract("person"), name: z.string(), locale: z.string() }),
  keyOf: (payload) => payload.personId,
});

/** The link is sealed with the market's secret, so the log holds nothing that opens an account. */
const sealedLink = z.object({ personId: idContract("person"), sealedUrl: z.string() });

export const verificationRequested = defineEvent({
  type: "person.verification_requested",
  version: 1,
  topic: "accounts",
  summary: "Somebody is to confirm their e-mail address.",
  payload: sealedLink,
  keyOf: (payload) => payload.personId,
});

export const passwordResetRequested = defineEvent({
  type: "person.password_reset_requested",
  version: 1,
  topic: "accounts",
  summary: "Somebody asked to set a new password.",
  payload: sealedLink,
  keyOf: (payload) => payload.personId,
});

export const personBecameHost = defineEvent({
  type: "person.became_host",
  version: 1,
  topic: "accounts",
  summary: "Somebody listed their first home.",
  payload: z.object({ personId: idContract("person") }),
  keyOf: (payload) => payload.personId,
});
