import { parseArgs } from "node:util";
import { directDatabaseUrl } from "@/scripts/_market/direct-database-url";
import { runProgram } from "@/scripts/_market/program";
import { withMarketEnv } from "@/scripts/_market/with-market-env";
import { runApart } from "@/scripts/_worker/run-apart";
import { relay } from "@/server/events/relay";
import { runConsumers } from "@/server/events/run-consumer";
import { CONSUMERS } from "@/server/gateway/consumers";
import { JOBS } from "@/server/gateway/cron";
import { runJob } from "@/server/gateway/run-job";
import { partNames, partsOf, runWorker } from "@/server/gateway/run-worker";
import { env } from "@/server/platform/env";
import { exportSpans } from "@/server/platform/export-spans";
import { pinoLog } from "@/server/platform/pino-log";
import { type Market, openMarket } from "@/server/platform/system-ctx";
import { setHeap } from "@/server/platform/worker-heap";

const CONCURRENCY_DEFAULT = 4;
const CONCURRENCY_MAX = 32;
/** Connections beside those of the consumers: relay, jobs, heartbeat. */
const CONNECTIONS_BESIDE = 4;
const ONCE = { recordsMax: 1_000_000, msMax: 600_000 };

const HELP = `Usage: npm run worker [-- options]

Runs the relay, the consumers and the scheduled jobs as one long-lived process, woken by the database.
SIGTERM and Ctrl-C end it after the round it is in.

  --only a,b         only these: relay, consumers, jobs, a module (its consumers), a consumer or a job by name
  --concurrency ${CONCURRENCY_DEFAULT}    partitions that are worked on at once
  --name worker      its row among the heartbeats
  --once             do what waits now, then end
  --json             with --once: print what was done as JSON
  --help             this text

Modules and their consumers: ${CONSUMERS.map((consumer) => consumer.name).join(", ")}
Jobs: ${JOBS.map((job) => job.name).join(", ")}
`;

await runProgram(async () => {
  const { values } = parseArgs({
    options: {
      only: { type: "string", default: "" },
      concurrency: { type: "string", default: String(CONCURRENCY_DEFAULT) },
      name: { type: "string", default: "worker" },
      once: { type: "boolean" },
      json: { type: "boolean" },
      help: { type: "boolean" },
    },
  });
  if (values.help) return print(HELP);
  const only = new Set(values.only.split(",").filter((part) => part !== ""));
  const concurrency = Number(values.concurrency);
  const mistake = whyNot(only, concurrency);
  if (mistake) {
    process.stderr.write(`${mistake}\nTry --help.\n`);
    return 2;
  }
  setHeap("worker");
  return withMarketEnv(async () => {
    const log = pinoLog({ level: env.LOG_LEVEL, name: "worker", to: values.json ? "stderr" : "stdout" });
    const poolMax = concurrency + CONNECTIONS_BESIDE;
    const market = openMarket({ env, log, name: "roost worker", poolMax });
    const spans = await exportSpans(env, "worker", log);
    try {
      if (values.once) return await runOnce(market, only, concurrency, values.json ?? false);
      const stop = new AbortController();
      for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop.abort());
      log.info({ only: [...only], concurrency }, "worker started");
      const directUrl = directDatabaseUrl(env);
      await runWorker(
        { market, directUrl, log, concurrency, only, name: values.name, runApart },
        stop.signal,
      );
      log.info({}, "worker ended");
      return 0;
    } finally {
      await market.end();
      await spans.end();
    }
  });
});
process.exit();

function whyNot(only: ReadonlySet<string>, concurrency: number): string | undefined {
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > CONCURRENCY_MAX)
    return `--concurrency must be a whole number from 1 to ${CONCURRENCY_MAX}.`;
  const known = partNames();
  const unknown = [...only].find((part) => !known.has(part));
  return unknown === undefined ? undefined : `--only names nothing that is called ${unknown}.`;
}

/** Everything that waits now: placed, handled, and each job run once. */
async function runOnce(
  market: Market,
  only: ReadonlySet<string>,
  concurrency: number,
  asJson: boolean,
): Promise<number> {
  const parts = partsOf(only);
  const ctx = await market.systemCtx();
  const placed = parts.relays ? (await relay(ctx, ONCE)).handled : 0;
  const consumed = await runConsumers(ctx, parts.consumers, { bounds: ONCE, concurrency });
  const jobs: Record<string, unknown> = {};
  for (const job of parts.jobs) jobs[job.name] = await runJob(await market.systemCtx(), job);
  const words = `placed ${placed}, handled ${consumed.handled}, failed ${consumed.failed}, waiting ${consumed.lagAfter}\n`;
  return print(asJson ? `${JSON.stringify({ placed, consumed, jobs })}\n` : words);
}

function print(text: string): 0 {
  process.stdout.write(text);
  return 0;
}
