import { z } from "zod";
import { type Answer, type Call, ok, secondsOf } from "@/server/platform/local/payments/call";
import { chargeCard, fail, settle } from "@/server/platform/local/payments/charging";
import { emit } from "@/server/platform/local/payments/events";
import {
  expandable,
  formBoolean,
  formInteger,
  formList,
  formMetadata,
} from "@/server/platform/local/payments/form";
import { chooseMethod, type MethodFields, methodFields } from "@/server/platform/local/payments/methods";
import {
  type Intent,
  insertObject,
  lockCharge,
  lockIntent,
  lockMethod,
  makeId,
  saveObject,
} from "@/server/platform/local/payments/objects";
import { invalidRequest, type StripeRefusal } from "@/server/platform/local/payments/refusal";
import { viewIntent } from "@/server/platform/local/payments/views";

const AMOUNT_MIN = 50;
const AMOUNT_MAX = 99_999_999;
const text = z.string().max(5_000);

export const createIntentContract = z.strictObject({
  ...expandable,
  ...methodFields,
  amount: formInteger,
  currency: z.string().regex(/^[a-zA-Z]{3}$/, "must be a three-letter currency"),
  capture_method: z.enum(["automatic", "automatic_async", "manual"]).default("automatic_async"),
  confirm: formBoolean.optional(),
  confirmation_method: z.literal("automatic").optional(),
  customer: text.optional(),
  description: text.optional(),
  metadata: formMetadata.optional(),
  automatic_payment_methods: z
    .strictObject({ enabled: formBoolean, allow_redirects: z.enum(["always", "never"]).optional() })
    .optional(),
  payment_method_types: formList.optional(),
  off_session: formBoolean.optional(),
  receipt_email: text.optional(),
  setup_future_usage: z.enum(["on_session", "off_session"]).optional(),
  statement_descriptor: text.optional(),
  statement_descriptor_suffix: text.optional(),
  transfer_group: text.optional(),
});

export async function createIntent(
  call: Call,
  params: z.output<typeof createIntentContract>,
): Promise<Answer> {
  assertAmount(params.amount);
  const id = makeId("pi");
  const intent: Intent = {
    id,
    object: "payment_intent",
    amount: params.amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    automatic_payment_methods:
      params.automatic_payment_methods ?? (params.payment_method_types ? null : { enabled: true }),
    canceled_at: null,
    cancellation_reason: null,
    capture_method: params.capture_method,
    client_secret: `${id}_${makeId("secret")}`,
    confirmation_method: "automatic",
    created: secondsOf(call.now),
    currency: params.currency.toLowerCase(),
    customer: params.customer ?? null,
    description: params.description ?? null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    metadata: params.metadata ?? {},
    next_action: null,
    payment_method: null,
    payment_method_options: {},
    payment_method_types: params.payment_method_types ?? ["card"],
    processing: null,
    receipt_email: params.receipt_email ?? null,
    setup_future_usage: params.setup_future_usage ?? null,
    shipping: null,
    statement_descriptor: params.statement_descriptor ?? null,
    statement_descriptor_suffix: params.statement_descriptor_suffix ?? null,
    status: "requires_payment_method",
    transfer_data: null,
    transfer_group: params.transfer_group ?? null,
  };
  await insertObject(call.client, intent);
  await emit(call, "payment_intent.created", intent);
  return params.confirm ? confirm(call, intent, params) : ok(viewIntent(call, intent));
}

export const updateIntentContract = z.strictObject({
  ...expandable,
  amount: formInteger.optional(),
  description: text.optional(),
  metadata: formMetadata.optional(),
  receipt_email: text.optional(),
  transfer_group: text.optional(),
});

export async function updateIntent(
  call: Call,
  id: string,
  params: z.output<typeof updateIntentContract>,
): Promise<Answer> {
  const { object: intent } = await lockIntent(call.client, id);
  const { amount, metadata, description, receipt_email, transfer_group } = params;
  if (amount !== undefined) {
    assertAmount(amount);
    if (!["requires_payment_method", "requires_confirmation", "requires_action"].includes(intent.status))
      throw unexpectedState(intent, "update the amount of");
    intent.amount = amount;
  }
  Object.assign(intent, dropUndefined({ description, receipt_email, transfer_group }));
  intent.metadata = { ...intent.metadata, ...metadata };
  await saveObject(call.client, intent);
  return ok(intent);
}

export const confirmServerContract = z.strictObject({
  ...expandable,
  ...methodFields,
  capture_method: z.enum(["automatic", "automatic_async", "manual"]).optional(),
  off_session: formBoolean.optional(),
  receipt_email: text.optional(),
});
/** Browser libraries send more than the sandbox knows; what they add does not change a payment. */
export const confirmClientContract = z.looseObject({ ...methodFields });

export async function confirmIntent(call: Call, id: string, params: MethodFields): Promise<Answer> {
  const { object: intent } = await lockIntent(call.client, id);
  return confirm(call, intent, params);
}

