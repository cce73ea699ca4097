import { z } from "zod";
import type {
  listEndpointsOutput,
  listWebhookDeliveriesInput,
  listWebhookDeliveriesOutput,
  readWebhookDeliveryOutput,
  webhookDeliveryInput,
} from "@/server/modules/integrations/contract";
import { PUBLISHED } from "@/server/modules/integrations/published";
import { bodyOf } from "@/server/modules/integrations/rules";
import {
  countDeliveries,
  listAttempts,
  listDeliveryRows,
  listEndpointRows,
  listLastFailures,
  readDeliveryRow,
} from "@/server/modules/integrations/store";
import type { OperatorCtx } from "@/server/platform/context";
import { uuidOf } from "@/server/primitives/id";
import { toPage } from "@/server/primitives/page";
import { readCursor } from "@/server/primitives/read-cursor";
import { refuse } from "@/server/primitives/refusal";

/** The place in the list of deliveries: when queued, then the UUIDs of event and endpoint. */
const deliveryCursor = z.strictObject({
  at: z.coerce.date(),
  id: z.string().regex(/^[0-9a-f-]{72}$/),
});
const NONE = { waiting: 0, givenUp: 0, delivered: 0, lastDeliveredAt: null };

/** The endpoints with what was sent to each, and what can be sent. Secrets are never among it. Writes nothing. */
export async function listEndpoints(
  ctx: Pick<OperatorCtx, "db">,
): Promise<z.output<typeof listEndpointsOutput>> {
  const [rows, counts, failures] = await Promise.all([
    listEndpointRows(ctx.db),
    countDeliveries(ctx.db),
    listLastFailures(ctx.db),
  ]);
  return {
    endpoints: rows.map(({ id, url, description, types, pausedAt, createdAt }) => ({
      endpointId: id,
      url,
      description,
      types,
      pausedAt,
      createdAt,
      ...(counts.get(id) ?? NONE),
      lastFailure: failures.get(id) ?? null,
    })),
    types: PUBLISHED.map(({ type, summary }) => ({ type, summary })),
  };
}

/** What was queued, latest first. Refuses a cursor that is not ours with `invalid_input`. Writes nothing. */
export async function listWebhookDeliveries(
  ctx: Pick<OperatorCtx, "db">,
  input: z.output<typeof listWebhookDeliveriesInput>,
): Promise<z.output<typeof listWebhookDeliveriesOutput>> {
  const { endpointId, status, pageSize } = input;
  const before = readCursor(deliveryCursor, input.cursor);
  const rows = await listDeliveryRows(ctx.db, { endpointId, status, before, max: pageSize + 1 });
  const page = toPage(rows, pageSize, (last) => ({
    at: last.queuedAt,
    id: `${uuidOf(last.eventId)}${uuidOf(last.endpointId)}`,
  }));
  return {
    items: [...page.items],
    ...(page.nextCursor === undefined ? {} : { nextCursor: page.nextCursor }),
  };
}

/** One delivery as it is sent, with every attempt. Refuses with `not_found`. Writes nothing. */
export async function readWebhookDelivery(
  ctx: Pick<OperatorCtx, "db">,
  { endpointId, eventId }: z.output<typeof webhookDeliveryInput>,
): Promise<z.output<typeof readWebhookDeliveryOutput>> {
  const row = await readDeliveryRow(ctx.db, endpointId, eventId);
  if (!row) throw refuse("not_found", { endpointId, eventId });
  const log = await listAttempts(ctx.db, endpointId, eventId);
  const { version: _version, payload: _payload, removedAt, ...view } = row;
  return {
    ...view,
    isRemoved: removedAt !== null,
    body: bodyOf(row),
    log: log.map(({ attempt, at, statusCode, tookMs, note }) => ({ attempt, at, statusCode, tookMs, note })),
  };
}
