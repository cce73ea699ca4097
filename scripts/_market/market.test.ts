import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startChild } from "@/scripts/_market/child";
import {
  type DataFolder,
  lockDataFolder,
  openDataFolder,
  providePorts,
  provideSecrets,
} from "@/scripts/_market/data-folder";
import { readRunningEnv, writeRunFile } from "@/scripts/_market/run-file";
import { readEnv } from "@/server/platform/env";
import { markOf } from "@/server/platform/local/process-mark";
import { until } from "@/tests/support/until";

let folder: DataFolder;
beforeEach(async () => {
  folder = await openDataFolder(await mkdtemp(path.join(tmpdir(), "roost-market-")));
});
afterEach(() => rm(folder.path, { recursive: true }));

async function modeOf(name: string): Promise<string> {
  return ((await stat(path.join(folder.path, name))).mode & 0o777).toString(8);
}
describe("the data folder", () => {
  test("makes secrets once, for its owner's eyes alone, that the environment accepts", async () => {
    const secrets = await provideSecrets(folder);
    expect(await provideSecrets(folder)).toEqual(secrets);
    expect(await modeOf("secrets.json")).toBe("600");
    expect(readEnv(secrets).isSet("AUTH_SECRET")).toBe(true);
    expect(new Set(Object.values(secrets)).size).toBe(Object.keys(secrets).length);
  });

  test("keeps the secrets it has when a later version needs one more", async () => {
    const kept = "a-secret-of-an-earlier-version-0123456789";
    await writeFile(path.join(folder.path, "secrets.json"), JSON.stringify({ AUTH_SECRET: kept }));
    const secrets = await provideSecrets(folder);
    expect(secrets.AUTH_SECRET).toBe(kept);
    expect(secrets.QUOTE_SECRET).toMatch(/^.{32,}$/);
  });

  test("gives the same ports as last time, another one for a port that is taken, never one twice", async () => {
    const first = await providePorts(folder, ["blob", "smtp"]);
    expect(await providePorts(folder, ["blob", "smtp"])).toEqual(first);
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(first.blob, "127.0.0.1", resolve));
    const next = await providePorts(folder, ["blob", "smtp"]);
    other.close();
    expect(next.smtp).toBe(first.smtp);
    expect(new Set([first.blob, next.blob, next.smtp]).size).toBe(3);
  });

  test("refuses a second market in a sentence that names the first, and a damaged file in one that names it", async () => {
    const lock = await lockDataFolder(folder);
    await expect(lockDataFolder(folder)).rejects.toThrow(
      `already runs on ${folder.path} (process ${process.pid})`,
    );
    await lock.release();
    await writeFile(path.join(folder.path, "ports.json"), "{");
    await expect(providePorts(folder, ["blob"])).rejects.toThrow("ports.json is damaged");
  });
});

describe("the run file", () => {
  test("tells other programs the market's environment while it runs, and no longer", async () => {
    expect(await readRunningEnv(folder)).toBeUndefined();
    const lock = await lockDataFolder(folder);
    await writeRunFile(folder, { DATABASE_URL: "postgres://x", HOME: "/root", AUTH_SECRET: "s" });
    expect(await readRunningEnv(folder)).toEqual({ DATABASE_URL: "postgres://x", AUTH_SECRET: "s" });
    expect(await modeOf("run.json")).toBe("600");
    await lock.release();
    expect(await readRunningEnv(folder)).toBeUndefined();
  });
});

describe("a child process", () => {
  const env = { PATH: process.env.PATH ?? "" };
  const start = async (code: string) => {
    const file = path.join(folder.path, "child.mjs");
    await writeFile(file, code);
    return startChild({ name: "child", args: [file], env, logsFolder: folder.logs });
  };

  test("has its last lines at hand when it fails", async () => {
    const child = await start('console.log("one"); console.error("two"); process.exit(3)');
    expect(await child.exited).toBe(3);
    expect(await child.readTail()).toBe("one\ntwo");
    expect(await child.readTail(1)).toBe("two");
  });

  test("that ignores SIGTERM does not outlive its market, nor do its own children", async () => {
    const child = await start(
      `process.on("SIGTERM", () => {}); import("node:child_process").then(({ spawn }) => {
         const inner = spawn("sleep", ["60"]); console.log(inner.pid) }); setInterval(() => {}, 1000)`,
    );
    await until(async () => (await child.readTail()) !== "");
    const inner = Number(await child.readTail());
    await child.stop();
    expect(markOf(child.process.pid ?? 0)).toBeUndefined();
    await until(() => markOf(inner) === undefined);
  });

  test("ends after kill -9 of the process that started it", async () => {
    const pidFile = path.join(folder.path, "pid");
    const childCode = `import { writeFileSync } from "node:fs";
      writeFileSync(${JSON.stringify(pidFile)}, String(process.pid)); setInterval(() => {}, 1000)`;
    await writeFile(path.join(folder.path, "inner.mjs"), childCode);
    const starter = path.join(folder.path, "starter.mts");
    const plan = { name: "inner", args: [path.join(folder.path, "inner.mjs")], env, logsFolder: folder.logs };
    await writeFile(
      starter,
      `import { startChild } from ${JSON.stringify(path.join(import.meta.dirname, "child.ts"))};
       await startChild(${JSON.stringify(plan)}); setInterval(() => {}, 1000)`,
    );
    const parent = spawn(process.execPath, ["--import", "tsx", starter], { stdio: "inherit" });
    await until(async () => (await readdir(folder.path)).includes("pid"));
    const pid = Number(await readFile(pidFile, "utf8"));
    expect(markOf(pid)).toBeDefined();
    parent.kill("SIGKILL");
    await until(() => markOf(pid) === undefined);
  });
});
