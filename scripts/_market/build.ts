import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { type Child, startChild } from "@/scripts/_market/child";
import type { DataFolder } from "@/scripts/_market/data-folder";
import { ROOT } from "@/scripts/_market/root";
import { takeLock } from "@/server/platform/local/lock-file";
import { readIfThere } from "@/server/platform/local/read-file";
import { StartRefusal } from "@/server/platform/local/start-refusal";

export const NEXT = path.join("node_modules", "next", "dist", "bin", "next");

const SOURCE_FOLDERS = ["app", "server", "emails"];
/** Without tsconfig.json, which Next itself rewrites when it builds. */
const SOURCE_FILES =
  /^(next|postcss|tailwind)\.config\.\w+$|^(package|package-lock)\.json$|^(proxy|instrumentation)\.ts$/;
const NOT_BUILT = /\.test\.tsx?$|\.md$/;
/** The compiler names the file first and the way to it below. */
const TAIL_LINES = 80;
const LOCK_POLL_MS = 500;

/**
 * Builds the web application unless the present build was made from exactly these sources. Programs that build in the
 * same checkout take turns.
 */
export async function buildIfChanged(options: {
  readonly folder: DataFolder;
  readonly env: Readonly<Record<string, string>>;
  readonly report: (line: string) => void;
  readonly stop: AbortSignal;
}): Promise<void> {
  const { folder, env, report, stop } = options;
  const mark = await markOfSources();
  const markFile = path.join(ROOT, env.NEXT_DIST_DIR ?? ".next", "roost-sources");
  if ((await readIfThere(markFile)) === mark) return report("web application is built");
  const release = await waitForTurn(report, stop);
  try {
    if ((await readIfThere(markFile)) === mark) return report("web application is built");
    report("building the web application (about a minute the first time)");
    const child = await startChild({ name: "build", args: [NEXT, "build"], env, logsFolder: folder.logs });
    stop.addEventListener("abort", () => void child.stop(), { once: true });
    await finish(child, stop);
    await writeFile(markFile, mark);
    report("web application built");
  } finally {
    await release();
  }
}

async function finish(child: Child, stop: AbortSignal): Promise<void> {
  if ((await child.exited) === 0) return;
  stop.throwIfAborted();
  throw new StartRefusal(`The web application does not build:\n${await child.readTail(TAIL_LINES)}`);
}

async function waitForTurn(report: (line: string) => void, stop: AbortSignal): Promise<() => Promise<void>> {
  const cache = path.join(ROOT, "node_modules", ".cache");
  await mkdir(cache, { recursive: true });
  for (let told = false; ; told = true) {
    const lock = await takeLock(path.join(cache, "roost-build.lock"));
    if ("release" in lock) return lock.release;
    if (!told) report(`waiting for another build (process ${lock.heldBy})`);
    await new Promise((resolve) => setTimeout(resolve, LOCK_POLL_MS));
    stop.throwIfAborted();
  }
}

/** A hash over the names and contents of everything that goes into the build, and the Node that builds. */
async function markOfSources(): Promise<string> {
  const inRoot = (await readdir(ROOT)).filter((name) => SOURCE_FILES.test(name));
  const inFolders = await Promise.all(SOURCE_FOLDERS.map(listFiles));
  const files = [...inRoot, ...inFolders.flat()].filter((file) => !NOT_BUILT.test(file)).sort();
  const hash = createHash("sha256").update(process.version);
  for (const file of files) hash.update(`\0${file}\0`).update(await readFile(path.join(ROOT, file)));
  return hash.digest("hex");
}

async function listFiles(folder: string): Promise<string[]> {
  const items = await readdir(path.join(ROOT, folder), { recursive: true, withFileTypes: true });
  return items
    .filter((item) => item.isFile())
    .map((item) => path.relative(ROOT, path.join(item.parentPath, item.name)));
}
