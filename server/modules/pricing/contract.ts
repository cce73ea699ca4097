/** Contracts of pricing: price facts of a listing, and quotes. */
import { z } from "zod";
import { CANCELLATION_POLICIES } from "@/server/modules/listings/contract";
import {
  currencyContract,
  idContract,
  moneyContract,
  partyContract,
  stayContract,
} from "@/server/primitives/contracts";

export const QUOTE_LINE_KINDS = [
  "nights",
  "weekend_nights",
  "dated_nights",
  "length_discount",
  "extra_guests",
  "cleaning_fee",
  "pet_fee",
  "guest_service_fee",
  "tax",
] as const;

/** One line: what, `quantity × unitMinor` where it has a rate, and its amount. Discounts are negative. */
export const quoteLineContract = z.object({
  kind: z.enum(QUOTE_LINE_KINDS),
  /** Names the line where the kind alone does not, e.g. the tax rule's name. */
  name: z.string(),
  quantity: z.int().nullable(),
  unitMinor: z.int().nullable(),
  /** Rate in basis points for percentages (fees, taxes, discounts). */
  rateBps: z.int().nullable(),
  amountMinor: z.int(),
  /** For taxes: what it was charged on, so that a refund takes it back in the same share. */
  taxedOn: z.object({ nightCount: z.int(), stayFees: z.boolean(), guestFee: z.boolean() }).optional(),
});
export type QuoteLine = z.output<typeof quoteLineContract>;

/** The part of a quote that is signed. All amounts are minor units of `currency`. */
export const quoteContract = z.object({
  quoteId: z.string().max(400),
  listingId: idContract("listing"),
  stay: stayContract,
  party: partyContract,
  lines: z.array(quoteLineContract),
  total: moneyContract,
  /** Sums of the lines, for those who split the money later. */
  nightsMinor: z.int(),
  hostFeesMinor: z.int(),
  guestFeeMinor: z.int(),
  taxMinor: z.int(),
  /** Taken from the host's share; not part of the guest's total. */
  hostFeeMinor: z.int(),
  /** Each night after discounts, in sequence; sums to `nightsMinor`. */
  nightAmountsMinor: z.array(z.int()),
  feeScheduleVersion: z.int(),
  cancellationPolicy: z.enum(CANCELLATION_POLICIES),
  issuedAt: z.date(),
  expiresAt: z.date(),
  /** HMAC-SHA-256 over all of the above, base64url. */
  signature: z.string(),
});
export type Quote = z.output<typeof quoteContract>;

export const quoteInput = z.strictObject({
  listingId: idContract("listing"),
  stay: stayContract,
  party: partyContract,
});

export const listingPricesContract = z.strictObject({
  currency: currencyContract,
  baseMinor: z.int().min(1).max(100_000_000),
  weekendMinor: z.int().min(1).max(100_000_000).nullable(),
  weeklyDiscountBps: z.int().min(0).max(9_000),
  monthlyDiscountBps: z.int().min(0).max(9_000),
  cleaningFeeMinor: z.int().min(0).max(100_000_000),
  /** Lower than the others: it is multiplied by guests and nights. */
  extraGuestFeeMinor: z.int().min(0).max(10_000_000),
  guestsIncluded: z.int().min(1).max(50),
  petFeeMinor: z.int().min(0).max(100_000_000),
  nightMinMinor: z.int().min(1).max(100_000_000).nullable(),
  nightMaxMinor: z.int().min(1).max(100_000_000).nullable(),
});
export type ListingPrices = z.output<typeof listingPricesContract>;
export const savePricesInput = z.strictObject({
  listingId: idContract("listing"),
  prices: listingPricesContract,
});
export const readPricesInput = z.strictObject({ listingId: idContract("listing") });

/** Why a part of a price comes back or stays, as codes; their texts are in the catalogues. */
export const REFUND_REASONS = [
  "cancelled_by_host",
  "cancelled_by_operator",
  "grace_period",
  "full_refund_period",
  "first_night_kept",
  "first_night_and_half_kept",
  "half_kept",
  "nights_spent_kept",
  "nights_spent_and_half_kept",
  "not_refundable",
  "long_stay_nights_kept",
  "never_checked_in",
  "checked_in",
  "follows_nights",
  "follows_taxed_amounts",
] as const;
export type RefundReason = (typeof REFUND_REASONS)[number];

/** One point of the cancellation timeline: from this instant on, cancelling gives this back. */
export const refundStepContract = z.object({
  /** Until when (exclusive) this step holds; null: to the end of the stay. */
  until: z.date().nullable(),
  refund: moneyContract,
  kind: z.enum(["full", "partial", "none"]),
});
export const policyTimelineInput = z.strictObject({
  listingId: idContract("listing"),
  stay: stayContract,
  party: partyContract,
});
export const policyTimelineOutput = z.object({
  policy: z.enum(CANCELLATION_POLICIES),
  timeZone: z.string(),
  checkInAt: z.date(),
  steps: z.array(refundStepContract),
});
