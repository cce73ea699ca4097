import { z } from "zod";
import { type Call, secondsOf } from "@/server/platform/local/payments/call";
import {
  type Card,
  type CardBehaviour,
  cardContract,
  readCard,
  TEST_METHODS,
} from "@/server/platform/local/payments/cards";
import { insertObject, lockMethod, type Method, makeId } from "@/server/platform/local/payments/objects";
import { invalidRequest } from "@/server/platform/local/payments/refusal";

const billingContract = z.looseObject({ name: z.string().optional(), email: z.string().optional() });

/** How a confirmation says what to pay with: a payment method's id, or the card itself, as browser libraries do. */
export const methodFields = {
  payment_method: z.string().optional(),
  payment_method_data: z
    .looseObject({ type: z.literal("card"), card: cardContract, billing_details: billingContract.optional() })
    .optional(),
  return_url: z
    .string()
    .refine((url) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol), "must be a URL")
    .optional(),
};
const fieldsContract = z.object(methodFields);
export type MethodFields = z.output<typeof fieldsContract>;

export const createMethodContract = z.looseObject({
  type: z.literal("card"),
  card: cardContract,
  billing_details: billingContract.optional(),
});

export async function createMethod(
  call: Call,
  params: z.output<typeof createMethodContract>,
): Promise<{ method: Method; behaviour: CardBehaviour }> {
  const card = readCard(params.card, call.now);
  const method = toMethod(call, card, params.billing_details ?? {});
  await insertObject(call.client, method, { behaviour: card.behaviour });
  return { method, behaviour: card.behaviour };
}

/** Refuses with an invalid_request_error when nothing was given to pay with. */
export async function chooseMethod(
  call: Call,
  params: MethodFields,
): Promise<{ method: Method; behaviour: CardBehaviour }> {
  if (params.payment_method_data) return createMethod(call, params.payment_method_data);
  const id = params.payment_method;
  if (id === undefined)
    throw invalidRequest("You cannot confirm this PaymentIntent because it's missing a payment method.", {
      code: "payment_intent_unexpected_state",
    });
  const number = TEST_METHODS[id];
  if (number !== undefined) {
    const expYear = String(call.now.getUTCFullYear() + 1);
    return createMethod(call, { type: "card", card: { number, exp_month: "12", exp_year: expYear } });
  }
  const { object, hidden } = await lockMethod(call.client, id);
  // Written by createMethod below as a CardBehaviour and by nobody else.
  return { method: object, behaviour: hidden.behaviour as CardBehaviour };
}

function toMethod(call: Call, card: Card, billing: z.output<typeof billingContract>): Method {
  return {
    id: makeId("pm"),
    object: "payment_method",
    billing_details: { address: null, email: billing.email ?? null, name: billing.name ?? null, phone: null },
    card: {
      ...{
        brand: card.brand,
        display_brand: card.brand,
        last4: card.last4,
        country: "US",
        funding: "credit",
      },
      ...{ exp_month: card.expMonth, exp_year: card.expYear, network: card.brand },
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: "pass" },
    },
    created: secondsOf(call.now),
    customer: null,
    livemode: false,
    metadata: {},
    type: "card",
  };
}
