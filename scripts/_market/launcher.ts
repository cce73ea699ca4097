import { readFileSync } from "node:fs";
import { isRunning, markOf } from "@/server/platform/local/process-mark";

const POLL_MS = 500;
const LAUNCHERS_MAX = 5;
const NPM = /^npm\b|npm-cli\.js/;

/**
 * Calls `onGone` when the program that launched this one is gone without having passed on a signal: kill -9 of npm leaves
 * its shell and tsx behind, and without this the market would run on, unseen, with its port taken.
 */
export function watchLauncher(onGone: () => void): void {
  const marks = launcherMarks();
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent && marks.every(isRunning)) return;
    clearInterval(watch);
    onGone();
  }, POLL_MS);
  watch.unref();
}

/** The processes between this one and the npm that runs it, and that npm; none when it was not npm. */
function launcherMarks(): string[] {
  const marks: string[] = [];
  let pid = process.ppid;
  for (let step = 0; step < LAUNCHERS_MAX && pid > 1; step += 1) {
    const mark = markOf(pid);
    const found = describe(pid);
    if (mark === undefined || found === undefined) return [];
    marks.push(mark);
    if (NPM.test(found.commandLine)) return marks;
    pid = found.parent;
  }
  return [];
}

function describe(pid: number): { commandLine: string; parent: number } | undefined {
  // Only Linux tells it without running a program; elsewhere the direct parent alone is watched.
  if (process.platform !== "linux") return undefined;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const commandLine = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    return { commandLine, parent: Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]) };
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ESRCH"))
      return undefined;
    throw error;
  }
}
