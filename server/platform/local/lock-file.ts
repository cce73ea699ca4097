import { createHash, randomBytes } from "node:crypto";
import { link, rm, writeFile } from "node:fs/promises";
import { isRunning, markOf, pidOf } from "@/server/platform/local/process-mark";
import { readIfThere } from "@/server/platform/local/read-file";

export type Lock = { readonly release: () => Promise<void> };

const STEPS_MAX = 1_000;

/**
 * Takes a lock that belongs to this process until it releases it or ends. Answers the id of the holding process when that
 * one still runs.
 *
 * A lock whose holder is gone is not deleted, for two takers would then delete each other's: it is succeeded by a file
 * named after that very holder, which exactly one taker can make. The last of such a chain counts; an orderly release
 * removes the chain.
 */
export async function takeLock(file: string): Promise<Lock | { readonly heldBy: number }> {
  const mine = `${file}.${randomBytes(8).toString("hex")}`;
  await writeFile(mine, markOf(process.pid) ?? String(process.pid), { mode: 0o644 });
  try {
    const chain = [file];
    for (let step = 0; step < STEPS_MAX; step += 1) {
      const last = chain.at(-1) ?? file;
      // A hard link appears whole or not at all, so that nobody reads a half-written lock.
      if (await linked(mine, last)) return { release: () => removeAll(chain) };
      const holder = await readIfThere(last);
      if (holder === undefined) continue;
      if (isRunning(holder)) return { heldBy: pidOf(holder) };
      chain.push(successorOf(file, holder));
    }
  } finally {
    await rm(mine, { force: true });
  }
  throw new Error(`The lock ${file} changed hands ${STEPS_MAX} times.`);
}

/** The process that holds the lock, if one does and still runs. */
export async function readLockHolder(file: string): Promise<number | undefined> {
  let holder = await readIfThere(file);
  while (holder !== undefined && !isRunning(holder)) holder = await readIfThere(successorOf(file, holder));
  return holder === undefined ? undefined : pidOf(holder);
}

function successorOf(file: string, holder: string): string {
  return `${file}.after.${createHash("sha256").update(holder).digest("hex").slice(0, 16)}`;
}

/** First to last: until the last one is gone, the lock is still seen as held. */
async function removeAll(chain: readonly string[]): Promise<void> {
  for (const file of chain) await rm(file, { force: true });
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

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
