import type { z } from "zod";
import { publish } from "@/server/events/publish";
import type { interactionInput } from "@/server/modules/search/contract";
import { listingViewed, quoteShown, searchPerformed } from "@/server/modules/search/events";
import type { PublicCtx } from "@/server/platform/context";
import { inTransaction, type Tx } from "@/server/platform/db";
import type { ClientKind } from "@/server/primitives/client-kind";

type Interaction = z.output<typeof interactionInput>;

/**
 * Records what somebody was shown, for the funnel and for recommendations. One transaction. Without a visitor id and
 * without a session there is nobody to tell it of, and nothing is recorded.
 */
export async function recordInteractions(
  ctx: PublicCtx,
  input: { readonly interactions: readonly Interaction[] },
): Promise<{ recordedCount: number }> {
  const personId = ctx.actor?.personId ?? null;
  const visitorId = ctx.visitorId ?? personId;
  if (visitorId === null) return { recordedCount: 0 };
  await inTransaction(ctx, async (tx) => {
    for (const interaction of input.interactions)
      await publishInteraction(
        tx,
        interaction,
        { visitorId, personId, ...ctx.client },
        { at: ctx.now, trace: ctx.trace },
      );
  });
  return { recordedCount: input.interactions.length };
}

async function publishInteraction(
  tx: Tx,
  interaction: Interaction,
  who: {
    visitorId: string;
    personId: NonNullable<PublicCtx["actor"]>["personId"] | null;
  } & Partial<ClientKind>,
  when: { at: Date; trace: string },
): Promise<void> {
  switch (interaction.kind) {
    case "search": {
      const { place, stay, guests, matchCount } = interaction;
      const dates = { checkIn: stay?.checkIn ?? null, checkOut: stay?.checkOut ?? null };
      await publish(tx, searchPerformed, {
        payload: { ...who, place, ...dates, guests, matchCount },
        ...when,
      });
      return;
    }
    case "view": {
      const { listingId, source } = interaction;
      await publish(tx, listingViewed, { payload: { ...who, listingId, source }, ...when });
      return;
    }
    case "quote": {
      const { listingId, stay } = interaction;
      await publish(tx, quoteShown, { payload: { ...who, listingId, ...stay }, ...when });
      return;
    }
  }
}
