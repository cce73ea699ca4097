/** Where somebody is signed in, and ending that. */
import type { z } from "zod";
import type { endSessionInput, listSessionsOutput } from "@/server/modules/accounts/contract";
import { deleteOtherSessionsOf, deleteSessionOf, listSessionsOf } from "@/server/modules/accounts/store";
import type { GuestCtx } from "@/server/platform/context";
import { assert } from "@/server/primitives/assert";
import { type Id, isId } from "@/server/primitives/id";
import { refuse } from "@/server/primitives/refusal";

export async function listSessions(ctx: GuestCtx): Promise<z.output<typeof listSessionsOutput>> {
  const rows = await listSessionsOf(ctx.db, ctx.actor.personId);
  const sessions = rows.map((row) => ({
    sessionId: row.id,
    current: row.id === ctx.actor.sessionId,
    userAgent: row.userAgent,
    ipAddress: row.ipAddress,
    createdAt: row.createdAt,
    lastSeenAt: row.updatedAt,
    expiresAt: row.expiresAt,
  }));
  return { sessions };
}

/** Ends one of one's own sessions. Refuses somebody else's, or one that has ended, with `not_found`. */
export async function endSession(
  ctx: GuestCtx,
  input: z.output<typeof endSessionInput>,
): Promise<Record<string, never>> {
  const hasEnded = await deleteSessionOf(ctx.db, ctx.actor.personId, input.sessionId);
  if (!hasEnded) throw refuse("not_found");
  return {};
}

export async function endOtherSessions(ctx: GuestCtx): Promise<{ endedCount: number }> {
  const endedCount = await deleteOtherSessionsOf(ctx.db, ctx.actor.personId, currentSession(ctx));
  return { endedCount };
}

function currentSession(ctx: GuestCtx): Id<"session"> {
  const { sessionId } = ctx.actor;
  assert(isId("session", sessionId), "an actor carries the id of a session");
  return sessionId;
}
