import { answerEdge, type EdgeRuntime } from "@/server/gateway/edge-endpoint";
import { connectEdgeDb } from "@/server/platform/connect-edge-db";
import { consoleLog } from "@/server/platform/console-log";
import { env } from "@/server/platform/env";
import { marketConfigOf } from "@/server/platform/market-config";

// Without this line the same file runs on Node.
export const runtime = "edge";
export const dynamic = "force-dynamic";

let market: EdgeRuntime | undefined;

export function GET(request: Request): Promise<Response> {
  market ??= {
    db: connectEdgeDb({ url: env.DATABASE_URL, endpoint: env.DATABASE_HTTP_ENDPOINT }),
    config: marketConfigOf(env),
    log: consoleLog({ name: "edge" }),
    addressHeader: env.isSet("VERCEL") ? "x-real-ip" : undefined,
  };
  return answerEdge(market, request);
}
