/** What one web process holds for all its requests: connections, ports, configuration. Made with the first request. */
import { allowedOriginsOf } from "@/server/gateway/guard-request";
import { connectDb, type Database } from "@/server/platform/connect-db";
import type { MarketConfig } from "@/server/platform/context";
import { env } from "@/server/platform/env";
import type { Log } from "@/server/platform/log";
import { marketConfigOf } from "@/server/platform/market-config";
import { type Metrics, processMetrics } from "@/server/platform/metrics";
import { openPorts } from "@/server/platform/open-ports";
import { pinoLog } from "@/server/platform/pino-log";
import type { Ports } from "@/server/platform/ports";
import { connectAnalytics } from "@/server/platform/system-ctx";

export interface Runtime {
  readonly database: Database;
  /** Of the analytics store, where it has a database of its own. */
  readonly analytics?: Database | undefined;
  readonly ports: Ports;
  readonly config: MarketConfig;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly allowedOrigins: ReadonlySet<string>;
  readonly isOnVercel: boolean;
}

/** On the process, so that hot reload and Next's separate bundles share one pool. */
const shared = globalThis as typeof globalThis & { roostRuntime?: Runtime };

export function runtime(): Runtime {
  shared.roostRuntime ??= openRuntime();
  return shared.roostRuntime;
}

function openRuntime(): Runtime {
  const log = pinoLog({ level: env.LOG_LEVEL, name: "web" });
  const config = marketConfigOf(env);
  const database = connectDb({
    url: env.DATABASE_URL,
    directUrl: env.DATABASE_DIRECT_URL,
    poolMax: env.DATABASE_POOL_MAX,
    wsProxy: env.DATABASE_WS_PROXY,
    log,
    applicationName: "roost web",
  });
  return {
    database,
    analytics: connectAnalytics(env, { log, applicationName: "roost web" }),
    ports: openPorts(env).ports,
    config,
    log,
    metrics: processMetrics(),
    allowedOrigins: allowedOriginsOf(config.appUrl),
    isOnVercel: env.isSet("VERCEL"),
  };
}