async function confirm(call: Call, intent: Intent, params: MethodFields): Promise<Answer> {
  if (!["requires_payment_method", "requires_confirmation", "requires_action"].includes(intent.status))
    throw unexpectedState(intent, "confirm");
  const { method, behaviour } = await chooseMethod(call, params);
  if (behaviour.kind !== "authenticates") return chargeCard(call, intent, method, behaviour);
  const pageKey = makeId("auth");
  const returnUrl = params.return_url ?? null;
  Object.assign(intent, {
    status: "requires_action",
    payment_method: method.id,
    next_action: {
      type: "redirect_to_url",
      redirect_to_url: {
        return_url: returnUrl,
        url: `${call.baseUrl}/sandbox/authenticate/${intent.id}/${pageKey}`,
      },
    },
  });
  await saveObject(call.client, intent, { pageKey, returnUrl });
  await emit(call, "payment_intent.requires_action", intent);
  return ok(viewIntent(call, intent));
}

/**
 * The cardholder's answer on the authentication page. A repeated answer changes nothing. Undefined when the page's key
 * is not the intent's.
 */
export async function authenticate(
  call: Call,
  id: string,
  pageKey: string,
  outcome: "complete" | "fail",
): Promise<{ intent: Intent; returnUrl: string | null } | undefined> {
  const { object: intent, hidden } = await lockIntent(call.client, id);
  if (hidden.pageKey !== pageKey) return undefined;
  const returnUrl = typeof hidden.returnUrl === "string" ? hidden.returnUrl : null;
  if (intent.status !== "requires_action" || intent.payment_method === null) return { intent, returnUrl };
  const method = await lockMethod(call.client, intent.payment_method);
  const afterwards = afterwardsOf(method.hidden.behaviour);
  if (outcome === "complete") await chargeCard(call, intent, method.object, afterwards);
  else
    await fail(call, intent, {
      type: "invalid_request_error",
      code: "payment_intent_authentication_failure",
      message: "The provided PaymentMethod has failed authentication. Try another payment method.",
      payment_method: method.object,
    });
  return { intent, returnUrl };
}

const behaviourContract = z.object({
  afterwards: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("succeeds") }),
    z.object({ kind: z.literal("declines"), code: z.string(), declineCode: z.string(), message: z.string() }),
  ]),
});

function afterwardsOf(behaviour: unknown) {
  return behaviourContract.parse(behaviour).afterwards;
}

export const captureContract = z.strictObject({
  ...expandable,
  amount_to_capture: formInteger.optional(),
  metadata: formMetadata.optional(),
  final_capture: formBoolean.optional(),
  statement_descriptor: text.optional(),
});

export async function captureIntent(
  call: Call,
  id: string,
  params: z.output<typeof captureContract>,
): Promise<Answer> {
  const { object: intent } = await lockIntent(call.client, id);
  if (intent.status !== "requires_capture" || intent.latest_charge === null)
    throw unexpectedState(intent, "capture");
  const amount = params.amount_to_capture ?? intent.amount_capturable;
  if (amount < 1 || amount > intent.amount_capturable)
    throw invalidRequest("The amount could not be captured because it is not within the amount capturable.", {
      code: "amount_too_large",
      param: "amount_to_capture",
    });
  const charge = await lockCharge(call.client, intent.latest_charge);
  await settle(call, charge, amount);
  Object.assign(intent, { status: "succeeded", amount_capturable: 0, amount_received: amount });
  intent.metadata = { ...intent.metadata, ...params.metadata };
  await saveObject(call.client, intent);
  await emit(call, "charge.captured", charge);
  await emit(call, "payment_intent.succeeded", intent);
  return ok(intent);
}

export const cancelContract = z.strictObject({
  ...expandable,
  cancellation_reason: z.enum(["duplicate", "fraudulent", "requested_by_customer", "abandoned"]).optional(),
});

export async function cancelIntent(
  call: Call,
  id: string,
  params: z.output<typeof cancelContract>,
): Promise<Answer> {
  const { object: intent } = await lockIntent(call.client, id);
  if (intent.status === "succeeded" || intent.status === "canceled") throw unexpectedState(intent, "cancel");
  if (intent.status === "requires_capture" && intent.latest_charge !== null) {
    // A held amount goes back to the card without ever having been on the balance.
    const charge = await lockCharge(call.client, intent.latest_charge);
    Object.assign(charge, { refunded: true, amount_refunded: charge.amount });
    await saveObject(call.client, charge);
    await emit(call, "charge.refunded", charge);
  }
  Object.assign(intent, {
    ...{ status: "canceled", amount_capturable: 0, next_action: null, canceled_at: secondsOf(call.now) },
    cancellation_reason: params.cancellation_reason ?? null,
  });
  await saveObject(call.client, intent);
  await emit(call, "payment_intent.canceled", intent);
  return ok(intent);
}

function assertAmount(amount: number): void {
  if (amount < 1)
    throw invalidRequest("Invalid positive integer", { code: "parameter_invalid_integer", param: "amount" });
  if (amount < AMOUNT_MIN)
    throw invalidRequest("Amount must be at least 50 minor units", {
      code: "amount_too_small",
      param: "amount",
    });
  if (amount > AMOUNT_MAX)
    throw invalidRequest("Amount must be no more than 99999999", {
      code: "amount_too_large",
      param: "amount",
    });
}

function unexpectedState(intent: Intent, verb: string): StripeRefusal {
  return invalidRequest(
    `You cannot ${verb} this PaymentIntent because it has a status of ${intent.status}.`,
    {
      code: "payment_intent_unexpected_state",
      payment_intent: intent,
    },
  );
}

function dropUndefined(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
