/** PostgreSQL's own benchmark program: the peer of every figure in transactions a second. */
import { execFile } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { StartRefusal } from "@/server/platform/local/start-refusal";

const DEBIAN_FOLDER = "/usr/lib/postgresql";
const OUTPUT_BYTES_MAX = 10_000_000;
const RUN_MS_MAX = 300_000;

/** Refuses with a StartRefusal where it is not installed. */
export function findPgbench(): string {
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

export interface PgbenchRun {
  readonly program: string;
  readonly url: string;
  readonly script: string;
  readonly scriptFile: string;
  readonly clients: number;
  readonly transactionsPerClient: number;
  readonly variables: Readonly<Record<string, number>>;
}
export interface PgbenchAnswer {
  readonly perSecond: number;
  readonly latencyMs: number;
}

/** Runs a script of one statement; every transaction must succeed. */
export async function runPgbench(run: PgbenchRun): Promise<PgbenchAnswer> {
  await writeFile(run.scriptFile, run.script);
  const { hostname, port, username, password, pathname } = new URL(run.url);
  const counts = ["-c", String(run.clients), "-j", "2", "-t", String(run.transactionsPerClient)];
  const variables = Object.entries(run.variables).flatMap(([name, value]) => ["-D", `${name}=${value}`]);
  const address = ["-h", hostname, "-p", port, "-U", username];
  const { stdout } = await promisify(execFile)(
    run.program,
    ["-n", "-M", "simple", ...counts, ...variables, "-f", run.scriptFile, ...address, pathname.slice(1)],
    {
      env: { NODE_ENV: "production", PGPASSWORD: decodeURIComponent(password) },
      maxBuffer: OUTPUT_BYTES_MAX,
      timeout: RUN_MS_MAX,
    },
  );
  const numberOf = (pattern: RegExp) => Number(pattern.exec(stdout)?.[1] ?? Number.NaN);
  const done = numberOf(/actually processed: (\d+)/);
  const asked = run.clients * run.transactionsPerClient;
  if (done !== asked) throw new Error(`pgbench did ${done} of ${asked} transactions: ${stdout}`);
  return { perSecond: numberOf(/^tps = ([\d.]+)/m), latencyMs: numberOf(/latency average = ([\d.]+)/) };
}
