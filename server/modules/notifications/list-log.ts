/** The log of what was sent to whom, when, or why not, latest first. For operators. One statement. */
import { z } from "zod";
import { LOG_PAGE_MAX, type listLogInput, type listLogOutput } from "@/server/modules/notifications/contract";
import { toDeliveryView } from "@/server/modules/notifications/delivery-view";
import { listDeliveries } from "@/server/modules/notifications/store";
import type { OperatorCtx } from "@/server/platform/context";
import { idContract } from "@/server/primitives/contracts";
import { toPage } from "@/server/primitives/page";
import { readCursor } from "@/server/primitives/read-cursor";

const cursorOfLog = z
  .tuple([z.iso.datetime(), idContract("delivery")])
  .transform(([queuedAt, id]) => ({ queuedAt: new Date(queuedAt), id }));

export async function listLog(
  ctx: OperatorCtx,
  input: z.output<typeof listLogInput>,
): Promise<z.output<typeof listLogOutput>> {
  const { cursor, status, recipientId, bookingId, address } = input;
  const rows = await listDeliveries(ctx.db, {
    status,
    recipientId,
    bookingId,
    address,
    before: readCursor(cursorOfLog, cursor),
    rowsMax: LOG_PAGE_MAX + 1,
  });
  const page = toPage(rows.map(toDeliveryView), LOG_PAGE_MAX, (last) => [
    last.queuedAt.toISOString(),
    last.deliveryId,
  ]);
  return { items: [...page.items], nextCursor: page.nextCursor };
}
