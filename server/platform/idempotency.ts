/**
 * Idempotency keys: the first call with a key does the work, and every repeat of it gets the first answer.
 *
 * A key belongs to an actor: somebody else's is as good as unknown. A call whose process died leaves its key in flight;
 * after `IN_FLIGHT_MS_MAX` a repeat takes it over. Times are the database's own.
 */
import { type DbOrTx, rowsOf, sql } from "@/server/platform/db";
import { idempotencyKeys } from "@/server/platform/tables";

/** Longer than any call of ours may run. */
export const IN_FLIGHT_MS_MAX = 60_000;
/** Longer than any client's retry. */
const KEPT_HOURS = 48;

export interface KeyedCall {
  readonly actor: string;
  readonly key: string;
  readonly procedure: string;
  readonly bodySha256: string;
}

export type KeyState =
  /** The key is ours: do the work, then `keepAnswer` or `forgetKey`. */
  | { readonly state: "ours" }
  | { readonly state: "answered"; readonly answer: unknown }
  | { readonly state: "in_flight" }
  | { readonly state: "other_body" };

type Row = { is_ours: boolean; is_same: boolean; status: "in_flight" | "done"; answer: unknown };

/** Claims a key, in one statement. Index: the primary key. */
export async function claimKey(db: DbOrTx, call: KeyedCall): Promise<KeyState> {
  const { actor, key, procedure, bodySha256 } = call;
  const expired = sql`make_interval(secs => ${IN_FLIGHT_MS_MAX / 1_000}::float8)`;
  const rows = await rowsOf<Row>(
    db,
    sql`with ours as (
          insert into ${idempotencyKeys} as k (actor, key, procedure, body_sha256, status, started_at)
          values (${actor}, ${key}, ${procedure}, ${bodySha256}, 'in_flight', now())
          on conflict (actor, key) do update set started_at = now()
          where k.status = 'in_flight' and k.started_at < now() - ${expired}
            and k.procedure = excluded.procedure and k.body_sha256 = excluded.body_sha256
          returning true as is_same, status, answer
        )
        select true as is_ours, is_same, status, answer from ours
        union all
        select false, procedure = ${procedure} and body_sha256 = ${bodySha256}, status, answer
        from ${idempotencyKeys} where actor = ${actor} and key = ${key} and not exists (select from ours)`,
  );
  return stateOf(rows[0]);
}

/** No row means that another call claimed the key in this very moment. */
function stateOf(row: Row | undefined): KeyState {
  if (!row) return { state: "in_flight" };
  if (row.is_ours) return { state: "ours" };
  if (!row.is_same) return { state: "other_body" };
  return row.status === "done" ? { state: "answered", answer: row.answer } : { state: "in_flight" };
}

/** Keeps the answer that repeats get. `answer` must be JSON. */
export async function keepAnswer(
  db: DbOrTx,
  call: Pick<KeyedCall, "actor" | "key">,
  answer: unknown,
): Promise<void> {
  await db.execute(
    sql`update ${idempotencyKeys}
        set status = 'done', answer = ${JSON.stringify(answer)}::json, finished_at = now()
        where actor = ${call.actor} and key = ${call.key}`,
  );
}

/** Lets a repeat do the work again: for calls that failed without an answer worth keeping. */
export async function forgetKey(db: DbOrTx, call: Pick<KeyedCall, "actor" | "key">): Promise<void> {
  await db.execute(
    sql`delete from ${idempotencyKeys}
        where actor = ${call.actor} and key = ${call.key} and status = 'in_flight'`,
  );
}

const PURGE_ROWS_MAX = 10_000;

/** Removes keys that no retry will ask for any more. Index: idempotency_keys_started_at. */
export async function purgeIdempotencyKeys(db: DbOrTx, rowsMax = PURGE_ROWS_MAX): Promise<number> {
  const rows = await rowsOf<{ key: string }>(
    db,
    sql`delete from ${idempotencyKeys} where (actor, key) in (
          select actor, key from ${idempotencyKeys}
          where started_at < now() - make_interval(hours => ${KEPT_HOURS}) order by started_at limit ${rowsMax}
        ) returning key`,
  );
  return rows.length;
}
