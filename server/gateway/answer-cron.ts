/** Answers /api/cron/<job>: bearer secret, one bounded run, `{ claimed, handled, failed, lagAfter }`. */
import { findJob } from "@/server/gateway/cron";
import { refusalAnswer } from "@/server/gateway/refusal-answer";
import { runJob } from "@/server/gateway/run-job";
import type { SystemCtx } from "@/server/platform/context";
import { equalSecrets } from "@/server/primitives/equal-secrets";
import { type Refusal, refuse } from "@/server/primitives/refusal";

export interface CronCall {
  readonly method: string;
  readonly authorization: string | null;
  readonly job: string;
}
export interface CronSettings {
  readonly secret: string;
  /** Vercel's cron knows GET alone; elsewhere a GET changes nothing and is refused. */
  readonly allowsGet: boolean;
}

/**
 * Refuses with `cron_secret_invalid` (before anything else is told), `method_not_allowed` and `not_found`. A run that
 * overlaps another answers 200 with `overlapped: true`, so that the platform does not repeat it. A fault answers 500.
 */
export async function answerCron(
  call: CronCall,
  settings: CronSettings,
  openCtx: () => Promise<SystemCtx>,
): Promise<Response> {
  const refusal = await whyNot(call, settings);
  if (refusal) return refusalAnswer(refusal, null);
  const job = findJob(call.job);
  if (!job) return refusalAnswer(refuse("not_found", { job: call.job }), null);
  const ctx = await openCtx();
  const answer = await runJob(ctx, job);
  return Response.json(answer, { headers: { "cache-control": "no-store", "x-request-id": ctx.requestId } });
}

async function whyNot(call: CronCall, settings: CronSettings): Promise<Refusal | undefined> {
  const [scheme = "", token = ""] = (call.authorization ?? "").split(" ", 2);
  const isRight = await equalSecrets(token, settings.secret);
  if (scheme.toLowerCase() !== "bearer" || !isRight) return refuse("cron_secret_invalid");
  if (call.method === "GET" && !settings.allowsGet) return refuse("method_not_allowed");
  return undefined;
}
