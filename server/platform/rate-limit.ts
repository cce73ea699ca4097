/**
 * Rate limits by GCRA (the generic cell rate algorithm): one row and one statement per check, shared by all instances.
 *
 * A bucket's `tat` is when its next request would be due at the steady rate; a request passes while that lies no further
 * ahead than the burst allows. Times are the database's own, so instances whose clocks differ agree.
 */
import { type DbOrTx, rowsOf, sql } from "@/server/platform/db";
import { rateLimits } from "@/server/platform/tables";

export interface RatePolicy {
  readonly name: string;
  /** Requests per window at the steady rate, and at most in one burst. */
  readonly limit: number;
  readonly windowMs: number;
}

export interface RateAnswer {
  readonly isAllowed: boolean;
  readonly remaining: number;
  /** Until the bucket is full again. */
  readonly resetMs: number;
  /** When refused: until this request would pass. */
  readonly retryAfterMs: number;
}

/** Instants are kept to the millisecond, which may round the last request of a burst away. */
const ROUNDING_MS = 1;

type Row = { is_allowed: boolean; ahead_ms: number };

/** Takes `cost` requests from a bucket. A refused request takes nothing. Index: the primary key; 0.1 ms. */
export async function takeFromBucket(
  db: DbOrTx,
  policy: RatePolicy,
  who: string,
  cost = 1,
): Promise<RateAnswer> {
  const intervalMs = policy.windowMs / policy.limit;
  const bucket = `${policy.name}:${who}`;
  const step = sql`make_interval(secs => ${(intervalMs * cost) / 1_000}::float8)`;
  const span = sql`make_interval(secs => ${policy.windowMs / 1_000}::float8)`;
  const rows = await rowsOf<Row>(
    db,
    sql`with taken as (
          insert into ${rateLimits} as r (bucket, tat) values (${bucket}, now() + ${step})
          on conflict (bucket) do update set tat = greatest(r.tat, now()) + ${step}
          where greatest(r.tat, now()) + ${step} <= now() + ${span} + interval '1 millisecond'
          returning tat
        )
        select true as is_allowed, (extract(epoch from tat - now()) * 1000)::float8 as ahead_ms from taken
        union all
        select false, (extract(epoch from tat - now()) * 1000)::float8
        from ${rateLimits} where bucket = ${bucket} and not exists (select from taken)`,
  );
  return answerOf(rows[0], { windowMs: policy.windowMs, intervalMs, cost });
}

/** No row means that another request made and emptied the bucket in this very moment. */
function answerOf(
  row: Row | undefined,
  rate: { windowMs: number; intervalMs: number; cost: number },
): RateAnswer {
  const aheadMs = row ? Number(row.ahead_ms) : rate.windowMs;
  const spareMs = rate.windowMs - aheadMs;
  return {
    isAllowed: row?.is_allowed ?? false,
    remaining: Math.max(0, Math.floor((spareMs + ROUNDING_MS) / rate.intervalMs)),
    resetMs: Math.max(0, aheadMs),
    retryAfterMs: Math.max(1, rate.intervalMs * rate.cost - spareMs),
  };
}

/** Gives one request back, e.g. for a sign-in that was right. */
export async function giveBackToBucket(db: DbOrTx, policy: RatePolicy, who: string): Promise<void> {
  const seconds = policy.windowMs / policy.limit / 1_000;
  await db.execute(
    sql`update ${rateLimits} set tat = tat - make_interval(secs => ${seconds}::float8)
        where bucket = ${`${policy.name}:${who}`}`,
  );
}

const PURGE_ROWS_MAX = 10_000;

/** Removes buckets that are full again; they say nothing that an absent row does not. Index: rate_limits_tat. */
export async function purgeRateLimits(db: DbOrTx, rowsMax = PURGE_ROWS_MAX): Promise<number> {
  const rows = await rowsOf<{ bucket: string }>(
    db,
    sql`delete from ${rateLimits} where bucket in (
          select bucket from ${rateLimits} where tat < now() order by tat limit ${rowsMax}
        ) and tat < now() returning bucket`,
  );
  return rows.length;
}

/** The headers of draft-ietf-httpapi-ratelimit-headers, and Retry-After when refused; seconds, rounded up. */
export function rateHeaders(policy: RatePolicy, answer: RateAnswer): Record<string, string> {
  const seconds = (ms: number) => Math.max(0, Math.ceil((ms - ROUNDING_MS) / 1_000));
  return {
    "ratelimit-policy": `"${policy.name}";q=${policy.limit};w=${seconds(policy.windowMs)}`,
    ratelimit: `"${policy.name}";r=${answer.remaining};t=${seconds(answer.resetMs)}`,
    ...(answer.isAllowed ? {} : { "retry-after": String(seconds(answer.retryAfterMs)) }),
  };
}
