import Stripe from "stripe";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { answerStripeWebhook } from "@/server/gateway/stripe-webhook";
import { handleStripeInbox } from "@/server/modules/payments/handle-stripe-inbox";
import type { PaymentGateway } from "@/server/platform/ports";
import { stripeGateway } from "@/server/platform/stripe";
import { type Market, NO_PORTS, openMarket } from "@/tests/support/market";

const SECRET = "whsec_of_the_tests";
const signer = new Stripe("sk_test_of_no_use", { telemetry: false });
const gatewayOf = (secretKey: string): PaymentGateway =>
  stripeGateway({
    secretKey,
    publishableKey: "pk_test_x",
    webhookSecret: SECRET,
    apiBase: "http://127.0.0.1:1",
  });

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market.close());
beforeEach(() => market.query("delete from stripe_inbox"));

const eventOf = (id: string, more: object = {}) =>
  JSON.stringify({
    id,
    object: "event",
    type: "payment_intent.succeeded",
    livemode: false,
    created: 1_777_000_000,
    data: { object: { id: "pi_unknown", object: "payment_intent" } },
    ...more,
  });
const signed = (payload: string, secondsAgo = 0) =>
  signer.webhooks.generateTestHeaderString({
    payload,
    secret: SECRET,
    timestamp: Math.floor(Date.now() / 1000) - secondsAgo,
  });
function send(body: string, signature: string | undefined, secretKey = "sk_test_x") {
  const headers = new Headers(signature === undefined ? {} : { "stripe-signature": signature });
  const request = new Request("http://localhost/api/webhooks/stripe", { method: "POST", headers, body });
  const ports = { ...Object.getOwnPropertyDescriptors(NO_PORTS) };
  const withGateway = Object.defineProperties({}, { ...ports, payments: { value: gatewayOf(secretKey) } });
  return answerStripeWebhook(request, async () =>
    market.systemCtx({ ports: withGateway as typeof NO_PORTS }),
  );
}
const inbox = () =>
  market.query("select gateway_event_id, status, delivery_count, outcome from stripe_inbox order by 1");

describe("a webhook", () => {
  test("that is signed is kept and answered at once", async () => {
    const body = eventOf("evt_1");
    const answer = await send(body, signed(body));
    expect(answer.status).toBe(200);
    expect(await inbox()).toMatchObject([
      { gateway_event_id: "evt_1", status: "received", delivery_count: 1 },
    ]);
  });

  test("that comes 200 times at once is kept once and counted", async () => {
    const body = eventOf("evt_2");
    const answers = await Promise.all(Array.from({ length: 200 }, () => send(body, signed(body))));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
    expect(await inbox()).toMatchObject([{ gateway_event_id: "evt_2", delivery_count: 200 }]);
  });

  test.each([
    ["without a signature", () => undefined],
    ["with a signature of nothing", () => ""],
    [
      "with another market's signature",
      (body: string) => signer.webhooks.generateTestHeaderString({ payload: body, secret: "whsec_other" }),
    ],
    ["signed 301 seconds ago", (body: string) => signed(body, 301)],
    ["with a body that differs by one byte", (body: string) => signed(body.replace("evt_3", "evt_4"))],
  ])("%s is refused with 400 and not kept", async (_, signatureOf) => {
    const body = eventOf("evt_3");
    expect((await send(body, signatureOf(body))).status).toBe(400);
    expect(await inbox()).toEqual([]);
  });

  test("signed 299 seconds ago is taken", async () => {
    const body = eventOf("evt_5");
    expect((await send(body, signed(body, 299))).status).toBe(200);
  });

  test("of test mode is refused in a live market", async () => {
    const body = eventOf("evt_6");
    expect((await send(body, signed(body), "sk_live_x")).status).toBe(400);
    expect(await inbox()).toEqual([]);
  });

  test.each([["[]"], ["{}"], ["not json"], [eventOf("evt_7", { data: {} })]])(
    "whose signed body is no event is refused with 400 (%s)",
    async (body) => {
      expect((await send(body, signed(body))).status).toBe(400);
      expect(await inbox()).toEqual([]);
    },
  );

  test("past a megabyte is refused with 413", async () => {
    const body = eventOf("evt_8", { padding: "x".repeat(1_000_001) });
    expect((await send(body, signed(body))).status).toBe(413);
  });

  test("of an account that is not ours is answered 200 and quarantined", async () => {
    const body = eventOf("evt_9", { account: "acct_stranger" });
    expect((await send(body, signed(body))).status).toBe(200);
    await handleStripeInbox(market.systemCtx(), { recordsMax: 10, msMax: 5_000 });
    expect(await inbox()).toMatchObject([{ status: "quarantined", outcome: "unknown account" }]);
  });
});
