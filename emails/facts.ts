/**
 * What each letter is made of. Facts are kept with the delivery, so that an operator can see the letter again; links that
 * open an account are handed over beside them and never kept.
 */
import { z } from "zod";
import { quoteLineContract } from "@/server/modules/pricing/contract";
import { localDateContract, moneyContract, partyContract } from "@/server/primitives/contracts";

/** Instants are ISO text: facts live in JSON. */
const instant = z.iso.datetime();

export const stayFacts = z.object({
  bookingId: z.string(),
  code: z.string(),
  title: z.string(),
  city: z.string(),
  checkInOn: localDateContract,
  checkOutOn: localDateContract,
  nightCount: z.int(),
  party: partyContract,
  timeZone: z.string(),
  checkInAt: instant,
  checkOutAt: instant,
  guestName: z.string(),
  hostName: z.string(),
});
export type StayFacts = z.output<typeof stayFacts>;

export const accountFacts = z.object({ name: z.string() });

export const bookingConfirmedFacts = stayFacts.extend({
  addressLine: z.string(),
  postalCode: z.string(),
  checkInNote: z.string(),
  lines: z.array(quoteLineContract),
  total: moneyContract,
  steps: z.array(
    z.object({
      until: instant.nullable(),
      refund: moneyContract,
      kind: z.enum(["full", "partial", "none"]),
    }),
  ),
});

export const bookingConfirmedHostFacts = stayFacts.extend({
  gross: moneyContract,
  hostFee: moneyContract,
  net: moneyContract,
});

export const paymentFailedFacts = stayFacts.extend({
  amount: moneyContract,
  failureCode: z.string(),
  /** Null when the hold was over by the time the letter was written. */
  heldUntil: instant.nullable(),
});

const cancelledBy = z.enum(["guest", "host", "operator"]);
export const bookingCancelledFacts = stayFacts.extend({
  by: cancelledBy,
  reason: z.string(),
  paid: moneyContract,
  refund: moneyContract,
});
export const bookingCancelledHostFacts = stayFacts.extend({
  by: cancelledBy,
  reason: z.string(),
  keeps: moneyContract,
});

export const refundFacts = stayFacts.extend({ amount: moneyContract });
