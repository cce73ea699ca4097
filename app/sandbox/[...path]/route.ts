import { answerLocalPayments } from "@/server/gateway/local-payments";
import { runtime as market } from "@/server/gateway/runtime";
import { env } from "@/server/platform/env";

export const dynamic = "force-dynamic";

async function answer(request: Request, { params }: { params: Promise<{ path: string[] }> }) {
  return answerLocalPayments(market(), env.STRIPE_API_BASE, request, (await params).path);
}

export { answer as GET, answer as OPTIONS, answer as POST };
