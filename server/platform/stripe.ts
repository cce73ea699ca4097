/**
 * The payment gateway on Stripe's own client library. Where it talks to is STRIPE_API_BASE alone: Stripe, or the local
 * payment sandbox; there is no other difference.
 *
 * Each call is bounded in time and repeated by the library on a broken connection, with the same idempotency key. What
 * still fails is thrown as GatewayUnavailable, so that money fails closed.
 */
import Stripe from "stripe";
import { z } from "zod";
import {
  type GatewayEvent,
  type GatewayMovement,
  type GatewayRefund,
  GatewayUnavailable,
  type PaymentGateway,
  type PaymentIntent,
} from "@/server/platform/ports";
import { assert } from "@/server/primitives/assert";
import { type Currency, isCurrency, money } from "@/server/primitives/money";
import { refuse } from "@/server/primitives/refusal";

export interface StripeSettings {
  readonly secretKey: string;
  readonly publishableKey: string;
  readonly webhookSecret: string;
  /** Origin, e.g. `https://api.stripe.com`. */
  readonly apiBase: string;
  /** Where browsers and apps reach it, when that is another address than this process's. */
  readonly clientBase?: string;
}

const CALL_MS_MAX = 10_000;
const RETRIES_MAX = 2;
const SIGNATURE_TOLERANCE_SECONDS = 300;
const LIST_PAGE_MAX = 100;

export function stripeGateway(settings: StripeSettings): PaymentGateway {
  const base = new URL(settings.apiBase);
  const client = new Stripe(settings.secretKey, {
    host: base.hostname,
    port: base.port || (base.protocol === "http:" ? "80" : "443"),
    protocol: base.protocol === "http:" ? "http" : "https",
    telemetry: false,
    timeout: CALL_MS_MAX,
    maxNetworkRetries: RETRIES_MAX,
  });
  return {
    publishableKey: settings.publishableKey,
    apiBase: settings.clientBase ?? base.origin,
    livemode: /^(sk|rk)_live_/.test(settings.secretKey),
    createIntent: (input) => createIntent(client, input),
    readIntent: (intentId) =>
      call(async () => toIntent(await client.paymentIntents.retrieve(intentId, EXPANDED))),
    cancelIntent: (intentId) =>
      call(async () => toIntent(await client.paymentIntents.cancel(intentId, EXPANDED))),
    captureIntent: (intentId) =>
      call(async () => toIntent(await client.paymentIntents.capture(intentId, EXPANDED))),
    refund: (input) => refund(client, input),
    readRefund: (gatewayRefundId) =>
      call(async () => toRefund(await client.refunds.retrieve(gatewayRefundId))),
    listMovements: (input) => listMovements(client, input),
    verifyWebhook: (rawBody, header, now) => verifyWebhook(client, settings, rawBody, header, now),
  };
}

const EXPANDED = { expand: ["latest_charge.balance_transaction"] };

/** Turns faults of the connection and of the gateway itself into GatewayUnavailable, keeping the cause. */
async function call<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (
      error instanceof Stripe.errors.StripeConnectionError ||
      error instanceof Stripe.errors.StripeRateLimitError ||
      error instanceof Stripe.errors.StripeAPIError
    )
      throw new GatewayUnavailable("the payment gateway did not answer", { cause: error });
    throw error;
  }
}

function createIntent(
  client: Stripe,
  input: Parameters<PaymentGateway["createIntent"]>[0],
): Promise<PaymentIntent> {
  const { amount, captureMethod, description, metadata, paymentId } = input;
  return call(async () =>
    toIntent(
      await client.paymentIntents.create(
        {
          amount: toGatewayMinor(amount.amountMinor, amount.currency),
          currency: amount.currency.toLowerCase(),
          capture_method: captureMethod,
          description,
          metadata,
          automatic_payment_methods: { enabled: true, allow_redirects: "never" },
          ...EXPANDED,
        },
        { idempotencyKey: `intent-${paymentId}` },
      ),
    ),
  );
}

/** Looks for the refund first: Stripe forgets idempotency keys after a day, and an operator may repeat it later. */
function refund(client: Stripe, input: Parameters<PaymentGateway["refund"]>[0]): Promise<GatewayRefund> {
  const { refundId, intentId, amountMinor, reason } = input;
  return call(async () => {
    const known = await client.refunds.list({ payment_intent: intentId, limit: LIST_PAGE_MAX });
    const mine = known.data.find((each) => each.metadata?.refund_id === refundId);
    if (mine) return toRefund(mine);
    const intent = await client.paymentIntents.retrieve(intentId);
    const created = await client.refunds.create(
      {
        payment_intent: intentId,
        amount: toGatewayMinor(amountMinor, currencyOf(intent.currency)),
        reason: "requested_by_customer",
        metadata: { refund_id: refundId, reason },
      },
      { idempotencyKey: `refund-${refundId}` },
    );
    return toRefund(created);
  });
}

