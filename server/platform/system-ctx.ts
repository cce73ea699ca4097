/** The market without a person behind it: what the worker, the crons and the commands run on. */
import { connectDb, type Database } from "@/server/platform/connect-db";
import type { MarketConfig, SystemCtx } from "@/server/platform/context";
import type { Env } from "@/server/platform/env";
import type { Log } from "@/server/platform/log";
import { readMarketClock } from "@/server/platform/market-clock";
import { marketConfigOf } from "@/server/platform/market-config";
import { openPorts } from "@/server/platform/open-ports";
import type { Ports } from "@/server/platform/ports";
import { uuidV7 } from "@/server/primitives/id";
import { traceOfRequest } from "@/server/primitives/traceparent";

export interface MarketOptions {
  readonly env: Env;
  readonly log: Log;
  /** Shown in pg_stat_activity, e.g. `roost worker`. */
  readonly name: string;
  readonly poolMax?: number;
  readonly statementMsMax?: number;
  /** In place of the environment's own, for tests. */
  readonly ports?: Ports;
}

export interface Market {
  readonly database: Database;
  /** Of the analytics store, where it has a database of its own. */
  readonly analytics?: Database | undefined;
  /** A fresh context: the market's time now, and ids of its own for the log and the events. */
  systemCtx(): Promise<SystemCtx>;
  end(): Promise<void>;
}

/** Opens the market of an environment. Nothing connects before it is used; `end` closes what did. */
export function openMarket(options: MarketOptions): Market {
  const { env, log } = options;
  const database = connectDb({
    url: env.DATABASE_URL,
    directUrl: env.DATABASE_DIRECT_URL,
    poolMax: options.poolMax ?? env.DATABASE_POOL_MAX,
    wsProxy: env.DATABASE_WS_PROXY,
    log,
    applicationName: options.name,
    ...(options.statementMsMax === undefined ? {} : { statementMsMax: options.statementMsMax }),
  });
  const opened = options.ports ? { ports: options.ports, close: async () => undefined } : openPorts(env);
  const { ports } = opened;
  const analytics = connectAnalytics(env, { ...options, applicationName: options.name });
  const parts = { database, analytics, ports, log, config: marketConfigOf(env) };
  return {
    database,
    analytics,
    systemCtx: () => makeSystemCtx(parts),
    async end() {
      await opened.close();
      await analytics?.end();
      await database.end();
    },
  };
}

/** Connects to the analytics store's own database; undefined where the store lies in the market's. */
export function connectAnalytics(
  env: Env,
  options: {
    readonly log: Log;
    readonly applicationName: string;
    readonly poolMax?: number;
    readonly statementMsMax?: number;
  },
): Database | undefined {
  const url = analyticsUrlOf(env);
  const { poolMax = env.DATABASE_POOL_MAX, ...rest } = options;
  return url === undefined ? undefined : connectDb({ ...rest, url, poolMax });
}

/** The address of the analytics store's own database. One that is the market's counts as none. */
export function analyticsUrlOf(
  env: Pick<Env, "DATABASE_URL" | "ANALYTICS_DATABASE_URL">,
): string | undefined {
  const url = env.ANALYTICS_DATABASE_URL;
  return url === undefined || url === env.DATABASE_URL ? undefined : url;
}

/** A context for one round of work, from what a process holds. One statement while a stand-in is in use, else none. */
export async function makeSystemCtx(parts: {
  readonly database: Pick<Database, "db">;
  readonly analytics?: Pick<Database, "db"> | undefined;
  readonly ports: Ports;
  readonly config: MarketConfig;
  readonly log: Log;
}): Promise<SystemCtx> {
  const { config, ports } = parts;
  const { db } = parts.database;
  const clock = await readMarketClock(db, config.standIns);
  const requestId = uuidV7();
  const log = parts.log.child({ requestId });
  return {
    db,
    analyticsDb: parts.analytics?.db,
    now: clock.now(),
    log,
    requestId,
    config,
    ports,
    trace: traceOfRequest(requestId),
  };
}
