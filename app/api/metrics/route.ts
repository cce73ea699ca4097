import { answerMetrics } from "@/server/gateway/health";
import { runtime as market } from "@/server/gateway/runtime";
import { env } from "@/server/platform/env";
import { processMetrics } from "@/server/platform/metrics";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return answerMetrics(market(), request, { token: env.METRICS_TOKEN, metrics: processMetrics() });
}
