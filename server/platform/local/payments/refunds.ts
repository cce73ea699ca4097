import { z } from "zod";
import { type Answer, type Call, ok, secondsOf } from "@/server/platform/local/payments/call";
import { insertBalanceTransaction } from "@/server/platform/local/payments/charging";
import { emit } from "@/server/platform/local/payments/events";
import { expandable, formInteger, formMetadata } from "@/server/platform/local/payments/form";
import {
  type Charge,
  insertObject,
  loadObject,
  lockCharge,
  lockIntent,
  makeId,
  saveObject,
} from "@/server/platform/local/payments/objects";
import { invalidRequest } from "@/server/platform/local/payments/refusal";

export const createRefundContract = z.strictObject({
  ...expandable,
  payment_intent: z.string().optional(),
  charge: z.string().optional(),
  amount: formInteger.optional(),
  reason: z.enum(["duplicate", "fraudulent", "requested_by_customer"]).optional(),
  metadata: formMetadata.optional(),
  instructions_email: z.string().optional(),
});

/** Refunds all or part of a captured charge. Refuses more than what is left of it. */
export async function createRefund(
  call: Call,
  params: z.output<typeof createRefundContract>,
): Promise<Answer> {
  const charge = await lockRefundable(call, params);
  const left = charge.amount_captured - charge.amount_refunded;
  if (left === 0)
    throw invalidRequest(`Charge ${charge.id} has already been refunded.`, {
      code: "charge_already_refunded",
    });
  const amount = params.amount ?? left;
  if (amount < 1)
    throw invalidRequest("Invalid positive integer", { code: "parameter_invalid_integer", param: "amount" });
  if (amount > left)
    throw invalidRequest(`Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`, {
      param: "amount",
    });

  const id = makeId("re");
  const refund = {
    id,
    object: "refund",
    amount,
    balance_transaction: await insertBalanceTransaction(call, {
      ...{ amount: -amount, fee: 0, type: "refund", source: id, currency: charge.currency },
      description: `REFUND FOR CHARGE (${String(charge.description ?? charge.id)})`,
    }),
    charge: charge.id,
    created: secondsOf(call.now),
    currency: charge.currency,
    destination_details: { type: "card", card: { type: "refund", reference_status: "pending" } },
    metadata: params.metadata ?? {},
    payment_intent: charge.payment_intent,
    reason: params.reason ?? null,
    receipt_number: null,
    status: "succeeded",
  };
  await insertObject(call.client, refund);
  charge.amount_refunded += amount;
  charge.refunded = charge.amount_refunded === charge.amount_captured;
  await saveObject(call.client, charge);
  await emit(call, "refund.created", refund);
  await emit(call, "charge.refunded", charge);
  return ok(refund);
}

async function lockRefundable(call: Call, params: z.output<typeof createRefundContract>): Promise<Charge> {
  const intentId = params.payment_intent ?? (await intentOfCharge(call, params.charge));
  const { object: intent } = await lockIntent(call.client, intentId);
  const chargeId = params.charge ?? intent.latest_charge;
  const charge = chargeId === null ? undefined : await lockCharge(call.client, chargeId);
  if (charge?.status !== "succeeded" || !charge.captured)
    throw invalidRequest(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`, {
      code: "charge_not_refundable",
    });
  return charge;
}

async function intentOfCharge(call: Call, chargeId: string | undefined): Promise<string> {
  if (chargeId === undefined)
    throw invalidRequest(
      "One of the following params should be provided for this request: payment_intent or charge.",
      {
        code: "parameter_missing",
      },
    );
  return String((await loadObject(call.client, "charge", chargeId)).payment_intent);
}

export const updateRefundContract = z.strictObject({ ...expandable, metadata: formMetadata.optional() });

export async function updateRefund(
  call: Call,
  id: string,
  params: z.output<typeof updateRefundContract>,
): Promise<Answer> {
  const refund = await loadObject(call.client, "refund", id);
  refund.metadata = { ...Object(refund.metadata), ...params.metadata };
  await saveObject(call.client, refund);
  return ok(refund);
}
