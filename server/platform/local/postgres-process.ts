import { type ChildProcess, spawn } from "node:child_process";
import { open, readFile, stat } from "node:fs/promises";
import { totalmem } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";
import type { Account } from "@/server/platform/local/postgres-account";
import type { Binaries } from "@/server/platform/local/postgres-binaries";
import { StartRefusal } from "@/server/platform/local/start-refusal";

export type Server = { readonly failed: Promise<string>; stop(): Promise<void> };

type Program = { binaries: Binaries; account: Account | undefined; cluster: string; durable: boolean };

const READY_MS_MAX = 60_000;
const READY_POLL_MS = 25;
const STOP_MS_MAX = 20_000;
const LOG_TAIL_LENGTH = 2_000;
/** Shared memory of a killed server goes within moments; PostgreSQL refuses to start until it has. */
const SHARED_MEMORY_TRIES_MAX = 20;
const SHARED_MEMORY_WAIT_MS = 500;

/**
 * Stands between this process and PostgreSQL: when this process ends, even by kill -9, the pipe on its standard input
 * closes and it asks PostgreSQL for a fast shutdown. A shell does it in 1 MB, and PostgreSQL itself has no such switch.
 */
const KEEPER = `exec 3<&0
"$@" </dev/null 3<&- &
server=$!
(cat <&3 >/dev/null; kill -INT "$server") &
exec 3<&-
wait "$server"`;

/** Runs initdb: UTF-8, a locale that sorts the same everywhere, password sign-in only. */
export async function makeCluster(
  plan: Program & { readonly role: string; readonly passwordFile: string },
): Promise<void> {
  const options = [
    ...["--pgdata", plan.cluster, "--username", plan.role, "--pwfile", plan.passwordFile],
    ...["--auth", "scram-sha-256", "--encoding", "UTF8"],
    ...["--locale-provider", "builtin", "--builtin-locale", "C.UTF-8", "--locale", "C"],
    ...(plan.durable ? [] : ["--no-sync"]),
  ];
  const child = spawn(plan.binaries.initdb, options, {
    ...identityOf(plan.account),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  child.stdout.on("data", (chunk) => {
    said += chunk;
  });
  child.stderr.on("data", (chunk) => {
    said += chunk;
  });
  const code = await exitOf(child);
  if (code !== 0) throw new Error(`initdb ended with ${code}: ${said.slice(-LOG_TAIL_LENGTH)}`);
}

/** Starts the server and waits until it answers a query. */
export async function runServer(
  plan: Program & { readonly port: number; readonly logFile: string; readonly probeUrl: string },
): Promise<Server> {
  for (let attempt = 1; ; attempt += 1) {
    const started = await tryServer(plan);
    if ("server" in started) return started.server;
    const waits =
      started.failure.includes("pre-existing shared memory block") && attempt < SHARED_MEMORY_TRIES_MAX;
    if (!waits) throw new StartRefusal(`The embedded PostgreSQL did not start: ${started.failure}`);
    await pause(SHARED_MEMORY_WAIT_MS);
  }
}

async function tryServer(
  plan: Program & { readonly port: number; readonly logFile: string; readonly probeUrl: string },
): Promise<{ server: Server } | { failure: string }> {
  const log = await open(plan.logFile, "a", 0o600);
  const logStart = (await stat(plan.logFile)).size;
  const child = spawn("/bin/sh", ["-c", KEEPER, "keeper", plan.binaries.postgres, ...serverOptions(plan)], {
    ...identityOf(plan.account),
    // A group of its own: Ctrl-C in a terminal reaches whole groups, and the database has to be the last to go.
    detached: true,
    stdio: ["pipe", log.fd, log.fd],
  });
  child.stdin?.on("error", () => child.stdin?.destroy());
  const exited = exitOf(child);
  // The keeper's pipe outlives it when PostgreSQL ends by itself; closing it lets the pipe's reader go as well.
  void exited.then(() => child.stdin?.destroy());
  await log.close();
  const readTail = async () =>
    (await readFile(plan.logFile)).subarray(logStart).toString().slice(-LOG_TAIL_LENGTH);

  let stopping = false;
  const failed = new Promise<string>((resolve, reject) => {
    exited.then(async () => {
      if (!stopping) resolve(await readTail());
    }, reject);
  });
  const stop = async () => {
    stopping = true;
    await stopKeeper(child, exited);
  };
  const answer = await Promise.race([waitUntilReady(plan.probeUrl), failed]);
  if (answer === "ready") return { server: { failed, stop } };
  await stop();
  return { failure: answer === "late" ? await readTail() : answer };
}

const MB = 1_048_576;

/** A thirty-second of the memory there is, from PostgreSQL's own 128 MB to 1 GB: it shares the machine with all of Roost. */
function sharedBuffersMb(): number {
  const memory = Math.min(totalmem(), process.constrainedMemory() || totalmem());
  return Math.max(128, Math.min(1_024, Math.floor(memory / 32 / MB)));
}

function serverOptions(plan: Program & { readonly port: number }): string[] {
  const settings = {
    listen_addresses: "127.0.0.1",
    port: plan.port,
    unix_socket_directories: "",
    max_connections: 200,
    shared_buffers: `${sharedBuffersMb()}MB`,
    password_encryption: "scram-sha-256",
    timezone: "UTC",
    log_timezone: "UTC",
    jit: "off",
    // Durability: on, whatever PostgreSQL's configuration file in the cluster has been changed to.
    fsync: plan.durable ? "on" : "off",
    full_page_writes: plan.durable ? "on" : "off",
    synchronous_commit: plan.durable ? "on" : "off",
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  return ["-D", plan.cluster, ...options];
}

async function waitUntilReady(url: string): Promise<"ready" | "late"> {
  const endsAt = performance.now() + READY_MS_MAX;
  while (performance.now() < endsAt) {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: READY_MS_MAX });
    client.on("error", () => client.removeAllListeners());
    try {
      await client.connect();
      await client.query("select 1");
      return "ready";
    } catch (error) {
      // Not listening yet, or listening and "the database system is starting up" (57P03); anything else is a fault.
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      if (code !== "ECONNREFUSED" && code !== "57P03" && code !== "ECONNRESET") throw error;
    } finally {
      await client.end();
    }
    await pause(READY_POLL_MS);
  }
  return "late";
}

async function stopKeeper(child: ChildProcess, exited: Promise<number>): Promise<void> {
  child.stdin?.end();
  const ended = await withinMs(STOP_MS_MAX, exited);
  if (ended !== undefined || child.pid === undefined) return;
  // The group holds the keeper and the postmaster; SIGQUIT makes PostgreSQL leave at once and recover at the next start.
  process.kill(-child.pid, "SIGQUIT");
  await withinMs(STOP_MS_MAX, exited);
}

/** Undefined when it took longer. The timer alone does not keep the process alive. */
async function withinMs(ms: number, outcome: Promise<number>): Promise<number | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, ms, undefined);
  });
  const first = await Promise.race([outcome, late]);
  clearTimeout(timer);
  return first;
}

function identityOf(account: Account | undefined) {
  // Another account may not enter the folder this process stands in, hence the root folder.
  return account ? { uid: account.uid, gid: account.gid, cwd: "/" } : { cwd: "/" };
}

function exitOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}
