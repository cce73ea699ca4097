/** Procedures of payments. */
import {
  paymentContract,
  readPaymentInput,
  startPaymentInput,
  startPaymentOutput,
} from "@/server/modules/payments/contract";
import { readPayment } from "@/server/modules/payments/read-payment";
import { startPayment } from "@/server/modules/payments/start-payment";
import { router } from "@/server/trpc/init";
import { guestProcedure } from "@/server/trpc/procedures";

export const paymentsRouter = router({
  start: guestProcedure
    .input(startPaymentInput)
    .output(startPaymentOutput)
    .mutation(({ ctx, input }) => startPayment(ctx, input)),
  read: guestProcedure
    .input(readPaymentInput)
    .output(paymentContract)
    .query(({ ctx, input }) => readPayment(ctx, input)),
});
