import { type Answer, type Call, ok, secondsOf } from "@/server/platform/local/payments/call";
import type { CardBehaviour } from "@/server/platform/local/payments/cards";
import { emit } from "@/server/platform/local/payments/events";
import {
  type Charge,
  type Intent,
  insertObject,
  type Method,
  makeId,
  saveObject,
} from "@/server/platform/local/payments/objects";
import type { StripeError } from "@/server/platform/local/payments/refusal";
import { viewIntent } from "@/server/platform/local/payments/views";

/** Stripe's list price for cards: 2.9 % and 30 minor units. */
const FEE_PER_MILLE = 29;
const FEE_FIXED_MINOR = 30;

/** Charges a card as its issuer behaves: paid or held, or declined with 402 and the intent ready for another card. */
export async function chargeCard(
  call: Call,
  intent: Intent,
  method: Method,
  behaviour: CardBehaviour,
): Promise<Answer> {
  if (behaviour.kind === "declines") return decline(call, intent, method, behaviour);
  const holds = intent.capture_method === "manual";
  const charge = await insertCharge(call, intent, method, { status: "succeeded", captured: !holds });
  Object.assign(intent, {
    latest_charge: charge.id,
    payment_method: method.id,
    next_action: null,
    last_payment_error: null,
    status: holds ? "requires_capture" : "succeeded",
    amount_capturable: holds ? intent.amount : 0,
    amount_received: holds ? 0 : intent.amount,
  });
  if (!holds) await settle(call, charge, intent.amount);
  await saveObject(call.client, intent);
  await emit(call, "charge.succeeded", charge);
  await emit(call, holds ? "payment_intent.amount_capturable_updated" : "payment_intent.succeeded", intent);
  return { ...ok(viewIntent(call, intent)), cut: behaviour.kind === "cuts the connection" };
}

async function decline(
  call: Call,
  intent: Intent,
  method: Method,
  behaviour: CardBehaviour & { kind: "declines" },
): Promise<Answer> {
  const { code, declineCode, message } = behaviour;
  const charge = await insertCharge(call, intent, method, {
    ...{ status: "failed", captured: false, failure_code: code, failure_message: message },
    outcome: { network_status: "declined_by_network", reason: declineCode ?? code, type: "issuer_declined" },
  });
  const error: StripeError = {
    ...{ type: "card_error", code, message, charge: charge.id, payment_method: method },
    ...(declineCode === undefined ? {} : { decline_code: declineCode }),
  };
  await fail(call, intent, error, charge.id);
  await emit(call, "charge.failed", charge);
  return { status: 402, body: { error: { ...error, payment_intent: viewIntent(call, intent) } } };
}

/** Leaves the intent ready for another payment method, with the reason why this one did not do. */
export async function fail(call: Call, intent: Intent, error: StripeError, chargeId?: string): Promise<void> {
  Object.assign(intent, {
    status: "requires_payment_method",
    payment_method: null,
    next_action: null,
    last_payment_error: error,
    ...(chargeId === undefined ? {} : { latest_charge: chargeId }),
  });
  await saveObject(call.client, intent);
  await emit(call, "payment_intent.payment_failed", intent);
}

async function insertCharge(
  call: Call,
  intent: Intent,
  method: Method,
  outcome: Pick<Charge, "status" | "captured"> & Record<string, unknown>,
): Promise<Charge> {
  const paid = outcome.status === "succeeded";
  const charge: Charge = {
    id: makeId("ch"),
    object: "charge",
    amount: intent.amount,
    amount_captured: outcome.captured ? intent.amount : 0,
    amount_refunded: 0,
    balance_transaction: null,
    billing_details: method.billing_details,
    created: secondsOf(call.now),
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_code: null,
    failure_message: null,
    livemode: false,
    metadata: intent.metadata,
    outcome: {
      network_status: "approved_by_network",
      reason: null,
      risk_level: "normal",
      type: "authorized",
    },
    paid,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: { type: "card", card: method.card },
    receipt_email: intent.receipt_email ?? null,
    receipt_url: null,
    refunded: false,
    ...outcome,
  };
  await insertObject(call.client, charge);
  return charge;
}

/** Books captured money on the balance, less the gateway's fee. */
export async function settle(call: Call, charge: Charge, amount: number): Promise<void> {
  const fee = Math.floor((amount * FEE_PER_MILLE + 500) / 1000) + FEE_FIXED_MINOR;
  charge.balance_transaction = await insertBalanceTransaction(call, {
    ...{ amount, fee, type: "charge", source: charge.id, currency: charge.currency },
    description: charge.description,
  });
  charge.captured = true;
  charge.amount_captured = amount;
  await saveObject(call.client, charge);
}

/** Answers the id. `amount` carries the sign that it has on the balance. */
export async function insertBalanceTransaction(
  call: Call,
  entry: {
    amount: number;
    fee: number;
    type: string;
    source: string;
    currency: string;
    description: unknown;
  },
): Promise<string> {
  const { amount, fee, currency, type } = entry;
  const created = secondsOf(call.now);
  const detail = {
    amount: fee,
    application: null,
    currency,
    description: "Processing fees",
    type: "stripe_fee",
  };
  const transaction = {
    ...{ id: makeId("txn"), object: "balance_transaction", ...entry, created, available_on: created },
    ...{ exchange_rate: null, fee_details: fee === 0 ? [] : [detail], net: amount - fee },
    ...{ reporting_category: type, status: "available" },
  };
  await insertObject(call.client, transaction);
  return transaction.id;
}
