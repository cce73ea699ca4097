/**
 * Refusals: expected "no"s. One closed catalogue, code → HTTP status, so that a loose string does not compile. The text
 * for people is the message `refusals.<code>` of the errors catalogue.
 */
export const REFUSALS = {
  // requests
  invalid_input: 400,
  sign_in_required: 401,
  session_ended: 401,
  not_permitted: 403,
  fresh_sign_in_required: 403,
  not_found: 404,
  method_not_allowed: 405,
  origin_not_allowed: 403,
  body_too_large: 413,
  media_type_not_allowed: 415,
  idempotency_key_invalid: 400,
  idempotency_key_reused: 422,
  idempotency_in_flight: 409,
  too_many_requests: 429,
  // accounts
  email_not_verified: 403,
  // listings and photos
  listing_not_found: 404,
  listing_not_publishable: 409,
  listing_changed_meanwhile: 409,
  photo_not_found: 404,
  photo_type_not_allowed: 415,
  photo_too_large: 413,
  photo_dimensions_too_large: 422,
  photo_unreadable: 422,
  photo_count_exceeded: 409,
  // quotes
  dates_not_available: 409,
  stay_rules_not_met: 409,
  party_too_large: 409,
  pets_not_allowed: 409,
  quote_expired: 409,
  quote_tampered: 409,
  quote_changed: 409,
  currency_mismatch: 409,
  // bookings
  dates_just_taken: 409,
  own_listing: 409,
  booking_not_found: 404,
  booking_not_pending: 409,
  booking_not_cancellable: 409,
  hold_expired: 409,
  too_many_holds: 429,
  // payments
  payment_not_found: 404,
  payment_not_payable: 409,
  refund_exceeds_charge: 422,
  refund_changed: 409,
  // calendar
  nights_booked: 409,
  block_not_found: 404,
  // webhooks and cron
  too_many_endpoints: 409,
  signature_invalid: 400,
  livemode_mismatch: 400,
  cron_secret_invalid: 401,
  // events
  dead_event_not_found: 404,
  // recommendations
  model_not_found: 404,
  // reviews
  review_not_permitted: 403,
  // wishlists
  wishlist_not_found: 404,
  wishlist_full: 409,
  // a dependency is down and money fails closed
  temporarily_unavailable: 503,
} as const;

export type RefusalCode = keyof typeof REFUSALS;
export type RefusalDetails = Readonly<Record<string, unknown>>;

/** An expected no. Thrown by use cases, mapped to HTTP in one place (`trpc/error-format.ts`). */
export class Refusal extends Error {
  override readonly name = "Refusal";
  constructor(
    readonly code: RefusalCode,
    readonly details: RefusalDetails = {},
  ) {
    super(code);
  }
  get status(): number {
    return REFUSALS[this.code];
  }
}

export function refuse(code: RefusalCode, details: RefusalDetails = {}): Refusal {
  return new Refusal(code, details);
}
