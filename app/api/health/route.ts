import { answerHealth } from "@/server/gateway/health";
import { runtime as market } from "@/server/gateway/runtime";

export const dynamic = "force-dynamic";

export function GET(): Promise<Response> {
  return answerHealth(market());
}
