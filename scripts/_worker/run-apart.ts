import { spawn } from "node:child_process";
import path from "node:path";
import { z } from "zod";
import { ROOT } from "@/scripts/_market/root";
import { NOTHING_DONE } from "@/server/events/bounded-run";
import type { JobAnswer, ScheduledJob } from "@/server/gateway/run-job";

const answerContract = z.object({
  claimed: z.int(),
  handled: z.int(),
  failed: z.int(),
  lagAfter: z.int(),
  overlapped: z.boolean(),
});
const outputContract = z.object({ jobs: z.record(z.string(), answerContract) });

/** Runs one job as `npm run worker -- --once --only JOB` would, in a process that ends with this one's stop. */
export async function runApart(job: ScheduledJob, stop: AbortSignal): Promise<JobAnswer> {
  const script = path.join(ROOT, "scripts", "worker.ts");
  const child = spawn(
    process.execPath,
    [...process.execArgv, script, "--once", "--json", "--only", job.name],
    {
      stdio: ["ignore", "pipe", "inherit"],
      cwd: ROOT,
    },
  );
  const end = () => child.kill("SIGTERM");
  stop.addEventListener("abort", end, { once: true });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (piece: string) => {
    output += piece;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  stop.removeEventListener("abort", end);
  if (stop.aborted) return { ...NOTHING_DONE, overlapped: false };
  if (code !== 0) throw new Error(`the process of ${job.name} ended with ${code}`);
  const answer = outputContract.parse(JSON.parse(output)).jobs[job.name];
  if (!answer) throw new Error(`the process of ${job.name} told nothing of it`);
  return answer;
}
