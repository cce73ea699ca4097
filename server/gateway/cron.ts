/**
 * The market's scheduled jobs. Each is bounded in records and milliseconds and goes on where the last run ended, so a
 * missed or doubled call does no harm. A platform's cron calls them at /api/cron/<job>; the worker runs them in a loop.
 */
import type { RunOutcome } from "@/server/events/bounded-run";
import { sampleLag } from "@/server/events/lag-samples";
import { relay } from "@/server/events/relay";
import { runConsumers } from "@/server/events/run-consumer";
import { auditJob } from "@/server/gateway/audit/audit-job";
import { CONSUMERS } from "@/server/gateway/consumers";
import type { ScheduledJob } from "@/server/gateway/run-job";
import { purgeLapsedSignIns } from "@/server/modules/accounts/purge-lapsed";
import { sendToClickHouse } from "@/server/modules/analytics/send-to-clickhouse";
import { advanceStays } from "@/server/modules/bookings/advance-stays";
import { expireHolds } from "@/server/modules/bookings/expire-holds";
import { sendWebhooks } from "@/server/modules/integrations/send-webhooks";
import { SWEEP_JOB, sweepBlobs } from "@/server/modules/listings/sweep-blobs";
import { handleStripeInbox } from "@/server/modules/payments/handle-stripe-inbox";
import { releaseFunds } from "@/server/modules/payments/release-funds";
import { syncPayments } from "@/server/modules/payments/sync-payments";
import { purgeRecommendations } from "@/server/modules/recommendations/purge-recommendations";
import { trainWhenDue } from "@/server/modules/recommendations/train-model";
import { rollSearchDocuments } from "@/server/modules/search/roll-search-documents";
import { purgeIdempotencyKeys } from "@/server/platform/idempotency";
import { purgeRateLimits } from "@/server/platform/rate-limit";

/** Well under the 60 s that serverless platforms commonly give a call. */
const MS_MAX = 20_000;
const CONCURRENCY = 4;
const MINUTE = 60;
const HOUR = 3_600;

const job = (
  name: string,
  about: string,
  everySeconds: number,
  recordsMax: number,
  run: ScheduledJob["run"],
): ScheduledJob => ({ name, about, everySeconds, bounds: { recordsMax, msMax: MS_MAX }, run });

const handledOnly = (handled: number): RunOutcome => ({ claimed: handled, handled, failed: 0, lagAfter: 0 });

export const JOBS: readonly ScheduledJob[] = [
  job("relay", "Gives committed events their places in the log.", MINUTE, 50_000, relay),
  job("consume", "Lets every consumer handle what waits for it.", MINUTE, 20_000, (ctx, bounds) =>
    runConsumers(ctx, CONSUMERS, { bounds, concurrency: CONCURRENCY }),
  ),
  {
    ...job("stripe-inbox", "Works off the payment gateway's webhooks.", 5, 500, handleStripeInbox),
    bell: "stripe-inbox",
  },
  job("sync-payments", "Reads again what a lost webhook may have left open.", MINUTE, 200, syncPayments),
  job("expire-holds", "Ends holds that lapsed unpaid and frees their nights.", 5, 500, expireHolds),
  job("advance-stays", "Checks stays in and out when their time has come.", MINUTE, 500, advanceStays),
  job(
    "release-funds",
    "Releases to hosts what is theirs 24 hours after check-in.",
    MINUTE,
    500,
    releaseFunds,
  ),
  job(
    "roll-search",
    "Moves search documents on to today, so that they always know the nights ahead.",
    HOUR,
    500,
    rollSearchDocuments,
  ),
  {
    ...job(
      "train",
      "Trains a recommendation model when enough has happened since the last.",
      MINUTE,
      1_000_000,
      trainWhenDue,
    ),
    isApart: true,
  },
  job(
    SWEEP_JOB,
    "Deletes files of photos that no row refers to, a day after they were stored.",
    6 * HOUR,
    10_000,
    sweepBlobs,
  ),
  job("send-webhooks", "Sends webhooks to the market's own integrations.", 5, 500, sendWebhooks),
  job("sample-lag", "Notes how far each consumer is behind, for a week.", MINUTE, 10_000, sampleLag),
  job(
    "clickhouse",
    "Sends analytics facts to ClickHouse, where one is configured.",
    5,
    50_000,
    sendToClickHouse,
  ),
  job("audit", "Checks the invariants I1 to I18 and logs each that is broken.", HOUR, 100, auditJob),
  job(
    "purge",
    "Removes sign-ins, idempotency keys, rate limits and notes of recommendations that have lapsed.",
    HOUR,
    10_000,
    async (ctx, bounds) => {
      const keys = await purgeIdempotencyKeys(ctx.db, bounds.recordsMax);
      const limits = await purgeRateLimits(ctx.db, bounds.recordsMax);
      const signIns = await purgeLapsedSignIns(ctx.db, bounds.recordsMax);
      return handledOnly(keys + limits + signIns + (await purgeRecommendations(ctx, bounds.recordsMax)));
    },
  ),
];

export function findJob(name: string): ScheduledJob | undefined {
  return JOBS.find((item) => item.name === name);
}
