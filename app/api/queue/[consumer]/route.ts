import { answerQueue, PUSH_BYTES_MAX } from "@/server/gateway/answer-queue";
import { readBody } from "@/server/gateway/guard-request";
import { QSTASH_SIGNATURE_HEADER } from "@/server/gateway/qstash-signature";
import { QUEUE_SIGNATURE_HEADER } from "@/server/gateway/queue-signature";
import { refusalAnswer } from "@/server/gateway/refusal-answer";
import { runtime } from "@/server/gateway/runtime";
import { systemClock } from "@/server/platform/clock";
import { env } from "@/server/platform/env";
import { makeSystemCtx } from "@/server/platform/system-ctx";
import { Refusal } from "@/server/primitives/refusal";

export const dynamic = "force-dynamic";
export const maxDuration = 30;

type Context = { readonly params: Promise<{ consumer: string }> };

export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { consumer } = await params;
  try {
    const call = {
      consumer,
      body: new TextDecoder().decode(await readBody(request, PUSH_BYTES_MAX)),
      signature: request.headers.get(QUEUE_SIGNATURE_HEADER),
      qstashSignature: request.headers.get(QSTASH_SIGNATURE_HEADER),
      at: systemClock.now(),
    };
    const settings = { secret: env.CRON_SECRET, appUrl: env.APP_URL, qstashKeys: qstashKeys() };
    return await answerQueue(call, settings, () => makeSystemCtx(runtime()));
  } catch (error) {
    if (error instanceof Refusal) return refusalAnswer(error, null);
    throw error;
  }
}

function qstashKeys() {
  const { QSTASH_CURRENT_SIGNING_KEY: current, QSTASH_NEXT_SIGNING_KEY: next } = env;
  return current !== undefined && next !== undefined ? { current, next } : undefined;
}
