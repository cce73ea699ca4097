/** SQL of the webhook inbox. */
import { eq } from "drizzle-orm";
import { stripeInbox } from "@/server/modules/payments/tables";
import { type DbOrTx, rowsOf, sql } from "@/server/platform/db";
import type { GatewayEvent } from "@/server/platform/ports";

/** Keeps a verified webhook once, however often it comes; a repeat is counted and changes nothing else. */
export async function insertWebhook(
  db: DbOrTx,
  event: GatewayEvent,
  receivedAt: Date,
): Promise<{ isNew: boolean }> {
  const rows = await rowsOf<{ delivery_count: number }>(
    db,
    sql`insert into stripe_inbox as i (gateway_event_id, type, object_id, intent_id, livemode, account,
            gateway_created_at, received_at, status)
        values (${event.gatewayEventId}, ${event.type}, ${event.objectId}, ${event.intentId ?? null},
            ${event.livemode}, ${event.account ?? null}, ${event.createdAt.toISOString()}::timestamptz,
            ${receivedAt.toISOString()}::timestamptz, 'received')
        on conflict (gateway_event_id) do update set delivery_count = i.delivery_count + 1
        returning delivery_count`,
  );
  return { isNew: rows[0]?.delivery_count === 1 };
}

export type InboxRow = {
  readonly gateway_event_id: string;
  readonly type: string;
  readonly object_id: string;
  readonly intent_id: string | null;
  readonly account: string | null;
  readonly attempts: number;
};

/** A claimed row is left alone by other runs for this long; a run that dies leaves it to the next. */
const LEASE_SECONDS = 60;

/** Takes the oldest waiting webhooks for this run; runs at once never take the same. Index: stripe_inbox_open. */
export async function claimInbox(db: DbOrTx, now: Date, max: number): Promise<InboxRow[]> {
  const at = now.toISOString();
  return rowsOf<InboxRow>(
    db,
    sql`update stripe_inbox set attempts = attempts + 1,
          next_attempt_at = ${at}::timestamptz + make_interval(secs => ${LEASE_SECONDS})
        where gateway_event_id in (
          select gateway_event_id from stripe_inbox
          where status = 'received' and (next_attempt_at is null or next_attempt_at <= ${at}::timestamptz)
          order by received_at limit ${max} for update skip locked)
        returning gateway_event_id, type, object_id, intent_id, account, attempts`,
  );
}

export async function countInbox(db: DbOrTx): Promise<number> {
  const rows = await rowsOf<{ count: number }>(
    db,
    sql`select count(*)::int as count from stripe_inbox where status = 'received'`,
  );
  return rows[0]?.count ?? 0;
}

export async function settleInbox(
  db: DbOrTx,
  gatewayEventId: string,
  end: { status: "handled" | "ignored" | "quarantined" | "failed"; outcome: string; at: Date },
): Promise<void> {
  await db
    .update(stripeInbox)
    .set({ status: end.status, outcome: end.outcome, handledAt: end.at, nextAttemptAt: null })
    .where(eq(stripeInbox.gatewayEventId, gatewayEventId));
}

export async function postponeInbox(
  db: DbOrTx,
  gatewayEventId: string,
  wait: { until: Date; outcome: string },
): Promise<void> {
  await db
    .update(stripeInbox)
    .set({ nextAttemptAt: wait.until, outcome: wait.outcome })
    .where(eq(stripeInbox.gatewayEventId, gatewayEventId));
}
