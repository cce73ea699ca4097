/** The payment sandbox through Stripe's own library. Longer than the usual file: its groups share one server and one webhook endpoint. */
import { createServer, type Server } from "node:http";
import Stripe from "stripe";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { boundPort, type LocalServer, readBody } from "@/server/platform/local/http";
import { servePayments } from "@/server/platform/local/payments";
import { createTestDatabase, type TestDatabase } from "@/tests/support/postgres";
import { until } from "@/tests/support/until";

const KEYS = {
  secretKey: "sk_test_0123456789",
  publishableKey: "pk_test_0123456789",
  webhookSecret: "whsec_0123456789",
};
/** What a browser gets: an intent, or an error. */
type Body = {
  readonly status: string;
  readonly metadata?: unknown;
  readonly error: { readonly code: string; readonly param: string };
  readonly next_action: { readonly redirect_to_url: { readonly url: string } };
};
type State = { deliveries: { status: string; eventId: string; attempts: number }[] };
let database: TestDatabase;
let sandbox: LocalServer;
let stripe: Stripe;
let market: Server;
let received: Stripe.Event[] = [];
/** How the market answers the next webhooks; then 200. */
let answers: number[] = [];

beforeAll(async () => {
  database = await createTestDatabase({ empty: true });
  market = createServer((request, response) => {
    void readBody(request, 1_000_000).then((body) => {
      const signature = String(request.headers["stripe-signature"]);
      received.push(stripe.webhooks.constructEvent(body, signature, KEYS.webhookSecret));
      response.writeHead(answers.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => market.listen(0, "127.0.0.1", resolve));
  sandbox = await open();
  stripe = new Stripe(KEYS.secretKey, {
    ...{ host: "127.0.0.1", port: sandbox.port, protocol: "http", telemetry: false, maxNetworkRetries: 0 },
  });
});
afterAll(async () => {
  await sandbox.close();
  market.close();
  await database.drop();
});
beforeEach(async () => {
  await control("delivery", { mode: "normal" });
  await until(async () => (await state()).deliveries.every(({ status }) => status !== "waiting"));
  received = [];
});

const open = () =>
  servePayments({
    ...{ port: 0, stateUrl: database.url, ...KEYS },
    webhookUrl: `http://127.0.0.1:${boundPort(market.address())}/api/webhooks/stripe`,
  });
const at = (path: string) => `http://127.0.0.1:${sandbox.port}${path}`;

async function control(path: string, body: object): Promise<unknown> {
  const headers = { authorization: `Bearer ${KEYS.secretKey}`, "content-type": "application/json" };
  return (
    await fetch(at(`/sandbox/${path}`), { method: "POST", headers, body: JSON.stringify(body) })
  ).json();
}
async function state(): Promise<State> {
  const headers = { authorization: `Bearer ${KEYS.secretKey}` };
  return (await (await fetch(at("/sandbox/state"), { headers })).json()) as State;
}
const typesReceived = () => received.map((event) => event.type);

const createIntent = (more: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
  stripe.paymentIntents.create({ amount: 10_000, currency: "usd", metadata: { paymentId: "p1" }, ...more });

/** Confirms as a browser does: with the publishable key and the client secret. */
async function confirmInBrowser(
  intent: Stripe.PaymentIntent,
  number: string,
  more: Record<string, string> = {},
) {
  const body = new URLSearchParams({
    key: KEYS.publishableKey,
    client_secret: intent.client_secret ?? "",
    "payment_method_data[type]": "card",
    "payment_method_data[card][number]": number,
    "payment_method_data[card][exp_month]": "12",
    "payment_method_data[card][exp_year]": "2040",
    "payment_method_data[card][cvc]": "123",
    ...more,
  });
  const answer = await fetch(at(`/v1/payment_intents/${intent.id}/confirm`), { method: "POST", body });
  return { status: answer.status, body: (await answer.json()) as Body, headers: answer.headers };
}

describe("a payment, through Stripe's client library", () => {
  test("is created, confirmed in the browser, and read back with its charge and the gateway's fee", async () => {
    const intent = await createIntent({ automatic_payment_methods: { enabled: true } });
    expect(intent).toMatchObject({ status: "requires_payment_method", amount: 10_000, livemode: false });
    const confirmed = await confirmInBrowser(intent, "4242 4242 4242 4242");
    expect(confirmed.body).toMatchObject({ status: "succeeded", id: intent.id });
    expect(confirmed.body.metadata).toBeUndefined();
    expect(confirmed.headers.get("access-control-allow-origin")).toBe("*");

    const paid = await stripe.paymentIntents.retrieve(intent.id, {
      expand: ["latest_charge.balance_transaction"],
    });
    expect(paid).toMatchObject({ amount_received: 10_000, metadata: { paymentId: "p1" } });
    expect(paid.latest_charge).toMatchObject({
      ...{ paid: true, captured: true, amount: 10_000, amount_captured: 10_000 },
      payment_method_details: { card: { brand: "visa", last4: "4242" } },
      balance_transaction: { amount: 10_000, fee: 320, net: 9_680, type: "charge" },
    });
  });

  test("is held first and captured later when capture is manual", async () => {
    const intent = await createIntent({
      capture_method: "manual",
      confirm: true,
      payment_method: "pm_card_visa",
    });
    expect(intent).toMatchObject({
      status: "requires_capture",
      amount_capturable: 10_000,
      amount_received: 0,
    });
    await expect(stripe.refunds.create({ payment_intent: intent.id })).rejects.toThrow(
      "does not have a successful charge",
    );
    const captured = await stripe.paymentIntents.capture(intent.id, { amount_to_capture: 4_000 });
    expect(captured).toMatchObject({ status: "succeeded", amount_received: 4_000, amount_capturable: 0 });
    await expect(stripe.paymentIntents.capture(intent.id)).rejects.toMatchObject({
      code: "payment_intent_unexpected_state",
    });
  });

  test("that is only held is given back by cancelling, and a paid one cannot be cancelled", async () => {
    const held = await createIntent({
      capture_method: "manual",
      confirm: true,
      payment_method: "pm_card_visa",
    });
    expect(await stripe.paymentIntents.cancel(held.id)).toMatchObject({
      status: "canceled",
      amount_received: 0,
    });
    const paid = await createIntent({ confirm: true, payment_method: "pm_card_visa" });
    await expect(stripe.paymentIntents.cancel(paid.id)).rejects.toMatchObject({
      ...{ code: "payment_intent_unexpected_state", statusCode: 400 },
      payment_intent: { id: paid.id, status: "succeeded" },
    });
  });

  test("is refunded in parts, never beyond what was paid", async () => {
    const intent = await createIntent({ confirm: true, payment_method: "pm_card_visa" });
    const first = await stripe.refunds.create({
      payment_intent: intent.id,
      amount: 7_000,
      metadata: { refundId: "r1" },
    });
    expect(first).toMatchObject({ status: "succeeded", amount: 7_000 });
    expect(await stripe.balanceTransactions.retrieve(String(first.balance_transaction))).toMatchObject({
      ...{ amount: -7_000, fee: 0, net: -7_000, type: "refund", source: first.id },
    });
    const refund = (amount?: number) =>
      stripe.refunds.create({ payment_intent: intent.id, ...(amount === undefined ? {} : { amount }) });
    await expect(refund(3_001)).rejects.toThrow("greater than unrefunded amount");
    await refund();
    await expect(refund()).rejects.toMatchObject({ code: "charge_already_refunded" });
    const charge = await stripe.charges.retrieve(String(intent.latest_charge));
    expect(charge).toMatchObject({ amount_refunded: 10_000, refunded: true });
    expect((await stripe.refunds.list({ payment_intent: intent.id })).data).toHaveLength(2);
  });

  test("raced by ten refunds of the whole is refunded once", async () => {
    const intent = await createIntent({ confirm: true, payment_method: "pm_card_visa" });
    const races = Array.from({ length: 10 }, () => stripe.refunds.create({ payment_intent: intent.id }));
    const outcomes = await Promise.allSettled(races);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });
});

describe("an idempotency key", () => {
  test("gets the same answer for the same request, also when ten come at once", async () => {
    const options = { idempotencyKey: "payment-1" };
    const create = () => stripe.paymentIntents.create({ amount: 5_000, currency: "usd" }, options);
    const intents = await Promise.all(Array.from({ length: 10 }, create));
    expect(new Set(intents.map(({ id }) => id)).size).toBe(1);
    expect((await create()).lastResponse.headers["idempotent-replayed"]).toBe("true");
  });

  test("with other parameters is refused", async () => {
    const options = { idempotencyKey: "payment-2" };
    await stripe.paymentIntents.create({ amount: 5_000, currency: "usd" }, options);
    const other = stripe.paymentIntents.create({ amount: 5_001, currency: "usd" }, options);
    await expect(other).rejects.toMatchObject({ type: "StripeIdempotencyError", statusCode: 400 });
  });

  test("repeats a refusal of the card too", async () => {
    const intent = await createIntent();
    const confirm = () =>
      stripe.paymentIntents.confirm(
        intent.id,
        { payment_method: "pm_card_chargeDeclined" },
        { idempotencyKey: "decline-1" },
      );
    await expect(confirm()).rejects.toMatchObject({ type: "StripeCardError" });
    await expect(confirm()).rejects.toMatchObject({ type: "StripeCardError" });
    expect((await stripe.charges.list({ payment_intent: intent.id })).data).toHaveLength(1);
  });
});

describe("a card", () => {
  test.each([
    ["4000000000000002", "card_declined", "generic_decline"],
    ["4000000000009995", "card_declined", "insufficient_funds"],
    ["4000000000000069", "expired_card", undefined],
    ["4000000000000119", "processing_error", undefined],
    ["4111111111111111", "card_declined", "test_mode_live_card"],
  ])("%s is declined with %s, and another card may be tried", async (number, code, declineCode) => {
    const intent = await createIntent();
    const { status, body } = await confirmInBrowser(intent, number);
    expect({ status, error: body.error }).toMatchObject({
      status: 402,
      error: { type: "card_error", code, ...(declineCode ? { decline_code: declineCode } : {}) },
    });
    const declined = await stripe.paymentIntents.retrieve(intent.id);
    expect(declined).toMatchObject({ status: "requires_payment_method", last_payment_error: { code } });
    expect((await confirmInBrowser(intent, "5555555555554444")).body.status).toBe("succeeded");
  });

  test.each([
    ["number", "4242424242424241", "incorrect_number"],
    ["exp_month", "13", "invalid_expiry_month"],
    ["exp_year", "2019", "invalid_expiry_year"],
    ["cvc", "12", "invalid_cvc"],
  ])("with a wrong %s (%s) is refused as %s and no charge is tried", async (field, value, code) => {
    const intent = await createIntent();
    const answer = await confirmInBrowser(intent, "4242424242424242", {
      [`payment_method_data[card][${field}]`]: value,
    });
    expect(answer).toMatchObject({ status: 402, body: { error: { code, param: field } } });
    expect((await stripe.charges.list({ payment_intent: intent.id })).data).toHaveLength(0);
  });

  test("whose number is kept nowhere", async () => {
    await confirmInBrowser(await createIntent(), "4242424242424242");
    const { Client } = await import("pg");
    const client = new Client({ connectionString: database.url });
    await client.connect();
    const { rows } = await client.query<{ count: number }>(
      "select count(*)::int as count from roost_local.stripe_objects where object::text || hidden::text like '%4242424242424242%'",
    );
    await client.end();
    expect(rows[0]?.count).toBe(0);
  });

  test("that cuts the connection has paid when the client reads the intent again", async () => {
    const intent = await createIntent();
    await expect(confirmInBrowser(intent, "4000000000005035")).rejects.toThrow("fetch failed");
    const query = new URLSearchParams({
      key: KEYS.publishableKey,
      client_secret: intent.client_secret ?? "",
    });
    const answer = await fetch(at(`/v1/payment_intents/${intent.id}?${query}`));
    const read = (await answer.json()) as Body;
    expect(read.status).toBe("succeeded");
    const again = await confirmInBrowser(intent, "4242424242424242");
    expect(again).toMatchObject({
      status: 400,
      body: { error: { code: "payment_intent_unexpected_state" } },
    });
  });
});

describe("3-D Secure", () => {
  const answerPage = (url: string, outcome: string) =>
    fetch(url, { method: "POST", body: new URLSearchParams({ outcome }), redirect: "manual" });

  test.each([
    ["4000002500003155", "complete", "succeeded", "succeeded"],
    ["4000000000003220", "complete", "succeeded", "succeeded"],
    ["4000000000003220", "fail", "requires_payment_method", "failed"],
    ["4000008400001629", "complete", "requires_payment_method", "failed"],
  ])(
    "with card %s, answered with %s, ends as %s and goes back to the shop",
    async (number, outcome, status, redirect) => {
      const intent = await createIntent();
      const { body } = await confirmInBrowser(intent, number, {
        return_url: "http://localhost:3000/trips?x=1",
      });
      expect(body).toMatchObject({ status: "requires_action", next_action: { type: "redirect_to_url" } });
      const { url } = body.next_action.redirect_to_url;
      expect(await (await fetch(url)).text()).toContain('value="complete"');
      const back = new URL((await answerPage(url, outcome)).headers.get("location") ?? "");
      expect(`${back.origin}${back.pathname}`).toBe("http://localhost:3000/trips");
      expect(Object.fromEntries(back.searchParams)).toMatchObject({
        x: "1",
        payment_intent: intent.id,
        redirect_status: redirect,
      });
      expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe(status);
      await answerPage(url, "complete");
      expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe(status);
    },
  );

  test("without a return address tells the window that opened it; with a guessed page key it does nothing", async () => {
    const intent = await createIntent();
    const { url } = (await confirmInBrowser(intent, "4000000000003220")).body.next_action.redirect_to_url;
    expect((await answerPage(url.replace(/auth_\w{5}/, "auth_AAAAA"), "complete")).status).toBe(404);
    const done = await answerPage(url, "complete");
    expect(await done.text()).toContain(`"intentId":"${intent.id}","status":"succeeded"`);
  });
});

describe("access", () => {
  test("a wrong key, another client secret and the publishable key for server calls are refused", async () => {
    const options = { host: "127.0.0.1", port: sandbox.port, protocol: "http", telemetry: false } as const;
    const wrong = new Stripe("sk_test_wrong", options);
    await expect(wrong.paymentIntents.list()).rejects.toMatchObject({ type: "StripeAuthenticationError" });
    const publishable = new Stripe(KEYS.publishableKey, options);
    await expect(publishable.refunds.list()).rejects.toMatchObject({ statusCode: 403 });
    const [one, other] = [await createIntent(), await createIntent()];
    const mixed = { ...one, client_secret: other.client_secret };
    expect((await confirmInBrowser(mixed, "4242424242424242")).body.error.param).toBe("client_secret");
    expect((await fetch(at("/sandbox/state"))).status).toBe(401);
  });

  test.each([
    [{ amount: 0, currency: "usd" }, "parameter_invalid_integer"],
    [{ amount: 49, currency: "usd" }, "amount_too_small"],
    [{ amount: 100_000_000, currency: "usd" }, "amount_too_large"],
    [{ amount: 100, currency: "dollar" }, "parameter_invalid"],
    [{ currency: "usd" }, "parameter_missing"],
    [{ amount: 100, currency: "usd", colour: "red" }, "parameter_unknown"],
  ])("wrong parameters %o are refused as %s", async (params, code) => {
    // Wrong on purpose, so the library's types cannot hold.
    const create = stripe.paymentIntents.create(params as unknown as Stripe.PaymentIntentCreateParams);
    await expect(create).rejects.toMatchObject({ type: "StripeInvalidRequestError", code });
  });

  test("an unknown object is missing, and another kind's id too", async () => {
    await expect(stripe.paymentIntents.retrieve("pi_unknown")).rejects.toMatchObject({
      code: "resource_missing",
    });
    const intent = await createIntent();
    await expect(stripe.charges.retrieve(intent.id)).rejects.toMatchObject({
      code: "resource_missing",
      statusCode: 404,
    });
  });
});

describe("webhooks", () => {
  const pay = () => createIntent({ confirm: true, payment_method: "pm_card_visa" });

  test("arrive signed, one for each change, with the object as it was", async () => {
    const intent = await pay();
    await stripe.refunds.create({ payment_intent: intent.id, amount: 100 });
    await until(() => received.length === 5);
    expect(typesReceived().sort()).toEqual([
      "charge.refunded",
      "charge.succeeded",
      "payment_intent.created",
      "payment_intent.succeeded",
      "refund.created",
    ]);
    const succeeded = received.find((event) => event.type === "payment_intent.succeeded");
    expect(succeeded).toMatchObject({
      livemode: false,
      data: { object: { id: intent.id, status: "succeeded" } },
    });
    expect(await stripe.events.retrieve(succeeded?.id ?? "")).toMatchObject({
      type: "payment_intent.succeeded",
    });
    const listed = await stripe.events.list({ types: ["payment_intent.succeeded"], limit: 1 });
    expect(listed.data[0]?.id).toBe(succeeded?.id);
  });

  test("are sent again until the market answers 2xx", async () => {
    answers = [500, 302, 503];
    await createIntent();
    await until(() => received.length === 4);
    expect(new Set(received.map((event) => event.id)).size).toBe(1);
  });

  test("can be sent several times, late, in another order, or lost at first", async () => {
    await control("delivery", { mode: "duplicated", copies: 4 });
    await createIntent();
    await until(() => received.length === 4);
    expect(new Set(received.map((event) => event.id)).size).toBe(1);

    received = [];
    await control("delivery", { mode: "reordered" });
    const intent = await pay();
    await until(() => received.length === 3);
    const created = received.findIndex((event) => event.type === "payment_intent.created");
    expect([created, intent.status]).not.toEqual([0, "succeeded"]);

    received = [];
    await control("delivery", { mode: "delayed", delaySeconds: 3_600 });
    await createIntent();
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(received).toHaveLength(0);
    await control("deliver-now", {});
    await until(() => received.length === 1);

    received = [];
    await control("delivery", { mode: "dropped" });
    await createIntent();
    await until(() => received.length === 1);
    expect((await state()).deliveries[0]).toMatchObject({ status: "delivered", attempts: 2 });
    await control(`events/${received[0]?.id}/deliver`, { copies: 3 });
    await until(() => received.length === 4);
  });

  test("that were not delivered yet survive a restart of the sandbox, as do payments", async () => {
    await control("delivery", { mode: "delayed", delaySeconds: 3_600 });
    const intent = await pay();
    const again = await open();
    const client = new Stripe(KEYS.secretKey, { host: "127.0.0.1", port: again.port, protocol: "http" });
    expect((await client.paymentIntents.retrieve(intent.id)).status).toBe("succeeded");
    await control("deliver-now", {});
    await until(() => received.length === 3);
    await again.close();
  });
});
