/**
 * Starts one whole market for all browser tests with the command that people use, on a free port and in a data
 * directory of its own; audits it when they are done, and ends it.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { openBrowser } from "@/tests/support/chromium";

declare module "vitest" {
  interface ProvidedContext {
    marketUrl: string;
    marketDataDir: string;
    hasBrowser: boolean;
  }
}

/** A first start builds the application and makes the demo market: a minute and a half where nothing else runs. */
const READY_MS_MAX = 900_000;
const END_MS_MAX = 20_000;

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

function waitUntilReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = "";
    const timer = setTimeout(
      () => reject(new Error(`the market was not ready in time:\n${output}`)),
      READY_MS_MAX,
    );
    const onChunk = (chunk: Buffer) => {
      output += chunk.toString();
      if (!/^ready http/m.test(output)) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout?.on("data", onChunk);
    child.stderr?.on("data", onChunk);
    child.once("exit", (code) => {
      clearTimeout(timer);
      reject(new Error(`the market ended with ${code} before it was ready:\n${output}`));
    });
  });
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const browser = await openBrowser();
  project.provide("hasBrowser", browser !== undefined);
  if (!browser) {
    project.provide("marketUrl", "");
    project.provide("marketDataDir", "");
    return async () => undefined;
  }
  await browser.close();
  const port = await freePort();
  const dataDir = mkdtempSync(path.join(tmpdir(), "roost-e2e-"));
  // As root the database runs as another account, which has to pass through; else its files would outlive this folder.
  chmodSync(dataDir, 0o711);
  const tsx = path.resolve("node_modules/tsx/dist/cli.mjs");
  const node = path.resolve("node_modules/.bin/node");
  const child = spawn(node, [tsx, "scripts/start.ts"], {
    env: { ...process.env, NODE_ENV: "production", PORT: String(port), ROOST_DATA_DIR: dataDir },
    stdio: ["ignore", "pipe", "pipe"],
  });
  await waitUntilReady(child);
  project.provide("marketUrl", `http://localhost:${port}`);
  project.provide("marketDataDir", dataDir);
  return async () => {
    // What the tests did went through every part of the market; afterwards no invariant may be broken.
    try {
      execFileSync(node, [tsx, "scripts/audit.ts"], {
        env: { ...process.env, ROOST_DATA_DIR: dataDir },
        stdio: "inherit",
      });
    } finally {
      await end(child);
      rmSync(dataDir, { recursive: true, force: true });
    }
  };
}

async function end(child: ChildProcess): Promise<void> {
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGTERM");
  const killer = setTimeout(() => child.kill("SIGKILL"), END_MS_MAX);
  await ended;
  clearTimeout(killer);
}
