import { expect, test } from "vitest";
import { fakePaymentGateway } from "@/server/platform/fakes/payment-gateway";
import { GatewayUnavailable } from "@/server/platform/ports";
import { describePaymentGateway } from "@/tests/support/payment-gateway-contract";

const gateway = fakePaymentGateway({ now: () => new Date("2026-04-28T19:30:00Z") });
describePaymentGateway("in memory", () => ({
  gateway,
  async confirm(intent, fate) {
    gateway.confirm(intent.intentId, fate);
  },
}));

test("an outage of the fake gateway is told as GatewayUnavailable", async () => {
  gateway.failNext(1);
  await expect(gateway.readIntent("pi_x")).rejects.toBeInstanceOf(GatewayUnavailable);
});
