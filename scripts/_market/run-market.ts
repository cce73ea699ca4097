import path from "node:path";
import { type Backing, startBacking } from "@/scripts/_market/backing";
import { buildIfChanged, NEXT } from "@/scripts/_market/build";
import { type Child, startChild } from "@/scripts/_market/child";
import type { DataFolder } from "@/scripts/_market/data-folder";
import { makeDemoIfEmpty } from "@/scripts/_market/demo-market";
import { followKafka } from "@/scripts/_market/follow-kafka";
import { migrateMarket } from "@/scripts/_market/migrate-market";
import type { Report } from "@/scripts/_market/report";
import { removeRunFile, writeRunFile } from "@/scripts/_market/run-file";
import { openMarketNote, webAddress } from "@/scripts/_market/web-address";
import { type Env, provideEnv } from "@/server/platform/env";
import { StartRefusal } from "@/server/platform/local/start-refusal";

type Options = {
  readonly folder: DataFolder;
  readonly env: Env;
  readonly report: Report;
  readonly development: boolean;
  /** Aborts when the market is to end in good order. */
  readonly stop: AbortSignal;
};

const READY_MS_MAX = 120_000;
const READY_POLL_MS = 100;
const HEALTH_MS_MAX = 30_000;

/** Starts everything, says that it serves, and answers the exit code when it has ended. */
export async function runMarket(options: Options): Promise<number> {
  const { folder, report, stop } = options;
  const stopped = new Promise<typeof STOPPED>((resolve) => {
    stop.addEventListener("abort", () => resolve(STOPPED), { once: true });
  });
  const children: Child[] = [];
  let backing: Backing | undefined;
  try {
    backing = await startBacking({ ...options, mode: options.development ? "development" : "production" });
    const outcome = await Promise.race([stopped, backing.failed, bringUp(options, backing, children)]);
    if (outcome === STOPPED) return 0;
    if (typeof outcome === "string") throw new StartRefusal(outcome);
    const end = await Promise.race([stopped, backing.failed, firstToEnd(children)]);
    if (end !== STOPPED) throw new StartRefusal(end);
    report("stopping");
    return 0;
  } finally {
    await removeRunFile(folder);
    await Promise.all(children.map((child) => child.stop()));
    await backing?.stop();
  }
}

const STOPPED = Symbol("stopped");
const SERVING = Symbol("serving");

/** Tables, demo market, build, web server, worker, in this order; resolves once the market answers. */
async function bringUp(options: Options, backing: Backing, children: Child[]): Promise<typeof SERVING> {
  const { folder, env, report, development, stop } = options;
  // Before the environment is completed: afterwards APP_URL is always set.
  const note = openMarketNote(env);
  provideEnv(backing.env);
  await migrateMarket(env, report);
  await followKafka(env, report);
  await writeRunFile(folder, backing.env);
  const [signIns] = await Promise.all([
    backing.embedded ? makeDemoIfEmpty(env, report) : [],
    development ? undefined : buildIfChanged({ folder, env: backing.env, report, stop }),
  ]);
  stop.throwIfAborted();

  let serving = false;
  const common = { env: backing.env, logsFolder: folder.logs };
  const web = await startChild({
    ...common,
    name: "web",
    args: [NEXT, development ? "dev" : "start", "--hostname", env.HOST, "--port", String(env.PORT)],
    // Once it serves, the development server's messages are what its user wants to see.
    ...(development ? { onOutput: (text: string) => serving && process.stderr.write(text) } : {}),
  });
  children.push(web);
  await Promise.race([
    waitUntilHealthy(env, stop),
    firstToEnd(children).then((sentence) => {
      throw new StartRefusal(sentence);
    }),
  ]).catch(async (error: unknown) => {
    if (!(error instanceof NeverHealthy)) throw error;
    throw new StartRefusal(`${error.message}\n${await web.readTail()}`);
  });
  // Only now, or the two would hold each other up on a small machine and the market would answer later.
  const worker = path.join("scripts", "worker.ts");
  children.push(await startChild({ ...common, name: "worker", args: [worker], typescript: true }));
  if (note !== undefined) report(note);
  for (const line of signIns) report.plain(line);
  serving = true;
  report.plain(`ready http://localhost:${env.PORT}`);
  return SERVING;
}

class NeverHealthy extends Error {}

async function waitUntilHealthy(env: Env, stop: AbortSignal): Promise<void> {
  const address = `${webAddress(env)}/api/health`;
  const endsAt = performance.now() + READY_MS_MAX;
  let said = "nothing";
  while (performance.now() < endsAt) {
    stop.throwIfAborted();
    try {
      const answer = await fetch(address, {
        signal: AbortSignal.timeout(HEALTH_MS_MAX),
      });
      if (answer.status === 200) return;
      said = `status ${answer.status}`;
    } catch (error) {
      // Not listening yet, or too busy compiling to answer in time.
      said = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    }
    await new Promise((resolve) => setTimeout(resolve, READY_POLL_MS));
  }
  throw new NeverHealthy(`The web server did not become healthy within ${READY_MS_MAX / 1000} s (${said}):`);
}

/** A sentence about the first child to end, with its last log lines: one that fails ends the rest. */
async function firstToEnd(children: readonly Child[]): Promise<string> {
  const first = await Promise.race(children.map(async (child) => ({ child, code: await child.exited })));
  return `The market's ${first.child.name} process ended with ${first.code}:\n${await first.child.readTail()}`;
}
