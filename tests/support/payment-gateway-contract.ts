/** What every payment gateway must do, held against the fake and against Stripe's library on the payment sandbox alike. */
import { describe, expect, test } from "vitest";
import { GatewayUnavailable, type PaymentGateway, type PaymentIntent } from "@/server/platform/ports";
import { newId } from "@/server/primitives/id";
import { addMs, DAY_MS } from "@/server/primitives/zoned";

export interface GatewayUnderTest {
  readonly gateway: PaymentGateway;
  /** The guest's side: confirms with a card that does this. */
  confirm(intent: PaymentIntent, fate: "succeeds" | "declines" | "requires_action"): Promise<void>;
}

export function describePaymentGateway(name: string, open: () => GatewayUnderTest): void {
  const usd = (amountMinor: number) => ({ amountMinor, currency: "USD" as const });
  async function newIntent(captureMethod: "automatic" | "manual" = "automatic") {
    const paymentId = newId("payment");
    const input = {
      paymentId,
      amount: usd(53_248),
      captureMethod,
      description: "Roost stay",
      metadata: { payment_id: paymentId },
    };
    return { input, intent: await open().gateway.createIntent(input) };
  }
  async function newCharge() {
    const { intent } = await newIntent();
    await open().confirm(intent, "succeeds");
    return open().gateway.readIntent(intent.intentId);
  }

  describe(`the payment gateway (${name})`, () => {
    test("makes one intent per payment, however often it is asked", async () => {
      const { input, intent } = await newIntent();
      const again = await open().gateway.createIntent(input);
      expect(again.intentId).toBe(intent.intentId);
      expect(intent).toMatchObject({
        status: "requires_payment_method",
        amount: usd(53_248),
        amountReceivedMinor: 0,
        refundedMinor: 0,
        feeMinor: undefined,
        failureCode: undefined,
        metadata: input.metadata,
        clientSecret: expect.stringContaining("secret") as string,
      });
    });

    test("has the money, the charge, its fee and the card once the guest has paid", async () => {
      const paid = await newCharge();
      expect(paid).toMatchObject({
        status: "succeeded",
        amountReceivedMinor: 53_248,
        chargeId: expect.stringMatching(/^ch_/) as string,
        cardBrand: "visa",
        cardLast4: "4242",
      });
      expect(paid.feeMinor).toBeGreaterThan(0);
    });

    test("says why a card was declined, and takes another one after it", async () => {
      const { intent } = await newIntent();
      await open().confirm(intent, "declines");
      const declined = await open().gateway.readIntent(intent.intentId);
      expect(declined).toMatchObject({ status: "requires_payment_method", failureCode: "generic_decline" });
      await open().confirm(intent, "succeeds");
      expect((await open().gateway.readIntent(intent.intentId)).status).toBe("succeeded");
    });

    test("waits for the guest where the card asks for a further step", async () => {
      const { intent } = await newIntent();
      await open().confirm(intent, "requires_action");
      expect((await open().gateway.readIntent(intent.intentId)).status).toBe("requires_action");
    });

    test("cancels what is not paid, and refuses what is", async () => {
      const { intent } = await newIntent();
      expect((await open().gateway.cancelIntent(intent.intentId)).status).toBe("canceled");
      const paid = await newCharge();
      await expect(open().gateway.cancelIntent(paid.intentId)).rejects.not.toBeInstanceOf(GatewayUnavailable);
    });

    test("captures what was authorised", async () => {
      const { intent } = await newIntent("manual");
      await open().confirm(intent, "succeeds");
      expect((await open().gateway.readIntent(intent.intentId)).status).toBe("requires_capture");
      const captured = await open().gateway.captureIntent(intent.intentId);
      expect(captured).toMatchObject({ status: "succeeded", amountReceivedMinor: 53_248 });
    });

    test("sends a refund once, however often it is asked, and knows it by its own id", async () => {
      const { intentId } = await newCharge();
      const input = {
        refundId: newId("refund"),
        intentId,
        amountMinor: 20_000,
        reason: "cancelled_by_guest",
      };
      const first = await open().gateway.refund(input);
      expect(first).toMatchObject({ status: "succeeded", amountMinor: 20_000 });
      expect((await open().gateway.refund(input)).gatewayRefundId).toBe(first.gatewayRefundId);
      expect((await open().gateway.readIntent(intentId)).refundedMinor).toBe(20_000);
      expect(await open().gateway.readRefund(first.gatewayRefundId)).toEqual(first);
    });

    test("sends back no more than was paid", async () => {
      const { intentId } = await newCharge();
      const refund = (amountMinor: number) =>
        open().gateway.refund({ refundId: newId("refund"), intentId, amountMinor, reason: "x" });
      await refund(50_000);
      await expect(refund(3_249)).rejects.not.toBeInstanceOf(GatewayUnavailable);
      await expect(refund(3_248)).resolves.toBeDefined();
    });

    test("lists what moved its balance, newest first: charge with fee, refund without", async () => {
      const paid = await newCharge();
      const { gatewayRefundId } = await open().gateway.refund({
        refundId: newId("refund"),
        intentId: paid.intentId,
        amountMinor: 1_000,
        reason: "x",
      });
      const createdFrom = addMs(new Date(), -40_000 * DAY_MS);
      const [refunded, charged] = await open().gateway.listMovements({ createdFrom, max: 2 });
      expect(refunded).toMatchObject({
        kind: "refund",
        sourceId: gatewayRefundId,
        amountMinor: -1_000,
        currency: "USD",
      });
      expect(charged).toMatchObject({ kind: "charge", sourceId: paid.chargeId, amountMinor: 53_248 });
      expect(charged?.feeMinor).toBe(paid.feeMinor);
    });

    test("refuses a webhook without or with a wrong signature", async () => {
      for (const signature of [undefined, "", "t=1,v1=00", "nonsense"])
        await expect(open().gateway.verifyWebhook("{}", signature, new Date())).rejects.toMatchObject({
          code: "signature_invalid",
        });
    });
  });
}
