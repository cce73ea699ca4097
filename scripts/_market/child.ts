import { type ChildProcess, type StdioOptions, spawn } from "node:child_process";
import { open, readFile, rename, stat } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { ROOT } from "@/scripts/_market/root";

/** A process of the market, its output going to a log file. */
export type Child = {
  readonly name: string;
  readonly process: ChildProcess;
  /** Resolves with the exit code once it has ended, whoever ended it. */
  readonly exited: Promise<number>;
  readTail(lines?: number): Promise<string>;
  stop(): Promise<void>;
};

export type ChildPlan = {
  readonly name: string;
  /** What Node runs: a script and its arguments, relative to the root folder. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly logsFolder: string;
  /** TypeScript runs through tsx's loader, in the same process. */
  readonly typescript?: boolean;
  readonly ipc?: boolean;
  /** Called with every piece of output as well. */
  readonly onOutput?: (text: string) => unknown;
};

const STOP_MS_MAX = 8_000;
const KILL_MS_MAX = 2_000;
const LOG_SIZE_MAX = 20 * 1024 * 1024;
const TAIL_LINES = 20;
const FOLLOW_PARENT = pathToFileURL(path.join(ROOT, "scripts", "_market", "follow-parent.mjs")).href;

/** Starts Node itself, not through npm, so that a signal reaches the process that is meant. */
export async function startChild(plan: ChildPlan): Promise<Child> {
  const logFile = await prepareLog(plan);
  const log = await open(logFile, "a", 0o600);
  const logStart = (await stat(logFile)).size;
  const output = plan.onOutput ? "pipe" : log.fd;
  const stdio: StdioOptions = plan.ipc ? ["ignore", output, output, "ipc"] : ["ignore", output, output];
  const args = [...(plan.typescript ? ["--import", "tsx"] : []), ...plan.args];
  const child: ChildProcess = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { NODE_ENV: "production", ...plan.env, NODE_OPTIONS: nodeOptions(plan.env.NODE_OPTIONS) },
    // A process group of its own: Ctrl-C reaches the market alone, which then ends its children in the right order.
    detached: true,
    stdio,
  });
  const exited = new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
  if (plan.onOutput) {
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (piece: Buffer) => {
        void log.write(piece);
        plan.onOutput?.(piece.toString());
      });
    void exited.then(() => log.close());
  } else await log.close();
  return {
    name: plan.name,
    process: child,
    exited,
    readTail: async (lines = TAIL_LINES) =>
      tailOf((await readFile(logFile)).subarray(logStart).toString(), lines),
    stop: () => stopGroup(child, exited),
  };
}

async function prepareLog(plan: ChildPlan): Promise<string> {
  const logFile = path.join(plan.logsFolder, `${plan.name}.log`);
  const size = await stat(logFile).then(
    (found) => found.size,
    () => 0,
  );
  if (size > LOG_SIZE_MAX) await rename(logFile, `${logFile}.1`);
  return logFile;
}

/** The preload reaches the processes that the child itself starts, such as the development server's. */
function nodeOptions(inherited: string | undefined): string {
  const follow = `--import=${FOLLOW_PARENT}`;
  if (inherited === undefined || inherited === "") return follow;
  return inherited.includes(follow) ? inherited : `${inherited} ${follow}`;
}

async function stopGroup(child: ChildProcess, exited: Promise<number>): Promise<void> {
  const stopsBy = async (signal: NodeJS.Signals, ms: number) => {
    signalGroup(child, signal);
    return Promise.race([exited.then(() => true), pause(ms, false, { ref: false })]);
  };
  if (child.exitCode !== null || child.signalCode !== null) return signalGroup(child, "SIGKILL");
  if (!(await stopsBy("SIGTERM", STOP_MS_MAX))) await stopsBy("SIGKILL", KILL_MS_MAX);
  signalGroup(child, "SIGKILL");
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    // ESRCH: nobody of the group is left, which is what was wanted.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

function tailOf(text: string, lines: number): string {
  return text.trimEnd().split("\n").slice(-lines).join("\n");
}
