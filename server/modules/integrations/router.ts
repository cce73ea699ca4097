/** Procedures of outgoing webhooks. All ask for a standing operator grant; each mutation leaves an audit line. */
import { z } from "zod";
import {
  addEndpointInput,
  editEndpointInput,
  endpointActionInput,
  listEndpointsOutput,
  listWebhookDeliveriesInput,
  listWebhookDeliveriesOutput,
  readWebhookDeliveryOutput,
  resendGivenUpOutput,
  rotateSecretInput,
  secretOutput,
  webhookDeliveryInput,
} from "@/server/modules/integrations/contract";
import {
  addEndpoint,
  editEndpoint,
  pauseEndpoint,
  removeEndpoint,
  resumeEndpoint,
  rotateSecret,
} from "@/server/modules/integrations/edit-endpoints";
import {
  listEndpoints,
  listWebhookDeliveries,
  readWebhookDelivery,
} from "@/server/modules/integrations/list-endpoints";
import { resendGivenUp, resendWebhook } from "@/server/modules/integrations/resend-webhooks";
import { router } from "@/server/trpc/init";
import { operatorProcedure } from "@/server/trpc/procedures";

const done = z.object({});

export const integrationsRouter = router({
  listEndpoints: operatorProcedure
    .input(z.strictObject({}).optional())
    .output(listEndpointsOutput)
    .query(({ ctx }) => listEndpoints(ctx)),
  addEndpoint: operatorProcedure
    .input(addEndpointInput)
    .output(secretOutput)
    .mutation(({ ctx, input }) => addEndpoint(ctx, input)),
  editEndpoint: operatorProcedure
    .input(editEndpointInput)
    .output(done)
    .mutation(({ ctx, input }) => editEndpoint(ctx, input)),
  rotateSecret: operatorProcedure
    .input(rotateSecretInput)
    .output(secretOutput)
    .mutation(({ ctx, input }) => rotateSecret(ctx, input)),
  pauseEndpoint: operatorProcedure
    .input(endpointActionInput)
    .output(done)
    .mutation(({ ctx, input }) => pauseEndpoint(ctx, input)),
  resumeEndpoint: operatorProcedure
    .input(endpointActionInput)
    .output(done)
    .mutation(({ ctx, input }) => resumeEndpoint(ctx, input)),
  removeEndpoint: operatorProcedure
    .input(endpointActionInput)
    .output(done)
    .mutation(({ ctx, input }) => removeEndpoint(ctx, input)),
  listDeliveries: operatorProcedure
    .input(listWebhookDeliveriesInput)
    .output(listWebhookDeliveriesOutput)
    .query(({ ctx, input }) => listWebhookDeliveries(ctx, input)),
  readDelivery: operatorProcedure
    .input(webhookDeliveryInput)
    .output(readWebhookDeliveryOutput)
    .query(({ ctx, input }) => readWebhookDelivery(ctx, input)),
  resend: operatorProcedure
    .input(webhookDeliveryInput)
    .output(done)
    .mutation(({ ctx, input }) => resendWebhook(ctx, input)),
  resendGivenUp: operatorProcedure
    .input(rotateSecretInput)
    .output(resendGivenUpOutput)
    .mutation(({ ctx, input }) => resendGivenUp(ctx, input)),
});
