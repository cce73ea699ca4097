import { answerCron } from "@/server/gateway/answer-cron";
import { runtime } from "@/server/gateway/runtime";
import { env } from "@/server/platform/env";
import { makeSystemCtx } from "@/server/platform/system-ctx";

export const dynamic = "force-dynamic";
/** Seconds a serverless platform gives a call; the jobs' own bound is 20. */
export const maxDuration = 60;

type Context = { readonly params: Promise<{ job: string }> };

async function answer(request: Request, { params }: Context): Promise<Response> {
  const { job } = await params;
  const call = { method: request.method, authorization: request.headers.get("authorization"), job };
  const settings = { secret: env.CRON_SECRET, allowsGet: env.isSet("VERCEL") };
  return answerCron(call, settings, () => makeSystemCtx(runtime()));
}

export { answer as GET, answer as POST };
