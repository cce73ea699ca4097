import { randomBytes } from "node:crypto";
import { chmod, mkdir, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { findFreePort } from "@/server/platform/local/free-port";
import { type Lock, readLockHolder, takeLock } from "@/server/platform/local/lock-file";
import { parseJson, readIfThere } from "@/server/platform/local/read-file";
import { StartRefusal } from "@/server/platform/local/start-refusal";

/** What a market keeps on this machine: lock, secrets, ports, logs and, unless configured, database and files. */
export type DataFolder = { readonly path: string; readonly logs: string };

const textsContract = z.record(z.string(), z.string());
const portsContract = z.record(z.string(), z.int());
const SECRET_BYTES = 32;
const STORE_ID_BYTES = 8;

export async function openDataFolder(folder: string): Promise<DataFolder> {
  const full = path.resolve(folder);
  // 0711: the account PostgreSQL runs as passes through it. Everything secret inside is readable by its owner alone.
  if (await mkdir(full, { recursive: true, mode: 0o711 })) await chmod(full, 0o711);
  const logs = path.join(full, "logs");
  await mkdir(logs, { recursive: true, mode: 0o700 });
  return { path: full, logs };
}

/** One market at a time per data folder. Refuses with a StartRefusal; a lock of a killed market is taken over. */
export async function lockDataFolder(folder: DataFolder): Promise<Lock> {
  const lock = await takeLock(lockFileIn(folder));
  if ("release" in lock) return lock;
  throw new StartRefusal(
    `A market already runs on ${folder.path} (process ${lock.heldBy}): stop it first, or set ROOST_DATA_DIR and PORT for another one.`,
  );
}

/** The process of the market that runs on this data folder, if one does. */
export function readMarketProcess(folder: DataFolder): Promise<number | undefined> {
  return readLockHolder(lockFileIn(folder));
}

/**
 * The secrets of the local set-up, made once and kept: entries of the environment by name. A secret that a later version
 * adds joins the file; those that are there never change.
 */
export async function provideSecrets(folder: DataFolder): Promise<Readonly<Record<string, string>>> {
  const file = path.join(folder.path, "secrets.json");
  const kept = await readJson(file, textsContract, {});
  const all = { ...makeSecrets(), ...kept };
  if (Object.keys(all).length !== Object.keys(kept).length) await writeJson(file, all);
  return all;
}

function makeSecrets(): Record<string, string> {
  const secret = () => randomBytes(SECRET_BYTES).toString("base64url");
  const alphanumeric = (bytes: number) => randomBytes(bytes).toString("hex");
  return {
    AUTH_SECRET: secret(),
    QUOTE_SECRET: secret(),
    CRON_SECRET: secret(),
    METRICS_TOKEN: secret(),
    STRIPE_SECRET_KEY: `sk_test_${alphanumeric(SECRET_BYTES)}`,
    STRIPE_PUBLISHABLE_KEY: `pk_test_${alphanumeric(SECRET_BYTES)}`,
    STRIPE_WEBHOOK_SECRET: `whsec_${alphanumeric(SECRET_BYTES)}`,
    BLOB_READ_WRITE_TOKEN: `vercel_blob_rw_${alphanumeric(STORE_ID_BYTES)}_${alphanumeric(SECRET_BYTES)}`,
    MAILBOX_PASSWORD: alphanumeric(SECRET_BYTES),
  };
}

/** Free loopback ports by name, the same ones as last time wherever those are free. */
export async function providePorts<Name extends string>(
  folder: DataFolder,
  names: readonly Name[],
): Promise<Readonly<Record<Name, number>>> {
  const file = path.join(folder.path, "ports.json");
  const kept = await readJson(file, portsContract, {});
  const chosen: Record<string, number> = {};
  for (const name of names) {
    const taken = Object.values(chosen);
    let port = await findFreePort(kept[name]);
    while (taken.includes(port)) port = await findFreePort();
    chosen[name] = port;
  }
  await writeJson(file, { ...kept, ...chosen });
  return chosen as Record<Name, number>;
}

export async function readJson<T>(file: string, contract: z.ZodType<T>, absent: T): Promise<T> {
  const text = await readIfThere(file);
  if (text === undefined) return absent;
  const parsed = contract.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new StartRefusal(`${file} is damaged: delete it and start again.`);
}

/** Readable by its owner alone, and either the old or the new text even when the machine stops in between. */
export async function writeJson(file: string, value: unknown): Promise<void> {
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, `${JSON.stringify(value, undefined, 2)}\n`, { mode: 0o600, flush: true });
  await rename(unfinished, file);
}

function lockFileIn(folder: DataFolder): string {
  return path.join(folder.path, "market.lock");
}
