import { z } from "zod";
import { StripeRefusal } from "@/server/platform/local/payments/refusal";

/** What the issuer of a test card does with a charge. */
export type CardBehaviour =
  | { readonly kind: "succeeds" }
  | {
      readonly kind: "declines";
      readonly code: string;
      readonly declineCode?: string;
      readonly message: string;
    }
  /** Asks for 3-D Secure first, then behaves as `afterwards`. */
  | { readonly kind: "authenticates"; readonly afterwards: CardBehaviour }
  /** The charge succeeds, and the connection breaks before the answer. */
  | { readonly kind: "cuts the connection" };

export type Card = {
  readonly brand: string;
  readonly last4: string;
  readonly expMonth: number;
  readonly expYear: number;
  readonly behaviour: CardBehaviour;
};

const succeeds: CardBehaviour = { kind: "succeeds" };
const declines = (code: string, message: string, declineCode?: string): CardBehaviour => ({
  kind: "declines",
  code,
  message,
  ...(declineCode === undefined ? {} : { declineCode }),
});
const cardDeclined = (declineCode: string, message = "Your card was declined.") =>
  declines("card_declined", message, declineCode);

/** The gateway's published test numbers, and one of the sandbox's own for the broken connection. */
const BEHAVIOURS: Readonly<Record<string, CardBehaviour>> = {
  "4242424242424242": succeeds,
  "4000056655665556": succeeds,
  "5555555555554444": succeeds,
  "5200828282828210": succeeds,
  "378282246310005": succeeds,
  "6011111111111117": succeeds,
  "3566002020360505": succeeds,
  "4000000000000002": cardDeclined("generic_decline"),
  "4000000000009995": cardDeclined("insufficient_funds", "Your card has insufficient funds."),
  "4000000000009987": cardDeclined("lost_card"),
  "4000000000009979": cardDeclined("stolen_card"),
  "4000000000000069": declines("expired_card", "Your card has expired."),
  "4000000000000127": declines("incorrect_cvc", "Your card's security code is incorrect."),
  "4000000000000119": declines(
    "processing_error",
    "An error occurred while processing your card. Try again in a little bit.",
  ),
  "4000002500003155": { kind: "authenticates", afterwards: succeeds },
  "4000000000003220": { kind: "authenticates", afterwards: succeeds },
  "4000008400001629": { kind: "authenticates", afterwards: cardDeclined("generic_decline") },
  "4000000000005035": { kind: "cuts the connection" },
};

/** Ready-made payment methods of the gateway's test mode, for servers that confirm by themselves. */
export const TEST_METHODS: Readonly<Record<string, string>> = {
  pm_card_visa: "4242424242424242",
  pm_card_mastercard: "5555555555554444",
  pm_card_amex: "378282246310005",
  pm_card_chargeDeclined: "4000000000000002",
  pm_card_visa_chargeDeclined: "4000000000000002",
  pm_card_chargeDeclinedInsufficientFunds: "4000000000009995",
  pm_card_chargeDeclinedProcessingError: "4000000000000119",
  pm_card_authenticationRequired: "4000002500003155",
  pm_card_threeDSecure2Required: "4000000000003220",
};

export const cardContract = z.object({
  number: z.string(),
  exp_month: z.string(),
  exp_year: z.string(),
  cvc: z.string().optional(),
});

const cardError = (code: string, param: string, message: string) =>
  new StripeRefusal(402, { type: "card_error", code, param, message });

/** Refuses with a card_error a number, expiry or security code that cannot be one. Only brand and last digits remain. */
export function readCard(given: z.output<typeof cardContract>, now: Date): Card {
  const number = given.number.replace(/[\s-]/g, "");
  if (!/^\d{12,19}$/.test(number) || !passesLuhn(number))
    throw cardError("incorrect_number", "number", "Your card number is incorrect.");
  const expMonth = /^\d{1,2}$/.test(given.exp_month) ? Number(given.exp_month) : 0;
  if (expMonth < 1 || expMonth > 12)
    throw cardError("invalid_expiry_month", "exp_month", "Your card's expiration month is invalid.");
  const expYear = readYear(given.exp_year);
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth() + 1];
  if (
    expYear === undefined ||
    expYear < year ||
    expYear > year + 50 ||
    (expYear === year && expMonth < month)
  )
    throw cardError("invalid_expiry_year", "exp_year", "Your card's expiration year is invalid.");
  const brand = brandOf(number);
  const cvcLength = brand === "amex" ? 4 : 3;
  if (given.cvc !== undefined && !(/^\d+$/.test(given.cvc) && given.cvc.length === cvcLength))
    throw cardError("invalid_cvc", "cvc", "Your card's security code is invalid.");
  return { brand, last4: number.slice(-4), expMonth, expYear, behaviour: behaviourOf(number) };
}

function behaviourOf(number: string): CardBehaviour {
  const message = "Your card was declined. Your request was in test mode, but used a non test card.";
  return BEHAVIOURS[number] ?? cardDeclined("test_mode_live_card", message);
}

function readYear(text: string): number | undefined {
  if (/^\d{4}$/.test(text)) return Number(text);
  return /^\d{2}$/.test(text) ? 2000 + Number(text) : undefined;
}

/** ISO/IEC 7812-1, annex B. */
function passesLuhn(number: string): boolean {
  const digits = [...number].reverse().map(Number);
  const sum = digits.reduce((total, digit, place) => {
    const weighted = place % 2 === 1 ? digit * 2 : digit;
    return total + (weighted > 9 ? weighted - 9 : weighted);
  }, 0);
  return sum % 10 === 0;
}

function brandOf(number: string): string {
  if (number.startsWith("4")) return "visa";
  if (/^(5[1-5]|2[2-7])/.test(number)) return "mastercard";
  if (/^3[47]/.test(number)) return "amex";
  if (/^(6011|65|64[4-9])/.test(number)) return "discover";
  if (number.startsWith("35")) return "jcb";
  return "unknown";
}
