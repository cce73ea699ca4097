/** What the database's server takes of the processor, which unlike a rate is hardly moved by other work. */
import { readFileSync } from "node:fs";
import { type Db, rowsOf, sql } from "@/server/platform/db";

const MICROS_PER_TICK = 10_000;

const statOf = (pid: number | string) =>
  readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
const sumOf = (fields: readonly string[], from: number, until: number) =>
  fields.slice(from, until).reduce((sum, field) => sum + Number(field), 0);

/** Processor time of one process so far, in microseconds. Linux, on this machine. */
export function processCpu(pid: number): () => number {
  return () => sumOf(statOf(pid), 11, 13) * MICROS_PER_TICK;
}

/** Processor time of all of the server's processes so far, also of those that have ended. Linux, on this machine. */
export async function serverCpu(db: Db): Promise<() => number> {
  const [backend] = await rowsOf<{ pid: string }>(db, sql`select pg_backend_pid()::text as pid`);
  const parent = statOf(backend?.pid ?? "")[1] ?? "";
  return () => {
    const children = readFileSync(`/proc/${parent}/task/${parent}/children`, "utf8").trim().split(" ");
    const ticks = children.reduce(
      (sum, pid) => sum + sumOf(statOf(pid), 11, 13),
      sumOf(statOf(parent), 11, 15),
    );
    return ticks * MICROS_PER_TICK;
  };
}
