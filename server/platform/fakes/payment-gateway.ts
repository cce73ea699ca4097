/**
 * A payment gateway in memory, for tests and simulation. It is held to the same contract test as the adapter on Stripe's
 * library. The guest's side (confirming with a card) and the webhooks it would send are methods beside the port.
 */
import {
  type GatewayEvent,
  type GatewayMovement,
  type GatewayRefund,
  GatewayUnavailable,
  type PaymentGateway,
  type PaymentIntent,
} from "@/server/platform/ports";
import { applyBpsHalfUp } from "@/server/primitives/money";
import { refuse } from "@/server/primitives/refusal";

/** What the issuer of the guest's card does. */
export type CardFate = "succeeds" | "declines" | "requires_action" | "processing";

interface KeptIntent {
  intent: PaymentIntent;
  captureMethod: "automatic" | "manual";
}

export interface FakePaymentGateway extends PaymentGateway {
  /** The guest confirms: what their browser does with the client secret. Throws when it can no longer be paid. */
  confirm(intentId: string, fate?: CardFate): PaymentIntent;
  /** The guest passes the card's extra step, or money that was processing arrives. */
  complete(intentId: string): PaymentIntent;
  /** Every webhook so far, in the sequence of what happened. */
  readonly events: readonly GatewayEvent[];
  /** Body and signature header of a webhook, as `verifyWebhook` wants them. */
  deliver(event: GatewayEvent, at: Date): { rawBody: string; signature: string };
  /** From now on every call fails, as if the network were down; undefined mends it. */
  failNext(calls: number): void;
  /** Refunds from now on are first pending, then what `settleRefund` says. */
  refundsArePending: boolean;
  settleRefund(gatewayRefundId: string, status: "succeeded" | "failed"): void;
  readonly intents: ReadonlyMap<string, PaymentIntent>;
  readonly refundsMade: ReadonlyMap<string, GatewayRefund>;
}

const FEE_BPS = 290;
const FEE_FIXED_MINOR = 30;
const TOLERANCE_MS = 300_000;

export function fakePaymentGateway(options: { now: () => Date; livemode?: boolean }): FakePaymentGateway {
  return new InMemoryGateway(options.now, options.livemode ?? false);
}

class InMemoryGateway implements FakePaymentGateway {
  readonly publishableKey = "pk_test_fake";
  readonly apiBase = "http://localhost/fake-payments";
  refundsArePending = false;
  readonly events: GatewayEvent[] = [];
  readonly refundsMade = new Map<string, GatewayRefund>();
  readonly #kept = new Map<string, KeptIntent>();
  readonly #intentOfPayment = new Map<string, string>();
  readonly #movements: GatewayMovement[] = [];
  readonly #intentOfRefund = new Map<string, string>();
  readonly #refundOfKey = new Map<string, string>();
  #failures = 0;
  #count = 0;

  constructor(
    private readonly now: () => Date,
    readonly livemode: boolean,
  ) {}

  get intents(): ReadonlyMap<string, PaymentIntent> {
    return new Map([...this.#kept].map(([id, kept]) => [id, kept.intent]));
  }

  failNext(calls: number): void {
    this.#failures = calls;
  }

  #enter(): void {
    if (this.#failures === 0) return;
    this.#failures -= 1;
    throw new GatewayUnavailable("the fake payment gateway is down");
  }

  #next(prefix: string): string {
    this.#count += 1;
    return `${prefix}_fake${String(this.#count).padStart(6, "0")}`;
  }

  #load(intentId: string): KeptIntent {
    const kept = this.#kept.get(intentId);
    if (!kept) throw new Error(`No such payment_intent: '${intentId}'`);
    return kept;
  }

