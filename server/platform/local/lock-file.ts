import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
import { isRunning, markOf, pidOf } from "@/server/platform/local/process-mark";

export type Lock = { readonly release: () => Promise<void> };

const TRIES_MAX = 20;

/**
 * Takes a lock that belongs to this process until it releases it or ends; a lock left by a process that is gone is
 * taken over. Answers the id of the holding process when that one still runs.
 */
export async function takeLock(file: string): Promise<Lock | { readonly heldBy: number }> {
  const mine = `${file}.${process.pid}`;
  await writeFile(mine, markOf(process.pid) ?? String(process.pid), { mode: 0o644 });
  try {
    for (let attempt = 0; attempt < TRIES_MAX; attempt += 1) {
      // A hard link appears whole or not at all, so that nobody reads a half-written lock.
      if (await linked(mine, file)) return { release: () => rm(file, { force: true }) };
      const holder = await readIfThere(file);
      if (holder === undefined) continue;
      if (isRunning(holder)) return { heldBy: pidOf(holder) };
      await removeStale(file, holder);
    }
  } finally {
    await rm(mine, { force: true });
  }
  throw new Error(`The lock ${file} changed hands ${TRIES_MAX} times.`);
}

/** The process that holds the lock, if one does and still runs. */
export async function readLockHolder(file: string): Promise<number | undefined> {
  const holder = await readIfThere(file);
  return holder !== undefined && isRunning(holder) ? pidOf(holder) : undefined;
}

/** Two starts may find the same stale lock: only the one whose rename moved that very lock away goes on with it. */
async function removeStale(file: string, holder: string): Promise<void> {
  const aside = `${file}.stale.${process.pid}`;
  try {
    await rename(file, aside);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return;
    throw error;
  }
  if ((await readIfThere(aside)) !== holder) await linked(aside, file);
  await rm(aside, { force: true });
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
