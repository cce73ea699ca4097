/** Runs a scheduled job so that two runs never overlap, whoever called: a platform's cron, the worker, an operator. */
import type { Bounds, RunOutcome } from "@/server/events/bounded-run";
import { NOTHING_DONE } from "@/server/events/bounded-run";
import { describeError } from "@/server/events/describe-error";
import type { SystemCtx } from "@/server/platform/context";
import { type Db, rowsOf, sql } from "@/server/platform/db";
import type { BellName } from "@/server/platform/doorbell";
import { inSpan } from "@/server/platform/spans";
import { uuidV7 } from "@/server/primitives/id";

export interface ScheduledJob {
  readonly name: string;
  readonly about: string;
  /** How often the worker runs it. A platform's cron may call it as often as it can. */
  readonly everySeconds: number;
  /** Rung when there is something to do, so that the worker need not wait for the interval. */
  readonly bell?: BellName;
  /** Computes for long: the worker runs it in a process of its own, so that events do not wait for it. */
  readonly isApart?: true;
  readonly bounds: Bounds;
  readonly run: (ctx: SystemCtx, bounds: Bounds) => Promise<RunOutcome>;
}

export interface JobAnswer extends RunOutcome {
  /** True when another run had the job; this one did nothing. */
  readonly overlapped: boolean;
}

/** A run that is killed leaves its lease to lapse this long after its own bound. */
const LEASE_MARGIN_MS = 30_000;

/**
 * Takes the job's lease (by the database's clock), runs it within its bounds, and notes how it went. A fault of the job
 * is noted and thrown.
 */
export async function runJob(ctx: SystemCtx, job: ScheduledJob): Promise<JobAnswer> {
  const token = uuidV7();
  if (!(await takeLease(ctx.db, job, token))) return { ...NOTHING_DONE, overlapped: true };
  try {
    const span = { name: `job ${job.name}`, kind: "internal", trace: ctx.trace } as const;
    const outcome = await inSpan(span, (trace) => job.run({ ...ctx, trace }, job.bounds));
    await endLease(ctx.db, job, token, { outcome });
    return { ...outcome, overlapped: false };
  } catch (error) {
    await endLease(ctx.db, job, token, { error: describeError(error) });
    throw error;
  }
}

async function takeLease(db: Db, job: ScheduledJob, token: string): Promise<boolean> {
  const seconds = (job.bounds.msMax + LEASE_MARGIN_MS) / 1_000;
  const rows = await rowsOf(
    db,
    sql`insert into cron_runs as r (job, lease_token, leased_until, started_at)
        values (${job.name}, ${token}, now() + make_interval(secs => ${seconds}::float8), now())
        on conflict (job) do update
        set lease_token = excluded.lease_token, leased_until = excluded.leased_until,
          started_at = excluded.started_at
        where r.leased_until is null or r.leased_until < now()
        returning 1`,
  );
  return rows.length > 0;
}

async function endLease(
  db: Db,
  job: ScheduledJob,
  token: string,
  end: { readonly outcome?: RunOutcome; readonly error?: string },
): Promise<void> {
  await db.execute(
    sql`update cron_runs
        set lease_token = null, leased_until = null, finished_at = now(),
          outcome = ${end.outcome ? JSON.stringify(end.outcome) : null}::jsonb, error = ${end.error ?? null}
        where job = ${job.name} and lease_token = ${token}`,
  );
}

/** Seconds since a job last ended, by the database's clock; undefined when it never did. */
export async function secondsSinceRun(db: Db, name: string): Promise<number | undefined> {
  const rows = await rowsOf<{ seconds: number }>(
    db,
    sql`select extract(epoch from now() - finished_at)::float8 as seconds from cron_runs
        where job = ${name} and finished_at is not null`,
  );
  return rows[0]?.seconds;
}
