import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmod, chown, lstat, mkdir, readFile, realpath, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { StartRefusal } from "@/server/platform/local/start-refusal";

/** The operating system account that PostgreSQL runs as; undefined means the one that runs Roost. */
export type Account = { readonly name: string; readonly uid: number; readonly gid: number };

const PREFERRED_NAMES = ["nobody", "postgres", "daemon"];
/** Places that every account can enter. /var/lib first: unlike the others it is never cleaned while Roost is not running. */
const SHARED_PLACES = ["/var/lib", "/var/tmp", "/tmp"];

/** PostgreSQL refuses to run as root, so root hands it to an account without rights. Anyone else runs it directly. */
export async function chooseAccount(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = (await readFile("/etc/passwd", "utf8")).split("\n").map(parseAccount);
  const usable = accounts.filter((account) => account !== undefined).filter((account) => account.uid !== 0);
  const preferred = PREFERRED_NAMES.map((name) => usable.find((account) => account.name === name));
  const account = preferred.find((candidate) => candidate !== undefined) ?? usable[0];
  if (!account)
    throw new StartRefusal(
      "PostgreSQL does not run as root and this system has no other account: add one, or set DATABASE_URL.",
    );
  return account;
}

function parseAccount(line: string): Account | undefined {
  const [name, , uid, gid] = line.split(":");
  if (!name || !uid || !gid) return undefined;
  return { name, uid: Number(uid), gid: Number(gid) };
}

/** The first folder on the way to `folder` that the account may not enter, by owner and mode bits. */
export async function findClosedFolder(folder: string, account: Account): Promise<string | undefined> {
  const full = await realpath(folder);
  const parts = full.split(path.sep).filter((part) => part !== "");
  for (let depth = 0; depth <= parts.length; depth += 1) {
    const step = path.sep + parts.slice(0, depth).join(path.sep);
    const { mode, uid, gid } = await stat(step);
    const mayEnter = uid === account.uid ? mode & 0o100 : gid === account.gid ? mode & 0o010 : mode & 0o001;
    if (!mayEnter) return step;
  }
  return undefined;
}

/**
 * Makes a folder outside the data folder that the account can enter, always the same one for the same data folder.
 * Only a folder of root's own is taken, so that nobody can lay one out beforehand.
 */
export async function makeSharedFolder(forFolder: string, account: Account): Promise<string> {
  const mark = createHash("sha256").update(forFolder).digest("hex").slice(0, 12);
  for (const place of SHARED_PLACES) {
    const folder = path.join(place, `roost-${mark}`);
    if (!(await makeOwnFolder(folder))) continue;
    if ((await findClosedFolder(folder, account)) === undefined && (await canRunFrom(folder))) return folder;
  }
  throw new StartRefusal(
    `PostgreSQL runs as ${account.name}, and none of ${SHARED_PLACES.join(", ")} can hold its files: set ROOST_DATA_DIR to a folder that ${account.name} can enter, or set DATABASE_URL.`,
  );
}

async function makeOwnFolder(folder: string): Promise<boolean> {
  try {
    await mkdir(folder, { mode: 0o755 });
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    if (error.code !== "EEXIST") return false;
  }
  const found = await lstat(folder);
  if (!found.isDirectory() || found.uid !== process.getuid?.()) return false;
  await chmod(folder, 0o755);
  return true;
}

/** A place may be mounted so that no program runs from it: only trying tells. */
async function canRunFrom(folder: string): Promise<boolean> {
  const trial = path.join(folder, `trial-${process.pid}`);
  await writeFile(trial, "#!/bin/sh\n", { mode: 0o755 });
  try {
    execFileSync(trial);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EACCES") return false;
    throw error;
  } finally {
    await rm(trial);
  }
}

/** Makes a folder that belongs to the account and opens to it alone. */
export async function makeAccountFolder(folder: string, account: Account | undefined): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (account) await chown(folder, account.uid, account.gid);
  await chmod(folder, 0o700);
}
