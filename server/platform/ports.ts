/** The outside services as the modules see them. Adapters use the vendors' own client libraries. */
import type { ClickHouse } from "@/server/platform/clickhouse";
import type { KafkaPort } from "@/server/platform/kafka-port";
import type { Money } from "@/server/primitives/money";

export interface PaymentIntent {
  readonly intentId: string;
  readonly status:
    | "requires_payment_method"
    | "requires_action"
    | "requires_confirmation"
    | "processing"
    | "requires_capture"
    | "succeeded"
    | "canceled";
  readonly amount: Money;
  readonly amountReceivedMinor: number;
  readonly clientSecret: string | undefined;
  readonly chargeId: string | undefined;
  /** Gateway fee of the charge, once known; from its balance transaction. */
  readonly feeMinor: number | undefined;
  readonly refundedMinor: number;
  readonly cardBrand: string | undefined;
  readonly cardLast4: string | undefined;
  readonly failureCode: string | undefined;
  readonly metadata: Readonly<Record<string, string>>;
}

export interface GatewayRefund {
  readonly gatewayRefundId: string;
  readonly status: "pending" | "succeeded" | "failed" | "canceled" | "requires_action";
  readonly amountMinor: number;
  readonly failure: string | undefined;
}

/** A movement of the market's balance at the gateway: a charge (positive) or a refund (negative). */
export interface GatewayMovement {
  readonly movementId: string;
  readonly kind: "charge" | "refund" | "other";
  /** The charge or refund it belongs to. */
  readonly sourceId: string;
  readonly amountMinor: number;
  readonly feeMinor: number;
  readonly currency: string;
  readonly createdAt: Date;
}

export interface GatewayEvent {
  readonly gatewayEventId: string;
  readonly type: string;
  readonly livemode: boolean;
  readonly account: string | undefined;
  readonly objectId: string;
  /** The PaymentIntent the event is about, when there is one. */
  readonly intentId: string | undefined;
  readonly createdAt: Date;
}

/** The gateway could not be reached or failed by itself: whether it acted is unknown, and the same call may be repeated. */
export class GatewayUnavailable extends Error {
  override readonly name = "GatewayUnavailable";
}

/** The payment gateway (Stripe). Faults throw GatewayUnavailable. Every call is idempotent by the id of ours that it is given. */
export interface PaymentGateway {
  readonly publishableKey: string;
  /** Where the browser confirms a payment: the gateway's own address, or the local sandbox's. */
  readonly apiBase: string;
  readonly livemode: boolean;
  createIntent(input: {
    paymentId: string;
    amount: Money;
    captureMethod: "automatic" | "manual";
    description: string;
    metadata: Record<string, string>;
  }): Promise<PaymentIntent>;
  readIntent(intentId: string): Promise<PaymentIntent>;
  cancelIntent(intentId: string): Promise<PaymentIntent>;
  captureIntent(intentId: string): Promise<PaymentIntent>;
  refund(input: {
    refundId: string;
    intentId: string;
    amountMinor: number;
    reason: string;
  }): Promise<GatewayRefund>;
  readRefund(gatewayRefundId: string): Promise<GatewayRefund>;
  /** The market's newest balance movements, newest first; for reconciliation. */
  listMovements(input: { createdFrom: Date; max: number }): Promise<readonly GatewayMovement[]>;
  /** Verifies the signature (tolerance 300 s); refuses with `signature_invalid`. */
  verifyWebhook(rawBody: string, signatureHeader: string | undefined, now: Date): Promise<GatewayEvent>;
}

export interface StoredFile {
  readonly pathname: string;
  /** Since it was last written, by the machine's clock: the market's own may have been moved. */
  readonly ageMs: number;
}

export interface BlobStore {
  put(input: { pathname: string; bytes: Uint8Array; contentType: string }): Promise<void>;
  delete(pathnames: readonly string[]): Promise<void>;
  /** Address at which a browser reads a public blob. Composed when shown, so a moved store moves no row. */
  publicUrl(pathname: string): string;
  read(pathname: string): Promise<Uint8Array | undefined>;
  /** A page of files whose names begin with `prefix`, at most `max` (1,000 of them at once). */
  list(input: { prefix: string; cursor: string | undefined; max: number }): Promise<{
    readonly files: readonly StoredFile[];
    readonly nextCursor: string | undefined;
  }>;
}

export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Stable per (event, recipient, channel), so a repeated send carries the same Message-ID. */
  readonly messageId: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface MailPort {
  send(letter: Letter): Promise<{ providerId: string }>;
}

export interface WebhookCall {
  /** http or https, without credentials. */
  readonly url: string;
  /** Stable over every repeat of one message (`webhook-id`). */
  readonly messageId: string;
  /** Signing secrets (`whsec_…`); while one is being replaced, the new and the old. */
  readonly secrets: readonly string[];
  readonly body: string;
}
export interface WebhookAnswer {
  readonly status: number;
  readonly tookMs: number;
  /** The beginning of what was answered, for the log. */
  readonly excerpt: string;
}

/** A call that got no answer: refused address, no connection, no answer in time. The message is one for an operator. */
export class WebhookUnanswered extends Error {
  override readonly name = "WebhookUnanswered";
}

/** Calls addresses that operators entered, signed by Standard Webhooks. Never follows a redirect. */
export interface WebhookSender {
  send(call: WebhookCall): Promise<WebhookAnswer>;
}

export interface Ports {
  readonly payments: PaymentGateway;
  readonly blob: BlobStore;
  readonly mail: MailPort;
  readonly webhooks: WebhookSender;
  /** The cluster that the environment names; absent where the event log is the database alone. */
  readonly kafka?: KafkaPort | undefined;
  /** Where analytics facts are sent as well; absent unless it is configured. */
  readonly clickHouse?: ClickHouse | undefined;
}
