import { type DeliveryView, WHY_NOT } from "@/server/modules/notifications/contract";
import type { DeliveryRow } from "@/server/modules/notifications/store";

/** A delivery as operators see it. */
export function toDeliveryView(row: DeliveryRow): DeliveryView {
  const { id, eventId, eventType, recipientId, channel, status, address, template, subject } = row;
  const { bookingId, attempts, lastError, queuedAt, sentAt } = row;
  const whyNot = WHY_NOT.find((code) => code === row.whyNot) ?? null;
  const what = { deliveryId: id, eventId, eventType, template, subject, bookingId };
  const who = { recipientId, channel, address };
  return { ...what, ...who, status, whyNot, attempts, lastError, queuedAt, sentAt };
}
