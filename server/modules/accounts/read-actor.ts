/**
 * Who asks, by the signed session token of a cookie or an Authorization header. One statement.
 *
 * Undefined when the token is not ours or the session has ended. Refuses a suspended person's live session with
 * `session_ended`, so that a suspension takes effect with the next request.
 */
import { openSessionToken } from "@/server/modules/accounts/session-token";
import { readSession } from "@/server/modules/accounts/store";
import type { Actor } from "@/server/platform/context";
import type { DbOrTx } from "@/server/platform/db";
import { refuse } from "@/server/primitives/refusal";

export async function readActor(
  db: DbOrTx,
  signedToken: string,
  authSecret: string,
): Promise<Actor | undefined> {
  const token = await openSessionToken(signedToken, authSecret);
  if (token === undefined) return undefined;
  const session = await readSession(db, token);
  if (!session) return undefined;
  if (session.isSuspended) throw refuse("session_ended", { because: "suspended" });
  const { personId, isHost, isOperator, emailVerified, sessionId, signedInAt } = session;
  return { personId, isHost, isOperator, emailVerified, sessionId, signedInAt };
}
