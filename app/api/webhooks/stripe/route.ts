import { after } from "next/server";
import { workAfterWebhook } from "@/server/gateway/after-webhook";
import { runtime } from "@/server/gateway/runtime";
import { answerStripeWebhook } from "@/server/gateway/stripe-webhook";
import { makeSystemCtx } from "@/server/platform/system-ctx";

export const dynamic = "force-dynamic";

async function answer(request: Request): Promise<Response> {
  const market = runtime();
  const answered = await answerStripeWebhook(request, () => makeSystemCtx(market));
  // Where no worker waits for the bell, the function itself goes on once the gateway has its answer.
  if (answered.ok && market.isOnVercel) after(() => workAfterWebhook(() => makeSystemCtx(market)));
  return answered;
}

export { answer as GET, answer as POST };
