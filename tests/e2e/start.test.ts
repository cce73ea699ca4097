import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, inject, test } from "vitest";
import { findFreePort } from "@/server/platform/local/free-port";
import { isRunning, markOf } from "@/server/platform/local/process-mark";

/** Ten seconds on a machine of its own; here the other market of this run is at work as well. */
const LATER_START_MS_MAX = 180_000;
const FIRST_START_MS_MAX = 300_000;
const dataDir = mkdtempSync(path.join(tmpdir(), "roost-start-"));
chmodSync(dataDir, 0o711);
const started: ChildProcess[] = [];
afterAll(async () => {
  for (const child of started) await end(child, "SIGTERM");
  rmSync(dataDir, { recursive: true, force: true });
});

type Started = { readonly child: ChildProcess; output(): string; readonly exited: Promise<number> };

function start(env: Record<string, string>): Started {
  const node = path.resolve("node_modules/.bin/node");
  const child = spawn(node, ["--import", "tsx", "scripts/start.ts"], {
    env: { ...process.env, NODE_ENV: "production", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  started.push(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (piece) => {
      output += piece;
    });
  const exited = new Promise<number>((resolve) => child.once("exit", (code) => resolve(code ?? -1)));
  return { child, exited, output: () => output };
}

async function ready(market: Started, msMax: number): Promise<void> {
  const endsAt = performance.now() + msMax;
  while (!/^ready http/m.test(market.output())) {
    if (performance.now() > endsAt || market.child.exitCode !== null)
      throw new Error(`not ready within ${msMax} ms:\n${market.output()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise((resolve) => child.once("exit", resolve));
  child.kill(signal);
  await exited;
}

/** Every process of the market, by mark, so that a number taken by another program later does not count. */
function childrenOf(pid: number): string[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8")
    .trim()
    .split(" ")
    .filter(Boolean);
  return children.flatMap((child) => [markOf(Number(child)) ?? "", ...childrenOf(Number(child))]);
}

async function gone(marks: readonly string[]): Promise<void> {
  const endsAt = performance.now() + 10_000;
  while (marks.some(isRunning)) {
    if (performance.now() > endsAt) throw new Error(`still running: ${marks.filter(isRunning).join(", ")}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe("npm start, on a market that runs", () => {
  test.runIf(inject("marketUrl"))(
    "is refused on the same data folder, in one sentence, and harms nothing",
    async () => {
      const second = start({ ROOST_DATA_DIR: inject("marketDataDir"), PORT: String(await findFreePort()) });
      expect(await second.exited).toBe(1);
      expect(second.output()).toMatch(/^A market already runs on \S+ \(process \d+\): [^\n]+\n$/);
      expect((await fetch(`${inject("marketUrl")}/api/health`)).status).toBe(200);
    },
  );

  test.runIf(inject("marketUrl"))("is refused on the same port before anything is made", async () => {
    const { port } = new URL(inject("marketUrl"));
    const second = start({ ROOST_DATA_DIR: path.join(dataDir, "never"), PORT: port });
    expect(await second.exited).toBe(1);
    expect(second.output()).toBe(
      `Port ${port} is taken by another program: stop it, or set PORT to a free one.\n`,
    );
  });

  test("is refused with a wrong entry, in one sentence that names it", async () => {
    const wrong = start({ ROOST_DATA_DIR: dataDir, PORT: "70000" });
    expect(await wrong.exited).toBe(1);
    expect(wrong.output()).toBe("PORT must be a whole number from 1 to 65535.\n");
  });
});

describe.runIf(inject("marketUrl"))("a market", () => {
  test("ends as a whole, also by kill -9, and then starts again with all it had and makes nothing anew", async () => {
    const env = { ROOST_DATA_DIR: dataDir, PORT: String(await findFreePort()) };
    const first = start(env);
    await ready(first, FIRST_START_MS_MAX);
    expect(first.output()).toContain("sign in: guest@roost.example");
    expect(first.output().trimEnd().split("\n").at(-1)).toBe(`ready http://localhost:${env.PORT}`);
    expect(statSync(path.join(dataDir, "run.json")).mode & 0o777).toBe(0o600);
    const killed = childrenOf(first.child.pid ?? 0);
    expect(killed.length).toBeGreaterThan(4);
    await end(first.child, "SIGKILL");
    await gone(killed);

    const again = start(env);
    await ready(again, LATER_START_MS_MAX);
    expect(again.output()).toContain("web application is built");
    expect(again.output()).not.toContain("demo market:");
    const stopped = childrenOf(again.child.pid ?? 0);
    again.child.kill("SIGTERM");
    expect(await again.exited).toBe(0);
    expect(stopped.filter(isRunning)).toEqual([]);
  }, 600_000);
});
