import { rm } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { type DataFolder, readJson, readMarketProcess, writeJson } from "@/scripts/_market/data-folder";
import { entries } from "@/server/platform/env-entries";

const runFileContract = z.object({ pid: z.int(), env: z.record(z.string(), z.string()) });

/**
 * Writes the market's environment where programs in other terminals find it: the entries alone, the rest they have
 * themselves. Readable by its owner alone.
 */
export async function writeRunFile(folder: DataFolder, env: Readonly<Record<string, string>>): Promise<void> {
  const written = Object.fromEntries(Object.entries(env).filter(([name]) => name in entries));
  await writeJson(runFileIn(folder), { pid: process.pid, env: written });
}

export async function removeRunFile(folder: DataFolder): Promise<void> {
  await rm(runFileIn(folder), { force: true });
}

/** The environment of the market that runs on this data folder; undefined when none does. */
export async function readRunningEnv(
  folder: DataFolder,
): Promise<Readonly<Record<string, string>> | undefined> {
  const pid = await readMarketProcess(folder);
  const run = await readJson(runFileIn(folder), runFileContract.nullable(), null);
  // A run file may be left by a market that was killed; it counts only with the lock of the same process.
  return run && run.pid === pid ? run.env : undefined;
}

function runFileIn(folder: DataFolder): string {
  return path.join(folder.path, "run.json");
}
