/** PostgreSQL's own benchmark program: the peer of every figure in transactions a second. */
import { execFile } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { StartRefusal } from "@/server/platform/local/start-refusal";
import { CLIENTS } from "@/tests/bench/peer-script";

const DEBIAN_FOLDER = "/usr/lib/postgresql";
const OUTPUT_BYTES_MAX = 10_000_000;
const RUN_MS_MAX = 300_000;

/** Refuses with a StartRefusal where it is not installed. */
function findPgbench(): string {
  const versions = existsSync(DEBIAN_FOLDER)
    ? readdirSync(DEBIAN_FOLDER).sort((a, b) => Number(b) - Number(a))
    : [];
  const found = versions
    .map((version) => path.join(DEBIAN_FOLDER, version, "bin/pgbench"))
    .find((file) => existsSync(file));
  if (found) return found;
  throw new StartRefusal(
    `This benchmark needs pgbench in ${DEBIAN_FOLDER}/*/bin: apt-get install -y postgresql-contrib.`,
  );
}

interface PgbenchRun {
  readonly url: string;
  readonly script: string;
  readonly transactionsPerClient: number;
}
export interface Pgbench {
  /** Runs a script with a counter `:done` for each client; every transaction must succeed. */
  run(run: PgbenchRun): Promise<{ readonly perSecond: number; readonly latencyMs: number }>;
}

export async function withPgbench<T>(work: (pgbench: Pgbench) => Promise<T>): Promise<T> {
  const program = findPgbench();
  const folder = await mkdtemp(path.join(tmpdir(), "roost-pgbench-"));
  try {
    return await work({ run: (run) => runPgbench(program, path.join(folder, "script.sql"), run) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runPgbench(program: string, scriptFile: string, run: PgbenchRun) {
  const { url, script, transactionsPerClient } = run;
  await writeFile(scriptFile, script);
  const { hostname, port, username, password, pathname } = new URL(url);
  const counts = ["-c", String(CLIENTS), "-j", "2", "-t", String(transactionsPerClient), "-D", "done=0"];
  const address = ["-h", hostname, "-p", port, "-U", username];
  const { stdout } = await promisify(execFile)(
    program,
    ["-n", "-M", "simple", ...counts, "-f", scriptFile, ...address, pathname.slice(1)],
    {
      env: { NODE_ENV: "production", PGPASSWORD: decodeURIComponent(password) },
      maxBuffer: OUTPUT_BYTES_MAX,
      timeout: RUN_MS_MAX,
    },
  );
  const numberOf = (pattern: RegExp) => Number(pattern.exec(stdout)?.[1] ?? Number.NaN);
  const done = numberOf(/actually processed: (\d+)/);
  const asked = CLIENTS * transactionsPerClient;
  if (done !== asked) throw new Error(`pgbench did ${done} of ${asked} transactions: ${stdout}`);
  return { perSecond: numberOf(/^tps = ([\d.]+)/m), latencyMs: numberOf(/latency average = ([\d.]+)/) };
}
