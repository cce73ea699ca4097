/**
 * Opens the market's database: node-postgres over TCP, or Neon's driver over WebSocket where the database is Neon's or a
 * WebSocket proxy is set. Both give the same `Db`; modules never learn which.
 *
 * Drizzle's sessions hand dates and instants over as text; the columns of `columns.ts` make LocalDates and Dates of it.
 * Rows of a raw statement (`rowsOf`) keep the text: `instantOf` reads an instant, and bigint needs `::int` or Number.
 */
import { Pool as NeonPool, neonConfig } from "@neondatabase/serverless";
import { drizzle as drizzleNeon } from "drizzle-orm/neon-serverless";
import { drizzle as drizzlePg } from "drizzle-orm/node-postgres";
import { Pool as PgPool } from "pg";
import { WebSocket } from "ws";
import { sendCopies } from "@/server/platform/copy-in";
import type { Db } from "@/server/platform/db";
import type { Log } from "@/server/platform/log";
import { traceStatements } from "@/server/platform/statement-spans";

/** A statement that runs longer is a mistake: every query of ours is bounded in rows. */
const STATEMENT_MS_MAX = 15_000;
/** A transaction that waits on its own process holds locks for nothing. */
const IDLE_IN_TRANSACTION_MS_MAX = 10_000;
const CONNECT_MS_MAX = 5_000;
/** An unused connection is closed after this, so that a quiet function instance holds none. */
const IDLE_CONNECTION_MS = 30_000;

export interface DatabaseOptions {
  readonly url: string;
  /** The direct address, when `url` goes through a pooler. */
  readonly directUrl?: string | undefined;
  readonly poolMax: number;
  /** `host:port/path` of a WebSocket-to-TCP proxy. */
  readonly wsProxy?: string | undefined;
  readonly log: Log;
  /** Shown in pg_stat_activity. */
  readonly applicationName?: string;
  readonly statementMsMax?: number;
}

export interface Database {
  readonly db: Db;
  /** How many connections are open and how many callers wait for one; for metrics. */
  pressure(): { readonly open: number; readonly idle: number; readonly waiting: number };
  end(): Promise<void>;
}

/** Makes the pool; no connection is opened before the first query. Broken connections are logged and replaced. */
export function connectDb(options: DatabaseOptions): Database {
  return isOverWebSocket(options) ? connectNeon(options) : connectPg(options);
}

export function isOverWebSocket(options: { readonly url: string; readonly wsProxy?: string | undefined }) {
  return options.wsProxy !== undefined || isNeonHost(new URL(options.url).hostname);
}

function isNeonHost(hostname: string): boolean {
  return hostname.endsWith(".neon.tech") || hostname.endsWith(".neon.build");
}

function connectPg(options: DatabaseOptions): Database {
  const pool = new PgPool({ ...poolOptions(options), ...sessionLimits(options) });
  equip(pool, options.url);
  return opened(drizzlePg(pool) as unknown as Db, pool, options.log);
}

function connectNeon(options: DatabaseOptions): Database {
  const { wsProxy } = options;
  neonConfig.webSocketConstructor = WebSocket;
  if (wsProxy !== undefined) {
    neonConfig.wsProxy = () => wsProxy;
    neonConfig.useSecureWebSocket = false;
    neonConfig.pipelineTLS = false;
    neonConfig.pipelineConnect = false;
  }
  const pool = new NeonPool(poolOptions(options));
  equip(pool, options.url);
  return opened(drizzleNeon(pool) as unknown as Db, pool, options.log);
}

/** What the connections of a pool can do beside the driver's own: send copies, and have spans for their statements. */
export function equip(pool: Parameters<typeof traceStatements>[0], url: string): void {
  sendCopies(pool);
  traceStatements(pool, url);
}

interface ListeningPool {
  on(event: "error", listener: (error: Error) => void): unknown;
  on(event: "connect", listener: (client: ListeningClient) => void): unknown;
}
interface ListeningClient {
  on(event: "error", listener: (error: Error) => void): unknown;
}
interface AnyPool {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
  end(): Promise<void>;
}

/**
 * A connection can break while it is idle and while a transaction holds it. Its query fails either way, and that is
 * where it is dealt with; unheard, the `error` event of a held connection would end the process. Once the pool ends,
 * connections that close are what was wanted.
 */
function opened(db: Db, pool: AnyPool & ListeningPool, log: Log): Database {
  let ending: Promise<void> | undefined;
  const warn = (error: Error) => {
    if (!ending) log.warn({ err: error }, "a database connection broke");
  };
  pool.on("error", warn);
  pool.on("connect", (client) => client.on("error", warn));
  return {
    db,
    pressure: () => ({ open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    end() {
      ending ??= pool.end();
      return ending;
    },
  };
}

function poolOptions(options: DatabaseOptions) {
  return {
    connectionString: options.url,
    max: options.poolMax,
    application_name: options.applicationName ?? "roost",
    connectionTimeoutMillis: CONNECT_MS_MAX,
    idleTimeoutMillis: IDLE_CONNECTION_MS,
  };
}

/**
 * Session limits travel as start-up parameters, which poolers in transaction mode refuse: there they belong to the
 * role (`alter role … set statement_timeout`).
 */
function sessionLimits(options: DatabaseOptions) {
  const pooled = options.directUrl !== undefined && options.directUrl !== options.url;
  if (pooled) return {};
  return {
    statement_timeout: options.statementMsMax ?? STATEMENT_MS_MAX,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS_MAX,
  };
}
