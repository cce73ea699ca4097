/** Paying through the market's own address, as a browser on another machine does. */
import Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerLocalPayments } from "@/server/gateway/local-payments";
import type { LocalServer } from "@/server/platform/local/http";
import { servePayments } from "@/server/platform/local/payments";
import { createTestDatabase, type TestDatabase } from "@/tests/support/postgres";

const KEYS = {
  secretKey: "sk_test_0123456789",
  publishableKey: "pk_test_0123456789",
  webhookSecret: "whsec_0123456789",
};
const MARKET = "http://192.168.1.20:3000";

interface Body {
  readonly status?: string;
  readonly error?: { readonly type: string };
  readonly next_action?: { readonly redirect_to_url: { readonly url: string } };
}

let database: TestDatabase;
let sandbox: LocalServer;
let stripe: Stripe;
beforeAll(async () => {
  database = await createTestDatabase({ empty: true });
  sandbox = await servePayments({
    ...{ port: 0, stateUrl: database.url, ...KEYS, pageBase: MARKET },
    // Nobody listens: webhooks wait, and these tests read the sandbox itself.
    webhookUrl: "http://127.0.0.1:9/api/webhooks/stripe",
  });
  stripe = new Stripe(KEYS.secretKey, {
    ...{ host: "127.0.0.1", port: sandbox.port, protocol: "http", telemetry: false, maxNetworkRetries: 0 },
  });
});
afterAll(async () => {
  await sandbox.close();
  await database.drop();
});

async function send(
  address: string,
  form?: Record<string, string>,
  standIns = ["payments"],
): Promise<Response> {
  const url = new URL(address, `${MARKET}/sandbox/`);
  const init = form ? { method: "POST", body: new URLSearchParams(form) } : {};
  const path = url.pathname.split("/").slice(2);
  const config = { standIns: new Set(standIns) } as never;
  return answerLocalPayments({ config }, `http://127.0.0.1:${sandbox.port}`, new Request(url, init), path);
}
const jsonOf = async (answer: Response) => (await answer.json()) as Body;

async function openIntent() {
  const { id, client_secret: secret } = await stripe.paymentIntents.create({
    amount: 5_000,
    currency: "usd",
  });
  return { id, proof: { key: KEYS.publishableKey, client_secret: secret ?? "" } };
}
const card = (number: string) => ({
  return_url: `${MARKET}/checkout`,
  "payment_method_data[type]": "card",
  "payment_method_data[card][number]": number,
  "payment_method_data[card][exp_month]": "12",
  "payment_method_data[card][exp_year]": "2034",
  "payment_method_data[card][cvc]": "123",
});

describe("a client at the market's address", () => {
  it("reads and confirms its payment with the publishable key, and not without one", async () => {
    const { id, proof } = await openIntent();
    const at = `v1/payment_intents/${id}`;
    expect((await send(`${at}?${new URLSearchParams({ client_secret: proof.client_secret })}`)).status).toBe(
      401,
    );
    const read = await send(`${at}?${new URLSearchParams(proof)}`);
    expect([read.status, (await jsonOf(read)).status]).toEqual([200, "requires_payment_method"]);
    const paid = await send(`${at}/confirm`, { ...proof, ...card("4242424242424242") });
    expect([paid.status, (await jsonOf(paid)).status]).toEqual([200, "succeeded"]);
    expect((await stripe.paymentIntents.retrieve(id)).status).toBe("succeeded");
  });

  it("is sent to the bank's page at the market's address, answers there, and is sent back", async () => {
    const { id, proof } = await openIntent();
    const asked = await jsonOf(
      await send(`v1/payment_intents/${id}/confirm`, { ...proof, ...card("4000002500003155") }),
    );
    const page = asked.next_action?.redirect_to_url.url ?? "";
    expect(page.startsWith(`${MARKET}/sandbox/authenticate/${id}/`)).toBe(true);
    const shown = await send(page);
    expect(shown.headers.get("content-type")).toContain("text/html");
    expect(await shown.text()).toContain("Your bank asks");
    const back = await send(page, { outcome: "complete" });
    expect(back.status).toBe(303);
    expect(back.headers.get("location")).toContain(`${MARKET}/checkout?`);
    expect((await stripe.paymentIntents.retrieve(id)).status).toBe("succeeded");
  });

  it("is told by a 502 when the connection to the gateway breaks, and can read the payment again", async () => {
    const { id, proof } = await openIntent();
    const broken = await send(`v1/payment_intents/${id}/confirm`, { ...proof, ...card("4000000000005035") });
    expect([broken.status, (await jsonOf(broken)).error?.type]).toEqual([502, "api_error"]);
    const read = await send(`v1/payment_intents/${id}?${new URLSearchParams(proof)}`);
    expect((await jsonOf(read)).status).toBe("succeeded");
  });

  it("reaches nothing else: no controls, no other call, no file, nothing without the sandbox", async () => {
    const { id, proof } = await openIntent();
    for (const path of [
      "state",
      "delivery",
      "v1/refunds",
      "v1/payment_intents",
      `v1/payment_intents/${id}/cancel`,
      "v1/payment_intents/pi_1/..%2f..%2frefunds",
    ])
      expect((await send(path, proof)).status, path).toBe(404);
    expect((await send(`v1/payment_intents/${id}?${new URLSearchParams(proof)}`, undefined, [])).status).toBe(
      404,
    );
    const large = { ...proof, filler: "x".repeat(2_000_000) };
    expect((await send(`v1/payment_intents/${id}/confirm`, large)).status).toBe(413);
  });
});
