/** All SQL of accounts that better-auth does not write itself. */
import { and, eq, ne, sql } from "drizzle-orm";
import { hosts, operatorGrants, people, sessions } from "@/server/modules/accounts/tables";
import type { DbOrTx, Tx } from "@/server/platform/db";
import { instantOf, rowsOf } from "@/server/platform/db";
import { type Id, idFromUuid, type PersonId } from "@/server/primitives/id";

export interface SessionRow {
  readonly sessionId: Id<"session">;
  readonly personId: PersonId;
  readonly signedInAt: Date;
  readonly emailVerified: boolean;
  readonly isSuspended: boolean;
  readonly isHost: boolean;
  readonly isOperator: boolean;
}

type RawSession = {
  session_id: string;
  person_id: string;
  signed_in_at: string;
  email_verified: boolean;
  is_suspended: boolean;
  is_host: boolean;
  is_operator: boolean;
};

/**
 * The standing session of a token with what its person may do, in one statement; notes at most hourly that it was seen.
 * Sessions end by the database's clock: moving the market's clock signs nobody out. Index: sessions_token_unique.
 */
export async function readSession(db: DbOrTx, token: string): Promise<SessionRow | undefined> {
  const rows = await rowsOf<RawSession>(
    db,
    sql`with seen as (
          update ${sessions} set updated_at = now()
          where token = ${token} and updated_at < now() - interval '1 hour'
        )
        select s.id as session_id, p.id as person_id, s.created_at as signed_in_at, p.email_verified,
          p.suspended_at is not null as is_suspended, h.person_id is not null as is_host,
          g.person_id is not null as is_operator
        from ${sessions} s
        join ${people} p on p.id = s.person_id
        left join ${hosts} h on h.person_id = p.id
        left join ${operatorGrants} g on g.person_id = p.id and g.revoked_at is null
        where s.token = ${token} and s.expires_at > now()`,
  );
  const row = rows[0];
  if (!row) return undefined;
  return {
    sessionId: idFromUuid("session", row.session_id),
    personId: idFromUuid("person", row.person_id),
    signedInAt: instantOf(row.signed_in_at),
    emailVerified: row.email_verified,
    isSuspended: row.is_suspended,
    isHost: row.is_host,
    isOperator: row.is_operator,
  };
}

export async function readPerson(db: DbOrTx, personId: PersonId) {
  const rows = await db.select().from(people).where(eq(people.id, personId));
  return rows[0];
}

export async function saveProfile(
  db: DbOrTx,
  personId: PersonId,
  profile: { name: string; about: string | null; at: Date },
): Promise<void> {
  const { name, about, at } = profile;
  await db.update(people).set({ name, about, updatedAt: at }).where(eq(people.id, personId));
}

/** Somebody signs in on few devices; more sessions than this are not shown. */
const SESSIONS_SHOWN_MAX = 100;

export async function listSessionsOf(db: DbOrTx, personId: PersonId) {
  return db
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, personId), sql`${sessions.expiresAt} > now()`))
    .orderBy(sql`${sessions.updatedAt} desc`)
    .limit(SESSIONS_SHOWN_MAX);
}

export async function deleteSessionOf(
  db: DbOrTx,
  personId: PersonId,
  sessionId: Id<"session">,
): Promise<boolean> {
  const ended = await db
    .delete(sessions)
    .where(and(eq(sessions.id, sessionId), eq(sessions.userId, personId)))
    .returning({ id: sessions.id });
  return ended.length > 0;
}

/** Ends every session of a person but one, and says how many. */
export async function deleteOtherSessionsOf(
  db: DbOrTx,
  personId: PersonId,
  keep: Id<"session">,
): Promise<number> {
  const ended = await db
    .delete(sessions)
    .where(and(eq(sessions.userId, personId), ne(sessions.id, keep)))
    .returning({ id: sessions.id });
  return ended.length;
}

/** Whether the row is new. */
export async function insertHost(tx: Tx, personId: PersonId, at: Date): Promise<boolean> {
  const inserted = await tx
    .insert(hosts)
    .values({ personId, hostSince: at })
    .onConflictDoNothing()
    .returning({ personId: hosts.personId });
  return inserted.length > 0;
}

/** Whether the grant stands newly: granting again what stands changes nothing. */
export async function upsertOperatorGrant(
  tx: Tx,
  grant: { personId: PersonId; at: Date; by: string },
): Promise<void> {
  const { personId, at, by } = grant;
  await tx
    .insert(operatorGrants)
    .values({ personId, grantedAt: at, grantedBy: by })
    .onConflictDoUpdate({
      target: operatorGrants.personId,
      set: { grantedAt: at, grantedBy: by, revokedAt: null },
      setWhere: sql`${operatorGrants.revokedAt} is not null`,
    });
}
