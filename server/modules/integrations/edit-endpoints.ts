/**
 * What operators do to the endpoints of outgoing webhooks. Each is one transaction with its line in the audit log. Refuses
 * with `not_found` for an endpoint that is none (any more), `invalid_input` for a type that is not published, and
 * `too_many_endpoints`.
 */
import type { z } from "zod";
import { recordAction } from "@/server/modules/admin/record-action";
import {
  type addEndpointInput,
  ENDPOINTS_MAX,
  type editEndpointInput,
  type endpointActionInput,
  type rotateSecretInput,
  type secretOutput,
} from "@/server/modules/integrations/contract";
import { newSecret, sealSecret } from "@/server/modules/integrations/endpoint-secret";
import { PUBLISHED } from "@/server/modules/integrations/published";
import { FORMER_SECRET_MS } from "@/server/modules/integrations/rules";
import {
  countEndpoints,
  type EndpointRow,
  giveUpWaiting,
  insertEndpoint,
  lockEndpoint,
  saveEndpoint,
} from "@/server/modules/integrations/store";
import type { OperatorCtx } from "@/server/platform/context";
import { inTransaction, type Tx } from "@/server/platform/db";
import { type EndpointId, newId } from "@/server/primitives/id";
import { refuse } from "@/server/primitives/refusal";
import { addMs } from "@/server/primitives/zoned";

type Done = Record<string, never>;

/** Events from now on are sent to it. The secret is given this once. */
export function addEndpoint(
  ctx: OperatorCtx,
  input: z.output<typeof addEndpointInput>,
): Promise<z.output<typeof secretOutput>> {
  assertPublished(input.types);
  return inTransaction(ctx, async (tx) => {
    if ((await countEndpoints(tx)) >= ENDPOINTS_MAX)
      throw refuse("too_many_endpoints", { max: ENDPOINTS_MAX });
    const endpointId = newId("endpoint", ctx.now.getTime());
    const secret = newSecret();
    await insertEndpoint(tx, {
      id: endpointId,
      ...fieldsOf(input),
      sealedSecret: await sealSecret(secret, ctx.config),
      createdBy: ctx.actor.personId,
      createdAt: ctx.now,
    });
    await note(tx, ctx, endpointId, "endpoint.added", "Added", { url: input.url, types: input.types });
    return { endpointId, secret };
  });
}

export function editEndpoint(ctx: OperatorCtx, input: z.output<typeof editEndpointInput>): Promise<Done> {
  assertPublished(input.types);
  return change(ctx, input.endpointId, async (tx) => {
    await saveEndpoint(tx, input.endpointId, fieldsOf(input));
    const { url, types } = input;
    await note(tx, ctx, input.endpointId, "endpoint.changed", "Changed", { url, types });
  });
}

/** A new secret signs from now on, the former one beside it for a day. Given this once. */
export function rotateSecret(
  ctx: OperatorCtx,
  { endpointId }: z.output<typeof rotateSecretInput>,
): Promise<z.output<typeof secretOutput>> {
  return inTransaction(ctx, async (tx) => {
    const endpoint = await lockListed(tx, endpointId);
    const secret = newSecret();
    await saveEndpoint(tx, endpointId, {
      sealedSecret: await sealSecret(secret, ctx.config),
      formerSealedSecret: endpoint.sealedSecret,
      formerUntil: addMs(ctx.now, FORMER_SECRET_MS),
    });
    await note(tx, ctx, endpointId, "endpoint.secret_rotated", "Secret replaced");
    return { endpointId, secret };
  });
}

type ActionInput = z.output<typeof endpointActionInput>;

/** What happens meanwhile waits until it is resumed. */
export function pauseEndpoint(ctx: OperatorCtx, { endpointId, reason }: ActionInput): Promise<Done> {
  return change(ctx, endpointId, async (tx, endpoint) => {
    await saveEndpoint(tx, endpointId, { pausedAt: endpoint.pausedAt ?? ctx.now });
    await note(tx, ctx, endpointId, "endpoint.paused", reason);
  });
}

export function resumeEndpoint(ctx: OperatorCtx, { endpointId, reason }: ActionInput): Promise<Done> {
  return change(ctx, endpointId, async (tx) => {
    await saveEndpoint(tx, endpointId, { pausedAt: null });
    await note(tx, ctx, endpointId, "endpoint.resumed", reason);
  });
}

/** Nothing is sent to it any more, and what waits is given up; its log stays. */
export function removeEndpoint(ctx: OperatorCtx, { endpointId, reason }: ActionInput): Promise<Done> {
  return change(ctx, endpointId, async (tx) => {
    await saveEndpoint(tx, endpointId, { removedAt: ctx.now });
    await giveUpWaiting(tx, endpointId);
    await note(tx, ctx, endpointId, "endpoint.removed", reason);
  });
}

function change(
  ctx: OperatorCtx,
  endpointId: EndpointId,
  work: (tx: Tx, endpoint: EndpointRow) => Promise<void>,
): Promise<Done> {
  return inTransaction(ctx, async (tx) => {
    await work(tx, await lockListed(tx, endpointId));
    return {};
  });
}

async function lockListed(tx: Tx, endpointId: EndpointId): Promise<EndpointRow> {
  const endpoint = await lockEndpoint(tx, endpointId);
  if (!endpoint) throw refuse("not_found", { endpointId });
  return endpoint;
}

function assertPublished(types: readonly string[]): void {
  const unknown = types.find((type) => !PUBLISHED.some((event) => event.type === type));
  if (unknown !== undefined) throw refuse("invalid_input", { type: unknown });
}

function fieldsOf({ url, description, types }: z.output<typeof addEndpointInput>) {
  return { url, description, types: [...new Set(types)].sort() };
}

function note(
  tx: Tx,
  ctx: OperatorCtx,
  objectId: EndpointId,
  action: string,
  reason: string,
  details: Record<string, unknown> = {},
) {
  return recordAction(tx, ctx, { action, objectKind: "endpoint", objectId, reason, details });
}
