/** All SQL of notifications. */
import { and, desc, eq, ilike, inArray, lt, or, sql } from "drizzle-orm";
import type { DELIVERY_STATUS_VALUES, WhyNot } from "@/server/modules/notifications/contract";
import { deliveries } from "@/server/modules/notifications/tables";
import type { DbOrTx } from "@/server/platform/db";
import type { BookingId, DeliveryId, EventId, PersonId } from "@/server/primitives/id";

export type DeliveryRow = typeof deliveries.$inferSelect;

export interface NewDelivery {
  readonly id: DeliveryId;
  readonly eventId: EventId;
  readonly eventType: string;
  readonly recipientId: PersonId;
  readonly channel: "email";
  readonly template: string;
  readonly locale: string;
  readonly bookingId: BookingId | null;
  readonly messageId: string;
  readonly queuedAt: Date;
}

/**
 * Takes up a delivery: makes its row, or counts another attempt at one that has not been sent. Undefined when this
 * (event, recipient, channel) is settled already; then nothing is to be done.
 */
export async function takeUp(db: DbOrTx, delivery: NewDelivery): Promise<DeliveryId | undefined> {
  const [row] = await db
    .insert(deliveries)
    .values({ ...delivery, status: "queued", attempts: 1 })
    .onConflictDoUpdate({
      target: [deliveries.eventId, deliveries.recipientId, deliveries.channel],
      set: { status: "queued", attempts: sql`${deliveries.attempts} + 1` },
      setWhere: inArray(deliveries.status, ["queued", "failed"]),
    })
    .returning({ id: deliveries.id });
  return row?.id;
}

/** Before it goes out, so that the log knows the letter even if the process dies on the way. */
export async function saveLetter(
  db: DbOrTx,
  id: DeliveryId,
  letter: { address: string; subject: string; facts: Record<string, unknown> },
): Promise<void> {
  await db.update(deliveries).set(letter).where(eq(deliveries.id, id));
}

export async function markSent(
  db: DbOrTx,
  id: DeliveryId,
  sent: { providerId: string; sentAt: Date },
): Promise<void> {
  await db
    .update(deliveries)
    .set({ ...sent, status: "sent", lastError: null })
    .where(eq(deliveries.id, id));
}

export async function markSkipped(db: DbOrTx, id: DeliveryId, whyNot: WhyNot): Promise<void> {
  await db.update(deliveries).set({ status: "skipped", whyNot }).where(eq(deliveries.id, id));
}

export async function markFailed(db: DbOrTx, id: DeliveryId, lastError: string): Promise<void> {
  await db.update(deliveries).set({ status: "failed", lastError }).where(eq(deliveries.id, id));
}

export interface LogFilter {
  readonly status: (typeof DELIVERY_STATUS_VALUES)[number] | undefined;
  readonly recipientId: PersonId | undefined;
  readonly bookingId: BookingId | undefined;
  readonly address: string | undefined;
  readonly before: { readonly queuedAt: Date; readonly id: DeliveryId } | undefined;
  readonly rowsMax: number;
}

/** Latest first. Indexes deliveries_queued_at, _status, _recipient or _booking; a part of an address is sought by scan. */
export function listDeliveries(db: DbOrTx, filter: LogFilter): Promise<DeliveryRow[]> {
  const { status, recipientId, bookingId, address, before } = filter;
  return db
    .select()
    .from(deliveries)
    .where(
      and(
        status && eq(deliveries.status, status),
        recipientId && eq(deliveries.recipientId, recipientId),
        bookingId && eq(deliveries.bookingId, bookingId),
        address === undefined
          ? undefined
          : ilike(deliveries.address, `%${address.replaceAll(/[\\%_]/g, "\\$&")}%`),
        before &&
          or(
            lt(deliveries.queuedAt, before.queuedAt),
            and(eq(deliveries.queuedAt, before.queuedAt), lt(deliveries.id, before.id)),
          ),
      ),
    )
    .orderBy(desc(deliveries.queuedAt), desc(deliveries.id))
    .limit(filter.rowsMax);
}

export async function readDeliveryRow(db: DbOrTx, id: DeliveryId): Promise<DeliveryRow | undefined> {
  const [row] = await db.select().from(deliveries).where(eq(deliveries.id, id));
  return row;
}
