import pg from "pg";
import { directDatabaseUrl } from "@/scripts/_market/direct-database-url";
import type { Env } from "@/server/platform/env";
import { PAYMENT_TABLES } from "@/server/platform/local/payments/tables";

/** A charge of the made-up past that may still be asked for: its stay has not ended, so it can be refunded. */
export type SandboxCharge = {
  intentId: string;
  chargeId: string;
  paymentId: string;
  bookingId: string;
  amountMinor: number;
  feeMinor: number;
  currency: string;
  cardBrand: string;
  cardLast4: string;
  settledAt: Date;
};

const STATE_DATABASE = "roost_local";
const ROWS_MAX = 1_000;

/** Where the payment sandbox keeps its objects; undefined where a real gateway is configured. */
export function sandboxUrlOf(env: Env): string | undefined {
  if (!env.standIns.has("payments")) return undefined;
  const url = new URL(directDatabaseUrl(env));
  if (env.standIns.has("postgres")) url.pathname = `/${STATE_DATABASE}`;
  return url.href;
}

/**
 * Puts charges into the payment sandbox as if guests had paid them there, so that a demo booking can be cancelled and
 * refunded like any other. Own connection and transaction; a repeat writes nothing twice.
 */
export async function fillSandbox(sandboxUrl: string, charges: readonly SandboxCharge[]): Promise<void> {
  const client = new pg.Client({ connectionString: sandboxUrl, application_name: "roost demo" });
  await client.connect();
  try {
    await client.query("begin");
    await client.query("create schema if not exists roost_local");
    await client.query(PAYMENT_TABLES);
    const objects = charges.flatMap(toObjects);
    for (let from = 0; from < objects.length; from += ROWS_MAX) {
      await client.query(
        `insert into roost_local.stripe_objects (id, kind, object)
         select o ->> 'id', o ->> 'object', o from jsonb_array_elements($1::jsonb) with ordinality as e(o, n)
         order by n on conflict do nothing`,
        [JSON.stringify(objects.slice(from, from + ROWS_MAX))],
      );
    }
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  } finally {
    await client.end();
  }
}

function toObjects(charge: SandboxCharge) {
  const created = Math.floor(charge.settledAt.getTime() / 1000);
  const currency = charge.currency.toLowerCase();
  const { intentId, chargeId, amountMinor, feeMinor } = charge;
  const transactionId = chargeId.replace("ch_", "txn_");
  const card = {
    brand: charge.cardBrand,
    last4: charge.cardLast4,
    exp_month: 12,
    exp_year: 2030,
    funding: "credit",
    country: "US",
  };
  const metadata = { payment_id: charge.paymentId, booking_id: charge.bookingId };
  const common = {
    created,
    currency,
    livemode: false,
    metadata,
    description: `Roost stay ${charge.bookingId}`,
  };
  return [
    {
      ...common,
      ...{
        id: intentId,
        object: "payment_intent",
        amount: amountMinor,
        amount_capturable: 0,
        amount_received: amountMinor,
      },
      ...{ automatic_payment_methods: { enabled: true }, canceled_at: null, cancellation_reason: null },
      ...{
        capture_method: "automatic",
        client_secret: `${intentId}_secret_demo`,
        confirmation_method: "automatic",
      },
      ...{
        customer: null,
        last_payment_error: null,
        latest_charge: chargeId,
        next_action: null,
        payment_method: null,
      },
      ...{ payment_method_types: ["card"], status: "succeeded" },
    },
    {
      ...common,
      ...{
        id: chargeId,
        object: "charge",
        amount: amountMinor,
        amount_captured: amountMinor,
        amount_refunded: 0,
      },
      ...{ balance_transaction: transactionId, captured: true, customer: null, disputed: false, paid: true },
      ...{ payment_intent: intentId, payment_method: null, payment_method_details: { type: "card", card } },
      ...{
        billing_details: {},
        failure_code: null,
        failure_message: null,
        refunded: false,
        status: "succeeded",
      },
    },
    {
      ...{
        id: transactionId,
        object: "balance_transaction",
        amount: amountMinor,
        fee: feeMinor,
        net: amountMinor - feeMinor,
      },
      ...{ type: "charge", source: chargeId, currency, created, available_on: created, exchange_rate: null },
      ...{ description: common.description, reporting_category: "charge", status: "available" },
      fee_details: [
        { amount: feeMinor, application: null, currency, description: "Processing fees", type: "stripe_fee" },
      ],
    },
  ];
}
