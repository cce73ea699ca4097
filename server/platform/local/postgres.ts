import { randomBytes } from "node:crypto";
import { chmod, chown, mkdir, realpath, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { Client } from "pg";
import { isPortFree } from "@/server/platform/local/free-port";
import { type Lock, takeLock } from "@/server/platform/local/lock-file";
import {
  type Account,
  chooseAccount,
  findClosedFolder,
  makeAccountFolder,
  makeSharedFolder,
} from "@/server/platform/local/postgres-account";
import { type Binaries, provideBinaries } from "@/server/platform/local/postgres-binaries";
import { makeCluster, runServer, type Server } from "@/server/platform/local/postgres-process";
import { markOf } from "@/server/platform/local/process-mark";
import { readIfThere } from "@/server/platform/local/read-file";
import { StartRefusal } from "@/server/platform/local/start-refusal";

export type EmbeddedPostgresOptions = {
  readonly dataDir: string;
  readonly port: number;
  readonly report: (line: string) => void;
  /** Where the server's own log goes; appended to. */
  readonly logFile?: string;
  /** Databases to make when they are not there yet. The first one is `url`'s. */
  readonly databases?: readonly [string, ...string[]];
  /** Only tests, which throw their database away, turn this off: it trades safety in a power cut for speed. */
  readonly durable?: boolean;
};

export type EmbeddedPostgres = {
  readonly url: string;
  readonly port: number;
  /** The server process ended by itself; resolves with its last log lines. Never resolves after `stop`. */
  readonly failed: Promise<string>;
  urlOf(database: string): string;
  stop(): Promise<void>;
};

const ROLE = "roost";
const DATABASES: readonly [string, ...string[]] = ["roost"];
/** An orphaned server that is closing down gets this long before the start is refused. */
const ORPHAN_END_MS_MAX = 15_000;
const ORPHAN_POLL_MS = 50;

/**
 * Starts the PostgreSQL that comes with npm on a loopback port, with its files below the data folder.
 *
 * As root it runs as an account without rights; where that account cannot enter the data folder, the files live in a
 * folder that it can, and `report` says which. It ends when `stop` is called, and also when this process ends in any way.
 *
 * Refuses with a StartRefusal: a data folder that another market uses, a port that is taken, a platform without binaries.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { port, report } = options;
  const databases = options.databases ?? DATABASES;
  const dataDir = await makeDataDir(options.dataDir);
  const account = await chooseAccount();
  const binaries = await provideBinaries(account, dataDir, report);
  const home = await chooseHome(dataDir, account, report);
  const cluster = path.join(home, "postgres");
  const lock = await claimCluster(home, options.dataDir);
  try {
    await endOrphan(cluster, options.dataDir);
    if (!(await isPortFree(port)))
      throw new StartRefusal(`Port ${port}, meant for the embedded PostgreSQL, is taken by another program.`);
    const password = await providePassword(home, account);
    const durable = options.durable ?? true;
    await provideCluster({ binaries, cluster, home, account, durable, report });
    const urlOf = (database: string) =>
      `postgres://${ROLE}:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
    const logFile = options.logFile ?? path.join(dataDir, "postgres.log");
    const probeUrl = urlOf("postgres");
    const server = await runServer({ binaries, cluster, account, port, durable, logFile, probeUrl });
    const stop = async () => {
      await server.stop();
      await lock.release();
    };
    await makeDatabases(probeUrl, databases, server);
    return { url: urlOf(databases[0]), port, failed: server.failed, urlOf, stop };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function makeDataDir(folder: string): Promise<string> {
  // 0711: PostgreSQL's account must pass through it, while what lies in it keeps its own modes.
  if (await mkdir(folder, { recursive: true, mode: 0o711 })) await chmod(folder, 0o711);
  return realpath(folder);
}

/** The data folder, or a folder elsewhere when the account cannot enter the data folder. */
async function chooseHome(dataDir: string, account: Account | undefined, report: (line: string) => void) {
  const closed = account && (await findClosedFolder(dataDir, account));
  if (!account || !closed) return dataDir;
  const home = await makeSharedFolder(dataDir, account);
  report(
    `the database lives in ${home}: it runs as the account "${account.name}", which cannot enter ${closed}`,
  );
  return home;
}

/** The password is made once; every later start reads it. */
async function providePassword(home: string, account: Account | undefined): Promise<string> {
  const file = passwordFileIn(home);
  const known = await readIfThere(file);
  if (known !== undefined && known !== "") return known;
  const password = randomBytes(24).toString("base64url");
  await writeFile(file, password, { mode: 0o600 });
  if (account) await chown(file, account.uid, account.gid);
  return password;
}

type ClusterPlan = {
  binaries: Binaries;
  cluster: string;
  home: string;
  account: Account | undefined;
  durable: boolean;
  report: (line: string) => void;
};

/** initdb works in a folder of another name first, so that an interrupted first start leaves nothing half made. */
async function provideCluster(plan: ClusterPlan): Promise<void> {
  const { binaries, cluster, home, account, durable } = plan;
  if ((await readIfThere(path.join(cluster, "PG_VERSION"))) !== undefined) return;
  plan.report("making the database cluster");
  const unfinished = path.join(home, "postgres.unfinished");
  await rm(unfinished, { recursive: true, force: true });
  await makeAccountFolder(unfinished, account);
  await makeCluster({
    ...{ binaries, account, durable },
    cluster: unfinished,
    role: ROLE,
    passwordFile: passwordFileIn(home),
  });
  await rename(unfinished, cluster);
}

function passwordFileIn(home: string): string {
  return path.join(home, "postgres-password");
}

/** From here on the cluster belongs to this process, until it stops the server or ends. */
async function claimCluster(home: string, dataDir: string): Promise<Lock> {
  const lock = await takeLock(path.join(home, "postgres-owner"));
  if ("release" in lock) return lock;
  throw new StartRefusal(
    `Another market (process ${lock.heldBy}) uses the database in ${dataDir}: stop it first, or set ROOST_DATA_DIR to another folder.`,
  );
}

/**
 * Decides what a postmaster.pid means when no market owns the cluster: nothing (stale, also when another program now
 * carries its number), or a server whose market was killed and which must end first.
 */
async function endOrphan(cluster: string, dataDir: string): Promise<void> {
  const pidFile = path.join(cluster, "postmaster.pid");
  const written = await readIfThere(pidFile);
  if (written === undefined) return;
  const pid = Number.parseInt(written, 10);
  const endsAt = performance.now() + ORPHAN_END_MS_MAX;
  while (await isPostmasterOf(pid, cluster)) {
    if (performance.now() > endsAt)
      throw new StartRefusal(
        `The database in ${dataDir} is still being closed by process ${pid}: try again in a moment.`,
      );
    process.kill(pid, "SIGINT");
    await new Promise((resolve) => setTimeout(resolve, ORPHAN_POLL_MS));
  }
  await rm(pidFile, { force: true });
}

async function isPostmasterOf(pid: number, cluster: string): Promise<boolean> {
  if (!Number.isInteger(pid) || pid <= 1 || markOf(pid) === undefined) return false;
  const commandLine = await readIfThere(`/proc/${pid}/cmdline`);
  // Without /proc PostgreSQL's own check of the file decides.
  return commandLine?.split("\0").includes(cluster) ?? false;
}

async function makeDatabases(adminUrl: string, names: readonly string[], server: Server): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  try {
    await client.connect();
    for (const name of names) {
      const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [name]);
      if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
    }
  } catch (error) {
    await server.stop();
    throw error;
  } finally {
    await client.end();
  }
}
