import type { Pool } from "pg";
import { z } from "zod";
import { deliveryContract, readDelivery, saveDelivery } from "@/server/platform/local/payments/events";
import { invalidRequest, noSuch } from "@/server/platform/local/payments/refusal";

const LISTED_MAX = 100;
const redeliverContract = z.object({ copies: z.int().min(1).max(1_000).default(1) });

/**
 * The sandbox's own controls, for the /dev/payments page and for tests; the gateway has nothing like them. All take the
 * secret key as their bearer token and JSON.
 *
 * - `GET /sandbox/state` → `{ delivery, intents, charges, refunds, events, deliveries }`, newest first
 * - `POST /sandbox/delivery` `{ mode, delaySeconds?, copies? }` → how later events reach the market
 * - `POST /sandbox/deliver-now` → everything that waits is due now
 * - `POST /sandbox/events/<id>/deliver` `{ copies? }` → sends an event again
 */
export async function control(state: Pool, method: string, path: string, body: unknown): Promise<unknown> {
  if (method === "GET" && path === "/sandbox/state") return readState(state);
  if (method === "POST" && path === "/sandbox/delivery") {
    const parsed = deliveryContract.safeParse(body);
    if (!parsed.success) throw invalidRequest(z.prettifyError(parsed.error));
    await saveDelivery(state, parsed.data);
    return parsed.data;
  }
  if (method === "POST" && path === "/sandbox/deliver-now") return deliverNow(state);
  const eventId = path.match(/^\/sandbox\/events\/(evt_\w+)\/deliver$/)?.[1];
  if (method === "POST" && eventId !== undefined) return redeliver(state, eventId, body);
  throw invalidRequest(`Unrecognized request URL (${method}: ${path}).`, {}, 404);
}

async function readState(state: Pool): Promise<unknown> {
  const objects = async (kind: string) => {
    const { rows } = await state.query<{ object: unknown }>(
      "select object from roost_local.stripe_objects where kind = $1 order by seq desc limit $2",
      [kind, LISTED_MAX],
    );
    return rows.map((row) => row.object);
  };
  const deliveries = await state.query(
    `select delivery.id::float8 as id, event_id as "eventId", event.object ->> 'type' as type, status, attempts,
       due_at as "dueAt", delivered_at as "deliveredAt", last_answer as "lastAnswer"
     from roost_local.stripe_deliveries as delivery join roost_local.stripe_objects as event on event.id = event_id
     order by delivery.id desc limit $1`,
    [LISTED_MAX],
  );
  return {
    delivery: await readDelivery(state),
    intents: await objects("payment_intent"),
    charges: await objects("charge"),
    refunds: await objects("refund"),
    events: await objects("event"),
    deliveries: deliveries.rows,
  };
}

async function deliverNow(state: Pool): Promise<{ count: number }> {
  const { rowCount } = await state.query(
    `update roost_local.stripe_deliveries set due_at = clock_timestamp()
     where status = 'waiting' and due_at > clock_timestamp()`,
  );
  return { count: rowCount ?? 0 };
}

async function redeliver(state: Pool, eventId: string, body: unknown): Promise<{ count: number }> {
  const parsed = redeliverContract.safeParse(body ?? {});
  if (!parsed.success) throw invalidRequest(z.prettifyError(parsed.error));
  const { rowCount } = await state.query(
    `insert into roost_local.stripe_deliveries (event_id, due_at)
     select id, clock_timestamp() from roost_local.stripe_objects, generate_series(1, $2)
     where id = $1 and kind = 'event'`,
    [eventId, parsed.data.copies],
  );
  if (rowCount === 0) throw noSuch("event", eventId);
  return { count: rowCount ?? 0 };
}
