/** SQL of outgoing webhooks. */
import { and, desc, eq, sql as fragment, isNull } from "drizzle-orm";
import type { EventRecord } from "@/server/events/define-event";
import type { WebhookDeliveryView } from "@/server/modules/integrations/contract";
import { webhookAttempts, webhookDeliveries, webhookEndpoints } from "@/server/modules/integrations/tables";
import { type Db, type DbOrTx, instantOf, rowsOf, sql, type Tx } from "@/server/platform/db";
import { type EndpointId, type EventId, idFromUuid, uuidOf } from "@/server/primitives/id";

export type EndpointRow = typeof webhookEndpoints.$inferSelect;
export type DeliveryRow = typeof webhookDeliveries.$inferSelect;

const LISTED = isNull(webhookEndpoints.removedAt);

export function listEndpointRows(db: DbOrTx): Promise<EndpointRow[]> {
  return db.select().from(webhookEndpoints).where(LISTED).orderBy(desc(webhookEndpoints.createdAt));
}

export async function lockEndpoint(tx: Tx, id: EndpointId): Promise<EndpointRow | undefined> {
  const [row] = await tx
    .select()
    .from(webhookEndpoints)
    .where(and(eq(webhookEndpoints.id, id), LISTED))
    .for("update");
  return row;
}

