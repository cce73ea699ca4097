import { type ChildProcess, spawn } from "node:child_process";
import { open, readFile, rm, stat } from "node:fs/promises";
import { createConnection } from "node:net";
import path from "node:path";
import { readIfThere } from "@/server/platform/local/read-file";
import { StartRefusal } from "@/server/platform/local/start-refusal";

export interface BrokerProcess {
  readonly pid: number;
  readonly failed: Promise<string>;
  stop(): Promise<void>;
  kill(): Promise<void>;
}

interface Plan {
  readonly java: readonly string[];
  readonly settingsFile: string;
  readonly folder: string;
  /** The listener that opens last. */
  readonly port: number;
}

const READY_MS_MAX = 90_000;
const READY_POLL_MS = 100;
const STOP_MS_MAX = 20_000;
const LOG_TAIL = 2_000;

/**
 * Stands between this process and the broker, as before PostgreSQL: when this process ends, even by kill -9, the pipe on
 * its standard input closes and the broker is asked to end.
 */
const KEEPER = `exec 3<&0
pidFile=$1; shift
"$@" </dev/null 3<&- &
server=$!
echo "$server" > "$pidFile"
(cat <&3 >/dev/null; kill -TERM "$server") &
exec 3<&-
wait "$server"`;

export async function runBroker(plan: Plan): Promise<BrokerProcess> {
  const logFile = path.join(plan.folder, "broker.log");
  const pidFile = path.join(plan.folder, "broker.pid");
  const log = await open(logFile, "a", 0o600);
  const logStart = (await stat(logFile)).size;
  const command = ["java", ...plan.java, "kafka.Kafka", plan.settingsFile];
  // The keeper writes the new one; the last broker's must not be taken for it.
  await rm(pidFile, { force: true });
  const child = spawn("/bin/sh", ["-c", KEEPER, "keeper", pidFile, ...command], {
    detached: true,
    stdio: ["pipe", log.fd, log.fd],
  });
  child.stdin?.on("error", () => child.stdin?.destroy());
  const exited = exitOf(child);
  void exited.then(() => child.stdin?.destroy());
  await log.close();
  let ending = false;
  const readTail = async () => (await readFile(logFile)).subarray(logStart).toString().slice(-LOG_TAIL);
  const failed = new Promise<string>((resolve, reject) => {
    exited.then(async () => {
      if (!ending) resolve(await readTail());
    }, reject);
  });
  const end = (signal: NodeJS.Signals) => async () => {
    ending = true;
    await endBroker(child, exited, Number(await readIfThere(pidFile)), signal);
  };
  const stop = end("SIGTERM");
  const answer = await Promise.race([waitForPort(plan.port), failed]);
  if (answer !== "open") {
    await stop();
    throw new StartRefusal(`Kafka did not start: ${answer === "late" ? await readTail() : answer}`);
  }
  return { pid: Number(await readIfThere(pidFile)), failed, stop, kill: end("SIGKILL") };
}

function exitOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

/** The broker is signalled, not its keeper, which ends with it: whoever waits for the keeper finds the folder at rest. */
async function endBroker(
  child: ChildProcess,
  exited: Promise<number>,
  pid: number,
  signal: NodeJS.Signals,
): Promise<void> {
  if (child.exitCode === null && pid > 0) signalTo(pid, signal);
  const ended = await Promise.race([exited.then(() => true), pause(STOP_MS_MAX).then(() => false)]);
  if (!ended && child.pid !== undefined) signalTo(-child.pid, "SIGKILL");
  await exited;
}

function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // ESRCH: nobody is left, which is what was wanted.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

async function waitForPort(port: number): Promise<"open" | "late"> {
  const endsAt = performance.now() + READY_MS_MAX;
  while (performance.now() < endsAt) {
    if (await answers(port)) return "open";
    await pause(READY_POLL_MS);
  }
  return "late";
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: "127.0.0.1" });
    const end = (isOpen: boolean) => () => {
      socket.destroy();
      resolve(isOpen);
    };
    socket.once("connect", end(true));
    socket.once("error", end(false));
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