async function listMovements(
  client: Stripe,
  input: { createdFrom: Date; max: number },
): Promise<readonly GatewayMovement[]> {
  const found: GatewayMovement[] = [];
  const query = { created: { gte: Math.floor(input.createdFrom.getTime() / 1000) }, limit: LIST_PAGE_MAX };
  let last: string | undefined;
  for (;;) {
    const page = await call(() =>
      client.balanceTransactions.list(last === undefined ? query : { ...query, starting_after: last }),
    );
    found.push(...page.data.map(toMovement));
    last = page.data.at(-1)?.id;
    if (!page.has_more || last === undefined || found.length >= input.max) return found.slice(0, input.max);
  }
}

const eventContract = z.object({
  object: z.literal("event"),
  id: z.string().max(255),
  type: z.string().max(255),
  livemode: z.boolean(),
  account: z.string().max(255).nullish(),
  created: z.int(),
  data: z.object({
    object: z.object({
      id: z.string().max(255).optional(),
      object: z.string().max(255),
      payment_intent: z.string().max(255).nullish(),
    }),
  }),
});

async function verifyWebhook(
  client: Stripe,
  settings: StripeSettings,
  rawBody: string,
  header: string | undefined,
  now: Date,
): Promise<GatewayEvent> {
  if (header === undefined || header === "") throw refuse("signature_invalid");
  let verified: unknown;
  try {
    verified = await client.webhooks.constructEventAsync(
      rawBody,
      header,
      settings.webhookSecret,
      SIGNATURE_TOLERANCE_SECONDS,
      undefined,
      now.getTime(),
    );
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError || error instanceof SyntaxError)
      throw refuse("signature_invalid");
    throw error;
  }
  const parsed = eventContract.safeParse(verified);
  if (!parsed.success) throw refuse("invalid_input", { body: "not an event" });
  const { id, type, livemode, account, created, data } = parsed.data;
  const { object } = data;
  return {
    gatewayEventId: id,
    type,
    livemode,
    account: account ?? undefined,
    objectId: object.id ?? "",
    intentId: object.object === "payment_intent" ? object.id : (object.payment_intent ?? undefined),
    createdAt: new Date(created * 1000),
  };
}

/** Stripe counts these in hundredths though they have no minor unit (docs.stripe.com/currencies, special cases). */
const COUNTED_IN_HUNDREDTHS: ReadonlySet<Currency> = new Set<Currency>(["ISK"]);

function toGatewayMinor(amountMinor: number, currency: Currency): number {
  return COUNTED_IN_HUNDREDTHS.has(currency) ? amountMinor * 100 : amountMinor;
}
function fromGatewayMinor(amount: number, currency: Currency): number {
  return COUNTED_IN_HUNDREDTHS.has(currency) ? Math.round(amount / 100) : amount;
}
function currencyOf(lower: string): Currency {
  const upper = lower.toUpperCase();
  assert(isCurrency(upper), `the gateway answered in an unknown currency: ${upper}`);
  return upper;
}

const intentStatusContract = z.enum([
  "requires_payment_method",
  "requires_action",
  "requires_confirmation",
  "processing",
  "requires_capture",
  "succeeded",
  "canceled",
]);

function toIntent(intent: Stripe.PaymentIntent): PaymentIntent {
  const currency = currencyOf(intent.currency);
  const charge = typeof intent.latest_charge === "object" ? intent.latest_charge : null;
  const balance = typeof charge?.balance_transaction === "object" ? charge.balance_transaction : null;
  const card = charge?.payment_method_details?.card;
  const failure = intent.last_payment_error;
  return {
    intentId: intent.id,
    status: intentStatusContract.parse(intent.status),
    amount: money(fromGatewayMinor(intent.amount, currency), currency),
    amountReceivedMinor: fromGatewayMinor(intent.amount_received, currency),
    clientSecret: intent.client_secret ?? undefined,
    chargeId: charge?.id ?? (typeof intent.latest_charge === "string" ? intent.latest_charge : undefined),
    feeMinor: balance ? fromGatewayMinor(balance.fee, currencyOf(balance.currency)) : undefined,
    refundedMinor: fromGatewayMinor(charge?.amount_refunded ?? 0, currency),
    cardBrand: card?.brand ?? undefined,
    cardLast4: card?.last4 ?? undefined,
    failureCode: failure?.decline_code ?? failure?.code ?? undefined,
    metadata: intent.metadata,
  };
}

const refundStatusContract = z.enum(["pending", "succeeded", "failed", "canceled", "requires_action"]);

function toRefund(refunded: Stripe.Refund): GatewayRefund {
  return {
    gatewayRefundId: refunded.id,
    status: refundStatusContract.parse(refunded.status ?? "pending"),
    amountMinor: fromGatewayMinor(refunded.amount, currencyOf(refunded.currency)),
    failure: refunded.failure_reason ?? undefined,
  };
}

function toMovement(movement: Stripe.BalanceTransaction): GatewayMovement {
  const currency = currencyOf(movement.currency);
  const { source } = movement;
  const kind = movement.reporting_category;
  return {
    movementId: movement.id,
    kind: kind === "charge" || kind === "refund" ? kind : "other",
    sourceId: typeof source === "string" ? source : (source?.id ?? ""),
    amountMinor: fromGatewayMinor(movement.amount, currency),
    feeMinor: fromGatewayMinor(movement.fee, currency),
    currency,
    createdAt: new Date(movement.created * 1000),
  };
}
