import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { isGone } from "@/server/platform/local/read-file";

/**
 * A process id with the instant its process began, as text. A bare id is not enough: after a crash or a container's
 * restart another program may well carry the same number.
 */
export function markOf(pid: number): string | undefined {
  const startedAt = process.platform === "linux" ? startOnLinux(pid) : startByPs(pid);
  return startedAt === undefined ? undefined : `${pid} ${startedAt}`;
}

/** Whether the very process that the mark was taken of still runs. */
export function isRunning(mark: string): boolean {
  return markOf(pidOf(mark)) === mark.trim();
}

export function pidOf(mark: string): number {
  return Number.parseInt(mark, 10);
}

function startOnLinux(pid: number): string | undefined {
  const stat = readIfThere(`/proc/${pid}/stat`);
  if (stat === undefined) return undefined;
  // The second field is the program's name in brackets and may itself contain blanks and brackets.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const state = fields[0];
  return state === "Z" || state === "X" ? undefined : fields[19];
}

function startByPs(pid: number): string | undefined {
  try {
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim() || undefined;
  } catch (error) {
    // ps exits with 1 when there is no such process, and only that means "not running".
    if (error instanceof Error && "status" in error && error.status === 1) return undefined;
    throw error;
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}