  #change(intentId: string, change: Partial<PaymentIntent>, type: string): PaymentIntent {
    const kept = this.#load(intentId);
    kept.intent = { ...kept.intent, ...change };
    this.#tell(type, intentId, intentId);
    return kept.intent;
  }

  #tell(type: string, objectId: string, intentId: string): void {
    this.events.push({
      gatewayEventId: this.#next("evt"),
      type,
      livemode: this.livemode,
      account: undefined,
      objectId,
      intentId,
      createdAt: this.now(),
    });
  }

  async createIntent(input: Parameters<PaymentGateway["createIntent"]>[0]): Promise<PaymentIntent> {
    this.#enter();
    const known = this.#intentOfPayment.get(input.paymentId);
    if (known) return this.#load(known).intent;
    const intentId = this.#next("pi");
    const intent: PaymentIntent = {
      intentId,
      status: "requires_payment_method",
      amount: input.amount,
      amountReceivedMinor: 0,
      clientSecret: `${intentId}_secret_fake`,
      chargeId: undefined,
      feeMinor: undefined,
      refundedMinor: 0,
      cardBrand: undefined,
      cardLast4: undefined,
      failureCode: undefined,
      metadata: input.metadata,
    };
    this.#kept.set(intentId, { intent, captureMethod: input.captureMethod });
    this.#intentOfPayment.set(input.paymentId, intentId);
    this.#tell("payment_intent.created", intentId, intentId);
    return intent;
  }

  async readIntent(intentId: string): Promise<PaymentIntent> {
    this.#enter();
    return this.#load(intentId).intent;
  }

  async cancelIntent(intentId: string): Promise<PaymentIntent> {
    this.#enter();
    const { intent } = this.#load(intentId);
    if (intent.status === "succeeded" || intent.status === "canceled")
      throw new Error(`You cannot cancel this PaymentIntent because it has a status of ${intent.status}.`);
    return this.#change(intentId, { status: "canceled" }, "payment_intent.canceled");
  }

  async captureIntent(intentId: string): Promise<PaymentIntent> {
    this.#enter();
    const { intent } = this.#load(intentId);
    if (intent.status !== "requires_capture")
      throw new Error(`This PaymentIntent could not be captured: it is ${intent.status}.`);
    return this.#succeed(intentId);
  }

  confirm(intentId: string, fate: CardFate = "succeeds"): PaymentIntent {
    const { intent, captureMethod } = this.#load(intentId);
    if (intent.status === "succeeded" || intent.status === "canceled")
      throw new Error(`You cannot confirm this PaymentIntent because it has a status of ${intent.status}.`);
    if (fate === "declines")
      return this.#change(
        intentId,
        { status: "requires_payment_method", failureCode: "generic_decline" },
        "payment_intent.payment_failed",
      );
    if (fate === "requires_action")
      return this.#change(intentId, { status: "requires_action" }, "payment_intent.requires_action");
    if (fate === "processing")
      return this.#change(intentId, { status: "processing" }, "payment_intent.processing");
    if (captureMethod === "manual")
      return this.#change(
        intentId,
        { status: "requires_capture", chargeId: this.#next("ch"), cardBrand: "visa", cardLast4: "4242" },
        "payment_intent.amount_capturable_updated",
      );
    return this.#succeed(intentId);
  }

  complete(intentId: string): PaymentIntent {
    return this.#succeed(intentId);
  }

  #succeed(intentId: string): PaymentIntent {
    const { intent } = this.#load(intentId);
    const { amountMinor, currency } = intent.amount;
    const feeMinor = applyBpsHalfUp(amountMinor, FEE_BPS) + FEE_FIXED_MINOR;
    const chargeId = intent.chargeId ?? this.#next("ch");
    this.#movements.push({
      movementId: this.#next("txn"),
      kind: "charge",
      sourceId: chargeId,
      amountMinor,
      feeMinor,
      currency,
      createdAt: this.now(),
    });
    return this.#change(
      intentId,
      {
        status: "succeeded",
        amountReceivedMinor: amountMinor,
        chargeId,
        feeMinor,
        cardBrand: "visa",
        cardLast4: "4242",
        failureCode: undefined,
      },
      "payment_intent.succeeded",
    );
  }

  async refund(input: Parameters<PaymentGateway["refund"]>[0]): Promise<GatewayRefund> {
    this.#enter();
    const known = this.#refundOfKey.get(input.refundId);
    const made = known === undefined ? undefined : this.refundsMade.get(known);
    if (made) return made;
    const { intent } = this.#load(input.intentId);
    if (
      intent.status !== "succeeded" ||
      intent.refundedMinor + input.amountMinor > intent.amountReceivedMinor
    )
      throw new Error("Refund amount is greater than unrefunded amount on charge.");
    const gatewayRefundId = this.#next("re");
    const refund: GatewayRefund = {
      gatewayRefundId,
      status: this.refundsArePending ? "pending" : "succeeded",
      amountMinor: input.amountMinor,
      failure: undefined,
    };
    this.refundsMade.set(gatewayRefundId, refund);
    this.#refundOfKey.set(input.refundId, gatewayRefundId);
    this.#intentOfRefund.set(gatewayRefundId, input.intentId);
    this.#movements.push({
      movementId: this.#next("txn"),
      kind: "refund",
      sourceId: gatewayRefundId,
      amountMinor: -input.amountMinor,
      feeMinor: 0,
      currency: intent.amount.currency,
      createdAt: this.now(),
    });
    this.#change(
      input.intentId,
      { refundedMinor: intent.refundedMinor + input.amountMinor },
      "charge.refunded",
    );
    return refund;
  }

  async readRefund(gatewayRefundId: string): Promise<GatewayRefund> {
    this.#enter();
    const refund = this.refundsMade.get(gatewayRefundId);
    if (!refund) throw new Error(`No such refund: '${gatewayRefundId}'`);
    return refund;
  }

  settleRefund(gatewayRefundId: string, status: "succeeded" | "failed"): void {
    const refund = this.refundsMade.get(gatewayRefundId);
    if (!refund) throw new Error(`No such refund: '${gatewayRefundId}'`);
    const failure = status === "failed" ? "lost_or_stolen_card" : undefined;
    this.refundsMade.set(gatewayRefundId, { ...refund, status, failure });
    this.#tell("refund.updated", gatewayRefundId, this.#intentOfRefund.get(gatewayRefundId) ?? "");
  }

  async listMovements(input: { createdFrom: Date; max: number }): Promise<readonly GatewayMovement[]> {
    this.#enter();
    return this.#movements
      .filter((movement) => movement.createdAt >= input.createdFrom)
      .reverse()
      .slice(0, input.max);
  }

  deliver(event: GatewayEvent, at: Date): { rawBody: string; signature: string } {
    return {
      rawBody: JSON.stringify(event),
      signature: `t=${at.getTime()},v1=${sealOf(event, at.getTime())}`,
    };
  }

  async verifyWebhook(rawBody: string, signature: string | undefined, now: Date): Promise<GatewayEvent> {
    const match = /^t=(\d+),v1=(.+)$/.exec(signature ?? "");
    if (!match) throw refuse("signature_invalid");
    const signedAt = Number(match[1]);
    const known = this.events.find(
      (event) => JSON.stringify(event) === rawBody && sealOf(event, signedAt) === match[2],
    );
    if (!known || now.getTime() - signedAt > TOLERANCE_MS) throw refuse("signature_invalid");
    return known;
  }
}

/** Stands in for a signature: what only this gateway would write for this event at this time. */
function sealOf(event: GatewayEvent, signedAtMs: number): string {
  return `seal-${event.gatewayEventId}-${signedAtMs}`;
}
