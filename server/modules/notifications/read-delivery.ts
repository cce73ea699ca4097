/**
 * One delivery with its letter, written again from the kept facts. For operators. One statement.
 *
 * Refuses with `not_found`.
 */
import type { z } from "zod";
import type { readDeliveryInput, readDeliveryOutput } from "@/server/modules/notifications/contract";
import { toDeliveryView } from "@/server/modules/notifications/delivery-view";
import { type DeliveryRow, readDeliveryRow } from "@/server/modules/notifications/store";
import type { OperatorCtx } from "@/server/platform/context";
import { refuse } from "@/server/primitives/refusal";

export async function readDelivery(
  ctx: OperatorCtx,
  input: z.output<typeof readDeliveryInput>,
): Promise<z.output<typeof readDeliveryOutput>> {
  const row = await readDeliveryRow(ctx.db, input.deliveryId);
  if (!row) throw refuse("not_found", { deliveryId: input.deliveryId });
  const { messageId, providerId, locale } = row;
  const letter = await letterOf(row, ctx.config.appUrl);
  return { ...toDeliveryView(row), messageId, providerId, locale, letter };
}

async function letterOf(row: DeliveryRow, appUrl: string) {
  const { composeLetter, isTemplateName } = await import("@/emails/letters");
  // Nothing was composed for a skipped letter; a template may be gone from a later version.
  if (row.subject === "" || !isTemplateName(row.template)) return null;
  const { html, text } = await composeLetter({
    template: row.template,
    facts: row.facts,
    locale: row.locale,
    appUrl,
  });
  return { html, text };
}
