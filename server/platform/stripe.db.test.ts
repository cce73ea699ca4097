import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { LocalServer } from "@/server/platform/local/http";
import { servePayments } from "@/server/platform/local/payments";
import { GatewayUnavailable, type PaymentGateway, type PaymentIntent } from "@/server/platform/ports";
import { stripeGateway } from "@/server/platform/stripe";
import { describePaymentGateway } from "@/tests/support/payment-gateway-contract";
import { createTestDatabase, type TestDatabase } from "@/tests/support/postgres";

const KEYS = {
  secretKey: "sk_test_0123456789",
  publishableKey: "pk_test_0123456789",
  webhookSecret: "whsec_0123456789",
};
const CARDS = {
  succeeds: "4242424242424242",
  declines: "4000000000000002",
  requires_action: "4000002500003155",
};
let database: TestDatabase;
let sandbox: LocalServer;
let gateway: PaymentGateway;

beforeAll(async () => {
  database = await createTestDatabase({ empty: true });
  sandbox = await servePayments({
    port: 0,
    stateUrl: database.url,
    ...KEYS,
    webhookUrl: "http://127.0.0.1:9/api/webhooks/stripe",
  });
  gateway = stripeGateway({ ...KEYS, apiBase: `http://127.0.0.1:${sandbox.port}` });
});
afterAll(async () => {
  await sandbox.close();
  await database.drop();
});

/** Confirms as a browser does: with the publishable key and the client secret. */
async function confirm(intent: PaymentIntent, fate: keyof typeof CARDS): Promise<void> {
  const body = new URLSearchParams({
    key: KEYS.publishableKey,
    client_secret: intent.clientSecret ?? "",
    "payment_method_data[type]": "card",
    "payment_method_data[card][number]": CARDS[fate],
    "payment_method_data[card][exp_month]": "12",
    "payment_method_data[card][exp_year]": "2040",
    "payment_method_data[card][cvc]": "123",
  });
  const url = `http://127.0.0.1:${sandbox.port}/v1/payment_intents/${intent.intentId}/confirm`;
  const answer = await fetch(url, { method: "POST", body });
  expect(answer.status).toBe(fate === "declines" ? 402 : 200);
}

describePaymentGateway("Stripe's library on the sandbox", () => ({ gateway, confirm }));

describe("the adapter", () => {
  test("tells an unreachable gateway as GatewayUnavailable, with its cause", async () => {
    const nowhere = stripeGateway({ ...KEYS, apiBase: "http://127.0.0.1:9" });
    const failed = await nowhere.readIntent("pi_x").catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(GatewayUnavailable);
    expect((failed as GatewayUnavailable).cause).toBeDefined();
  });

  test("knows live keys from test keys", () => {
    expect(gateway.livemode).toBe(false);
    const live = stripeGateway({ ...KEYS, secretKey: "sk_live_x", apiBase: "https://api.stripe.com" });
    expect(live.livemode).toBe(true);
    expect(live.apiBase).toBe("https://api.stripe.com");
  });

  test("counts a currency without minor units as the gateway does", async () => {
    const intent = await gateway.createIntent({
      paymentId: "payment-isk",
      amount: { amountMinor: 12_000, currency: "ISK" },
      captureMethod: "automatic",
      description: "",
      metadata: {},
    });
    expect(intent.amount).toEqual({ amountMinor: 12_000, currency: "ISK" });
    await confirm(intent, "succeeds");
    expect((await gateway.readIntent(intent.intentId)).amountReceivedMinor).toBe(12_000);
  });
});