/** One row's lock that makes two who add at once count one after the other. */
export async function countEndpoints(tx: Tx): Promise<number> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('webhook_endpoints'))`);
  return tx.$count(webhookEndpoints, LISTED);
}

export async function insertEndpoint(tx: Tx, row: typeof webhookEndpoints.$inferInsert): Promise<void> {
  await tx.insert(webhookEndpoints).values(row);
}

export async function saveEndpoint(tx: Tx, id: EndpointId, change: Partial<EndpointRow>): Promise<void> {
  await tx.update(webhookEndpoints).set(change).where(eq(webhookEndpoints.id, id));
}

export interface EndpointCounts {
  readonly waiting: number;
  readonly givenUp: number;
  readonly delivered: number;
  readonly lastDeliveredAt: Date | null;
}

export async function countDeliveries(db: DbOrTx): Promise<ReadonlyMap<EndpointId, EndpointCounts>> {
  const rows = await rowsOf<{
    endpoint_id: string;
    waiting: number;
    given_up: number;
    delivered: number;
    last: string | null;
  }>(
    db,
    sql`select endpoint_id, count(*) filter (where status = 'waiting')::int as waiting,
          count(*) filter (where status = 'given_up')::int as given_up,
          count(*) filter (where status = 'delivered')::int as delivered, max(delivered_at) as last
        from webhook_deliveries group by endpoint_id`,
  );
  return new Map(
    rows.map((row) => [
      idFromUuid("endpoint", row.endpoint_id),
      {
        waiting: row.waiting,
        givenUp: row.given_up,
        delivered: row.delivered,
        lastDeliveredAt: row.last === null ? null : instantOf(row.last),
      },
    ]),
  );
}

export interface FailureRow {
  readonly at: Date;
  readonly statusCode: number | null;
  readonly note: string;
}

/** The last attempt to each endpoint, where it failed. */
export async function listLastFailures(db: DbOrTx): Promise<ReadonlyMap<EndpointId, FailureRow>> {
  const rows = await rowsOf<{ endpoint_id: string; at: string; status_code: number | null; note: string }>(
    db,
    sql`select * from (
          select distinct on (endpoint_id) endpoint_id, at, status_code, note
          from webhook_attempts order by endpoint_id, at desc, attempt desc) last
        where status_code is null or status_code not between 200 and 299`,
  );
  return new Map(
    rows.map((row) => [
      idFromUuid("endpoint", row.endpoint_id),
      { at: instantOf(row.at), statusCode: row.status_code, note: row.note },
    ]),
  );
}

/** Queues events for the endpoints that want them, in one statement; what is queued already stays as it is. */
export async function queueEvents(tx: Tx, events: readonly EventRecord[], queuedAt: Date): Promise<void> {
  const rows = events.map((event) => ({
    id: uuidOf(event.id),
    type: event.type,
    version: event.version,
    payload: event.payload,
    at: event.occurredAt.toISOString(),
  }));
  await tx.execute(
    sql`insert into webhook_deliveries
          (endpoint_id, event_id, type, version, payload, occurred_at, next_attempt_at, queued_at)
        select e.id, v.id, v.type, v.version, v.payload, v.at, ${queuedAt.toISOString()}::timestamptz,
          ${queuedAt.toISOString()}::timestamptz
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as v(id uuid, type text, version int, payload jsonb, at timestamptz)
        join webhook_endpoints e on e.removed_at is null and e.created_at <= v.at
          and (cardinality(e.types) = 0 or v.type = any(e.types))
        on conflict do nothing`,
  );
}

export interface DueDelivery extends DeliveryRow {
  readonly endpoint: EndpointRow;
}

/**
 * Takes due deliveries of endpoints that are not paused, oldest first and at most `perEndpointMax` of each, so that one
 * endpoint with a long queue does not keep the others waiting. Each is leased until `leasedUntil` and counts an attempt:
 * a run that dies leaves it to the next. Index: webhook_deliveries_due.
 */
export async function claimDue(
  db: Db,
  input: { now: Date; leasedUntil: Date; max: number; perEndpointMax: number },
): Promise<DueDelivery[]> {
  const now = input.now.toISOString();
  return db.transaction(async (tx) => {
    const claimed = await rowsOf<{ endpoint_id: string; event_id: string }>(
      tx,
      sql`with due as (
            select d.endpoint_id, d.event_id,
              row_number() over (partition by d.endpoint_id order by d.next_attempt_at, d.event_id) as place
            from webhook_deliveries d join webhook_endpoints e on e.id = d.endpoint_id
            where d.status = 'waiting' and d.next_attempt_at <= ${now}::timestamptz
              and e.paused_at is null and e.removed_at is null
          ), picked as (
            select d.endpoint_id, d.event_id from webhook_deliveries d
            join due on due.endpoint_id = d.endpoint_id and due.event_id = d.event_id
            where due.place <= ${input.perEndpointMax} and d.status = 'waiting'
              and d.next_attempt_at <= ${now}::timestamptz
            order by due.place, d.next_attempt_at limit ${input.max}
            for update of d skip locked
          )
          update webhook_deliveries d
          set attempts = d.attempts + 1, tries = d.tries + 1, next_attempt_at = ${input.leasedUntil.toISOString()}::timestamptz
          from picked where picked.endpoint_id = d.endpoint_id and picked.event_id = d.event_id
          returning d.endpoint_id, d.event_id`,
    );
    if (claimed.length === 0) return [];
    const keys = claimed.map((row) => sql`(${row.endpoint_id}::uuid, ${row.event_id}::uuid)`);
    const rows = await tx
      .select({ delivery: webhookDeliveries, endpoint: webhookEndpoints })
      .from(webhookDeliveries)
      .innerJoin(webhookEndpoints, eq(webhookEndpoints.id, webhookDeliveries.endpointId))
      .where(
        sql`(${webhookDeliveries.endpointId}, ${webhookDeliveries.eventId}) in (${sql.join(keys, sql`, `)})`,
      )
      .orderBy(webhookDeliveries.occurredAt, webhookDeliveries.eventId);
    return rows.map(({ delivery, endpoint }) => ({ ...delivery, endpoint }));
  });
}

export interface Attempt {
  readonly at: Date;
  readonly statusCode: number | null;
  readonly tookMs: number | null;
  readonly note: string;
}

/** Notes an attempt and what it leaves the delivery in, unless another run has taken it up since. One transaction. */
export async function noteAttempt(
  db: Db,
  delivery: DeliveryRow,
  attempt: Attempt,
  change: Pick<DeliveryRow, "status" | "nextAttemptAt" | "deliveredAt">,
): Promise<void> {
  const { endpointId, eventId, attempts } = delivery;
  await db.transaction(async (tx) => {
    await tx
      .insert(webhookAttempts)
      .values({ endpointId, eventId, attempt: attempts, ...attempt })
      .onConflictDoNothing();
    await tx
      .update(webhookDeliveries)
      .set(change)
      .where(
        and(
          eq(webhookDeliveries.endpointId, endpointId),
          eq(webhookDeliveries.eventId, eventId),
          eq(webhookDeliveries.attempts, attempts),
          eq(webhookDeliveries.status, "waiting"),
        ),
      );
  });
}

/** Deliveries that are due and of no paused endpoint. */
export async function countDue(db: DbOrTx, now: Date): Promise<number> {
  const [row] = await rowsOf<{ count: number }>(
    db,
    sql`select count(*)::int as count from webhook_deliveries d join webhook_endpoints e on e.id = d.endpoint_id
        where d.status = 'waiting' and d.next_attempt_at <= ${now.toISOString()}::timestamptz
          and e.paused_at is null and e.removed_at is null`,
  );
  return row?.count ?? 0;
}

const deliveryColumns = {
  endpointId: webhookDeliveries.endpointId,
  endpointUrl: webhookEndpoints.url,
  eventId: webhookDeliveries.eventId,
  type: webhookDeliveries.type,
  occurredAt: webhookDeliveries.occurredAt,
  status: webhookDeliveries.status,
  attempts: webhookDeliveries.attempts,
  nextAttemptAt: webhookDeliveries.nextAttemptAt,
  queuedAt: webhookDeliveries.queuedAt,
  deliveredAt: webhookDeliveries.deliveredAt,
};

/** Latest first. Index: webhook_deliveries_queued. */
export function listDeliveryRows(
  db: DbOrTx,
  filter: {
    endpointId: EndpointId | undefined;
    status: DeliveryRow["status"] | undefined;
    before: { at: Date; id: string } | undefined;
    max: number;
  },
): Promise<WebhookDeliveryView[]> {
  const { endpointId, status, before } = filter;
  return db
    .select(deliveryColumns)
    .from(webhookDeliveries)
    .innerJoin(webhookEndpoints, eq(webhookEndpoints.id, webhookDeliveries.endpointId))
    .where(
      and(
        endpointId && eq(webhookDeliveries.endpointId, endpointId),
        status && eq(webhookDeliveries.status, status),
        before &&
          fragment`(${webhookDeliveries.queuedAt}, ${webhookDeliveries.eventId}::text || ${webhookDeliveries.endpointId}::text)
            < (${before.at.toISOString()}::timestamptz, ${before.id})`,
      ),
    )
    .orderBy(
      desc(webhookDeliveries.queuedAt),
      fragment`${webhookDeliveries.eventId}::text || ${webhookDeliveries.endpointId}::text desc`,
    )
    .limit(filter.max);
}

export async function readDeliveryRow(db: DbOrTx, endpointId: EndpointId, eventId: EventId) {
  const [row] = await db
    .select({
      ...deliveryColumns,
      removedAt: webhookEndpoints.removedAt,
      version: webhookDeliveries.version,
      payload: webhookDeliveries.payload,
    })
    .from(webhookDeliveries)
    .innerJoin(webhookEndpoints, eq(webhookEndpoints.id, webhookDeliveries.endpointId))
    .where(and(eq(webhookDeliveries.endpointId, endpointId), eq(webhookDeliveries.eventId, eventId)));
  return row;
}

export function listAttempts(db: DbOrTx, endpointId: EndpointId, eventId: EventId) {
  return db
    .select()
    .from(webhookAttempts)
    .where(and(eq(webhookAttempts.endpointId, endpointId), eq(webhookAttempts.eventId, eventId)))
    .orderBy(desc(webhookAttempts.attempt));
}

/** Gives up what waits for an endpoint that is no more. */
export async function giveUpWaiting(tx: Tx, endpointId: EndpointId): Promise<void> {
  await tx
    .update(webhookDeliveries)
    .set({ status: "given_up", nextAttemptAt: null })
    .where(and(eq(webhookDeliveries.endpointId, endpointId), eq(webhookDeliveries.status, "waiting")));
}

/**
 * Makes deliveries due at once with a full set of attempts: one by its event, or all that were given up. The log of former
 * attempts stays, so numbers go on behind it. Gives how many.
 */
export async function requeue(
  tx: Tx,
  endpointId: EndpointId,
  which: { eventId: EventId } | "given_up",
  now: Date,
): Promise<number> {
  const chosen =
    which === "given_up"
      ? eq(webhookDeliveries.status, "given_up")
      : eq(webhookDeliveries.eventId, which.eventId);
  const rows = await tx
    .update(webhookDeliveries)
    .set({ status: "waiting", tries: 0, nextAttemptAt: now, deliveredAt: null })
    .where(and(eq(webhookDeliveries.endpointId, endpointId), chosen))
    .returning({ eventId: webhookDeliveries.eventId });
  return rows.length;
}
