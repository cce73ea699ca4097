import { spawn } from "node:child_process";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readLockHolder, takeLock } from "@/server/platform/local/lock-file";
import { isRunning, markOf } from "@/server/platform/local/process-mark";

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "roost-lock-"));
  file = path.join(folder, "market.lock");
});
afterEach(() => rm(folder, { recursive: true }));

test("a lock that a running process holds is not given twice, and a released one is given again", async () => {
  const lock = await takeLock(file);
  expect(await takeLock(file)).toEqual({ heldBy: process.pid });
  expect(await readLockHolder(file)).toBe(process.pid);
  if ("release" in lock) await lock.release();
  expect(await readLockHolder(file)).toBeUndefined();
  expect(await takeLock(file)).toHaveProperty("release");
});

test("a lock of a process that is gone is taken over, also when its number belongs to another one now", async () => {
  const child = spawn("sleep", ["60"]);
  const mark = markOf(child.pid ?? 0) ?? "";
  expect(isRunning(mark)).toBe(true);
  await writeFile(file, mark);
  expect(await takeLock(file)).toEqual({ heldBy: child.pid });
  child.kill("SIGKILL");
  await new Promise((resolve) => child.once("exit", resolve));
  expect(await takeLock(file)).toHaveProperty("release");

  await writeFile(file, `${process.pid} 1`);
  expect(await takeLock(file)).toHaveProperty("release");
});

test("raced by twenty takers over a stale lock, it is given to exactly one, and its release leaves nothing", async () => {
  for (let round = 0; round < 20; round += 1) {
    await writeFile(file, `999999999 ${round}`);
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => takeLock(file)));
    const given = outcomes.filter((outcome) => "release" in outcome);
    expect(given).toHaveLength(1);
    expect(await readLockHolder(file)).toBe(process.pid);
    await given[0]?.release();
    expect(await readdir(folder)).toEqual([]);
  }
});
