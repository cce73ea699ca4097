/**
 * What a webhook sets going, in a process that has no worker beside it: inbox, relay, consumers, once each and bounded. The
 * scheduled jobs are the guarantee, this is the speed; runs never overlap, so it does no harm beside them.
 */
import { findJob } from "@/server/gateway/cron";
import { runJob } from "@/server/gateway/run-job";
import type { SystemCtx } from "@/server/platform/context";

const STEPS = ["stripe-inbox", "relay", "consume"];

export async function workAfterWebhook(openCtx: () => Promise<SystemCtx>): Promise<void> {
  for (const name of STEPS) {
    const job = findJob(name);
    if (job) await runJob(await openCtx(), job);
  }
}
