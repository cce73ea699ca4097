/** One set of facts per letter, for tests and for looking at them. */
import type { FactsOf, TemplateName } from "@/emails/letters";

const stay = {
  bookingId: "booking_01jt0000000000000000000000",
  code: "RST-8TC3V",
  title: "Brick rowhouse with a reading window",
  city: "Albany",
  checkInOn: "2026-05-14",
  checkOutOn: "2026-05-17",
  nightCount: 3,
  party: { adults: 2, children: 0, infants: 1, pets: 0 },
  timeZone: "America/New_York",
  checkInAt: "2026-05-14T19:00:00.000Z",
  checkOutAt: "2026-05-17T15:00:00.000Z",
  guestName: "Nina Okafor",
  hostName: "Halina Nowak",
};
const usd = (amountMinor: number) => ({ amountMinor, currency: "USD" as const });
const line = { name: "", quantity: null, unitMinor: null, rateBps: null };

export const SAMPLE_FACTS: { [Name in TemplateName]: FactsOf<Name> } = {
  "person-verification-requested": { name: "Nina" },
  "person-password-reset-requested": { name: "Nina" },
  "booking-confirmed": {
    ...stay,
    addressLine: "17 Willett Street, Apartment 2",
    postalCode: "12210",
    checkInNote:
      "The key is in the small grey box beside the blue door. The code is the last four digits of your phone number.",
    lines: [
      { ...line, kind: "nights", quantity: 1, unitMinor: 14_200, amountMinor: 14_200 },
      { ...line, kind: "weekend_nights", quantity: 2, unitMinor: 16_400, amountMinor: 32_800 },
      { ...line, kind: "cleaning_fee", amountMinor: 6_500 },
      { ...line, kind: "guest_service_fee", rateBps: 1400, amountMinor: 7_490 },
      { ...line, kind: "tax", name: "Albany County occupancy tax", rateBps: 600, amountMinor: 3_210 },
    ],
    total: usd(64_200),
    steps: [
      { until: "2026-05-09T19:00:00.000Z", refund: usd(64_200), kind: "full" },
      { until: "2026-05-14T19:00:00.000Z", refund: usd(33_410), kind: "partial" },
      { until: null, refund: usd(0), kind: "none" },
    ],
  },
  "booking-confirmed-host": { ...stay, gross: usd(53_500), hostFee: usd(1_605), net: usd(51_895) },
  "payment-failed": {
    ...stay,
    amount: usd(64_200),
    failureCode: "insufficient_funds",
    heldUntil: "2026-04-28T19:45:00.000Z",
  },
  "booking-cancelled": {
    ...stay,
    by: "host",
    reason: "A pipe burst in the kitchen, and it will take two weeks to repair.",
    paid: usd(64_200),
    refund: usd(64_200),
  },
  "booking-cancelled-host": {
    ...stay,
    by: "guest",
    reason: "My train was cancelled.",
    keeps: usd(20_000),
  },
  "payment-refund-succeeded": { ...stay, amount: usd(64_200) },
  "booking-late-payment-returned": { ...stay, amount: usd(64_200) },
};
