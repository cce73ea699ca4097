/** What operators send and get about outgoing webhooks. */
import { z } from "zod";
import { reasonContract } from "@/server/modules/admin/contract";
import { cursorContract, idContract, pageContract, textContract } from "@/server/primitives/contracts";

export const ENDPOINTS_MAX = 50;
const URL_LENGTH_MAX = 2_048;

/** http is for receivers in the market's own network; what a public one is sent would be readable on the way. */
export const webhookUrlContract = z
  .string()
  .max(URL_LENGTH_MAX)
  .refine(isPlainUrl, "an http or https address without user name, password or fragment");

function isPlainUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, hash } = new URL(text);
  return (protocol === "https:" || protocol === "http:") && username === "" && password === "" && hash === "";
}

const types = z.array(z.string().min(1).max(100)).max(100);
const description = textContract(200, 1);
const endpointId = idContract("endpoint");
const eventId = idContract("event");

export const endpointContract = z.object({
  endpointId,
  url: z.string(),
  description: z.string(),
  /** All when empty. */
  types: z.array(z.string()),
  pausedAt: z.date().nullable(),
  createdAt: z.date(),
  waiting: z.int(),
  givenUp: z.int(),
  delivered: z.int(),
  lastDeliveredAt: z.date().nullable(),
  /** Its last failed attempt after its last delivery. */
  lastFailure: z.object({ at: z.date(), statusCode: z.int().nullable(), note: z.string() }).nullable(),
});
export type EndpointView = z.output<typeof endpointContract>;

export const listEndpointsOutput = z.object({
  endpoints: z.array(endpointContract),
  /** Every type that can be chosen. */
  types: z.array(z.object({ type: z.string(), summary: z.string() })),
});
export const addEndpointInput = z.strictObject({ url: webhookUrlContract, description, types });
/** The only time that a secret is shown. */
export const secretOutput = z.object({ endpointId, secret: z.string() });
export const editEndpointInput = z.strictObject({ endpointId, url: webhookUrlContract, description, types });
export const endpointActionInput = z.strictObject({ endpointId, reason: reasonContract });
export const rotateSecretInput = z.strictObject({ endpointId });

export const WEBHOOK_STATUSES = ["waiting", "delivered", "given_up"] as const;
export const webhookDeliveryContract = z.object({
  endpointId,
  endpointUrl: z.string(),
  eventId,
  type: z.string(),
  occurredAt: z.date(),
  status: z.enum(WEBHOOK_STATUSES),
  attempts: z.int(),
  nextAttemptAt: z.date().nullable(),
  queuedAt: z.date(),
  deliveredAt: z.date().nullable(),
});
export type WebhookDeliveryView = z.output<typeof webhookDeliveryContract>;
export const listWebhookDeliveriesInput = z.strictObject({
  endpointId: endpointId.optional(),
  status: z.enum(WEBHOOK_STATUSES).optional(),
  cursor: cursorContract,
  pageSize: z.int().min(1).max(100).default(25),
});
export const listWebhookDeliveriesOutput = pageContract(webhookDeliveryContract);
export const webhookDeliveryInput = z.strictObject({ endpointId, eventId });
export const readWebhookDeliveryOutput = webhookDeliveryContract.extend({
  /** Nothing can be sent to its endpoint any more. */
  isRemoved: z.boolean(),
  /** As it is sent. */
  body: z.string(),
  log: z.array(
    z.object({
      attempt: z.int(),
      at: z.date(),
      statusCode: z.int().nullable(),
      tookMs: z.int().nullable(),
      note: z.string(),
    }),
  ),
});
export const resendGivenUpOutput = z.object({ count: z.int() });
