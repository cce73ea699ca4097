/** How far consumers were behind over time: a sample of each a minute, kept for a week. */
import type { Bounds, RunOutcome } from "@/server/events/bounded-run";
import { readLag } from "@/server/events/lag";
import { consumerLagSamples } from "@/server/events/tables";
import { type Db, type DbOrTx, instantOf, rowsOf, sql } from "@/server/platform/db";
import { addMs, HOUR_MS, MINUTE_MS } from "@/server/primitives/zoned";

const KEPT_MS = 7 * 24 * HOUR_MS;

/**
 * Notes how far each consumer is behind, and removes samples past their week. A run that is repeated within the same
 * minute notes nothing new; a missed one leaves a gap, which is shown as one.
 */
export async function sampleLag(
  ctx: { readonly db: Db; readonly now: Date },
  bounds: Bounds,
): Promise<RunOutcome> {
  const at = new Date(Math.floor(ctx.now.getTime() / MINUTE_MS) * MINUTE_MS);
  const lags = (await readLag(ctx.db, ctx.now)).slice(0, bounds.recordsMax);
  const samples = lags.map(({ consumer, events, seconds }) => ({ consumer, at, events, seconds }));
  if (samples.length > 0) await ctx.db.insert(consumerLagSamples).values(samples).onConflictDoNothing();
  const purged = await purgeSamples(ctx, bounds.recordsMax);
  const handled = samples.length + purged;
  return { claimed: handled, handled, failed: 0, lagAfter: 0 };
}

/** Index consumer_lag_samples_at. */
async function purgeSamples(ctx: { readonly db: Db; readonly now: Date }, rowsMax: number): Promise<number> {
  const before = addMs(ctx.now, -KEPT_MS).toISOString();
  const rows = await rowsOf(
    ctx.db,
    sql`delete from consumer_lag_samples where (consumer, at) in (
          select consumer, at from consumer_lag_samples where at < ${before}::timestamptz
          order by at limit ${rowsMax})
        returning 1`,
  );
  return rows.length;
}

interface LagBin {
  readonly consumer: string;
  readonly at: Date;
  /** The worst of the bin's samples. */
  readonly events: number;
  readonly seconds: number;
}

/** The worst lag of each consumer per bin of `binMinutes` since an instant, oldest first; bins without a sample are absent. */
export async function listLagBins(
  db: DbOrTx,
  range: { readonly since: Date; readonly binMinutes: number },
): Promise<readonly LagBin[]> {
  const rows = await rowsOf<{ consumer: string; bin: string; events: number; seconds: number }>(
    db,
    sql`select consumer, date_bin(make_interval(mins => ${range.binMinutes}::int), at, 'epoch'::timestamptz) as bin,
          max(events)::int as events, max(seconds)::int as seconds
        from consumer_lag_samples where at >= ${range.since.toISOString()}::timestamptz
        group by 1, 2 order by 1, 2`,
  );
  return rows.map(({ bin, ...row }) => ({ ...row, at: instantOf(bin) }));
}
