/** Contracts of notifications: the log that says what was sent to whom, when, or why not. */
import { z } from "zod";
import { cursorContract, idContract, pageContract, textContract } from "@/server/primitives/contracts";

export const DELIVERY_STATUS_VALUES = ["queued", "sent", "skipped", "failed"] as const;

/** Why something was not sent though its event asked for it. */
export const WHY_NOT = [
  /** Mail to the address bounced or was complained about. */
  "address_suppressed",
  /** The event lies so far back that the letter would confuse, e.g. after an outage or in a made-up past. */
  "too_old",
  /** The sealed link was made with another secret. */
  "link_unreadable",
] as const;
export type WhyNot = (typeof WHY_NOT)[number];

export const deliveryContract = z.object({
  deliveryId: idContract("delivery"),
  eventId: idContract("event"),
  eventType: z.string(),
  recipientId: idContract("person"),
  channel: z.enum(["email"]),
  status: z.enum(DELIVERY_STATUS_VALUES),
  address: z.string().nullable(),
  template: z.string(),
  subject: z.string(),
  bookingId: idContract("booking").nullable(),
  whyNot: z.enum(WHY_NOT).nullable(),
  attempts: z.int(),
  lastError: z.string().nullable(),
  queuedAt: z.date(),
  sentAt: z.date().nullable(),
});
export type DeliveryView = z.output<typeof deliveryContract>;

export const LOG_PAGE_MAX = 50;
export const listLogInput = z.strictObject({
  cursor: cursorContract,
  status: z.enum(DELIVERY_STATUS_VALUES).optional(),
  recipientId: idContract("person").optional(),
  bookingId: idContract("booking").optional(),
  /** Part of an address. */
  address: textContract(120, 1).optional(),
});
export const listLogOutput = pageContract(deliveryContract);

export const readDeliveryInput = z.strictObject({ deliveryId: idContract("delivery") });
export const readDeliveryOutput = deliveryContract.extend({
  messageId: z.string(),
  providerId: z.string().nullable(),
  locale: z.string(),
  /** The letter again, from its kept facts; a link that opens an account leads nowhere. Null: it was never composed. */
  letter: z.object({ html: z.string(), text: z.string() }).nullable(),
});
