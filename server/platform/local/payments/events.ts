import type { PoolClient } from "pg";
import { z } from "zod";
import { type Call, secondsOf } from "@/server/platform/local/payments/call";
import { insertObject, makeId, type StripeObject } from "@/server/platform/local/payments/objects";

/** How webhooks reach the market. Chosen on the /dev/payments page and by tests; kept until chosen anew. */
export const deliveryContract = z.object({
  mode: z.enum(["normal", "delayed", "duplicated", "reordered", "dropped"]),
  /** Seconds that a delayed event waits. */
  delaySeconds: z.number().min(0).max(259_200).default(5),
  /** How often a duplicated event is sent. */
  copies: z.int().min(2).max(1_000).default(3),
});
export type Delivery = z.output<typeof deliveryContract>;

export const NORMAL_DELIVERY: Delivery = { mode: "normal", delaySeconds: 5, copies: 3 };
export const API_VERSION = "2026-10-28.endive";

const DUPLICATE_GAP_MS = 150;
/** A reordered event waits this long, and the one after it is sent at once. */
const REORDER_HOLD_MS = 1_500;

export async function readDelivery(client: Pick<PoolClient, "query">): Promise<Delivery> {
  const { rows } = await client.query("select delivery from roost_local.stripe_settings");
  return rows[0] ? deliveryContract.parse(rows[0].delivery) : NORMAL_DELIVERY;
}

export async function saveDelivery(client: Pick<PoolClient, "query">, delivery: Delivery): Promise<void> {
  await client.query(
    `insert into roost_local.stripe_settings (delivery) values ($1)
     on conflict (only_row) do update set delivery = excluded.delivery`,
    [delivery],
  );
}

/** Records an event with the object as it is now, and when it is to be delivered, in the change's own transaction. */
export async function emit(call: Call, type: string, object: StripeObject): Promise<void> {
  const event: StripeObject = {
    id: makeId("evt"),
    object: "event",
    api_version: API_VERSION,
    created: secondsOf(call.now),
    data: { object: structuredClone(object) },
    livemode: false,
    pending_webhooks: 1,
    request: { id: call.requestId, idempotency_key: call.idempotencyKey ?? null },
    type,
  };
  await insertObject(call.client, event);
  await schedule(call, event.id, await readDelivery(call.client));
}

async function schedule(call: Call, eventId: string, delivery: Delivery): Promise<void> {
  for (const delayMs of await delaysOf(call, delivery)) {
    await call.client.query(
      `insert into roost_local.stripe_deliveries (event_id, due_at, drops)
       values ($1, clock_timestamp() + $2 * interval '1 millisecond', $3)`,
      [eventId, delayMs, delivery.mode === "dropped" ? 1 : 0],
    );
  }
}

async function delaysOf(call: Call, { mode, delaySeconds, copies }: Delivery): Promise<number[]> {
  if (mode === "delayed") return [delaySeconds * 1000];
  if (mode === "duplicated") return Array.from({ length: copies }, (_, copy) => copy * DUPLICATE_GAP_MS);
  if (mode !== "reordered") return [0];
  const { rows } = await call.client.query(
    "select count(*)::int as count from roost_local.stripe_deliveries",
  );
  return [rows[0]?.count % 2 === 0 ? REORDER_HOLD_MS : 0];
}
