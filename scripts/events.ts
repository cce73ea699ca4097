import { parseArgs } from "node:util";
import { COMMANDS } from "@/scripts/_events/commands";
import { runProgram } from "@/scripts/_market/program";
import { withMarketEnv } from "@/scripts/_market/with-market-env";
import { env } from "@/server/platform/env";
import { KafkaFault } from "@/server/platform/kafka-port";
import { pinoLog } from "@/server/platform/pino-log";
import { openMarket } from "@/server/platform/system-ctx";
import { Refusal } from "@/server/primitives/refusal";

const HELP = `Usage: npm run events -- COMMAND [options]

Looks into the event log of the market that runs on this machine (or of DATABASE_URL) and mends it.

  list                    latest events; --topic T --type T --key K narrow it, --limit N (default 20)
  show EVENT              one event with its payload, and how each consumer stands towards it
  tail                    new events as they are written, until Ctrl-C; narrows as list does
  lag                     every consumer: what waits, how old it is, what failed
  dead                    events that a consumer gave up on
  replay                  --consumer C and one of --event E, --key K, --all: handle dead events again, one, all of a
                          key or all there are; each key goes on behind its own; --reason R is kept with them
  drop                    --consumer C --event E --reason R: give a dead event up; its key goes on
  pause, resume           --consumer C
  topics                  make the market's topics on the cluster that KAFKA_BROKERS names
  move --to ENGINE        let consumers read from kafka or from postgres, while everything goes on
  rebuild analytics       make the analytics store afresh from the log and compare; --compare-only swaps nothing
  rebuild clickhouse      the same for the facts in ClickHouse

  --json                  JSON in place of words; tail prints one object a line
  --help                  this text
`;

await runProgram(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      topic: { type: "string" },
      type: { type: "string" },
      key: { type: "string" },
      limit: { type: "string", default: "20" },
      consumer: { type: "string" },
      event: { type: "string" },
      reason: { type: "string" },
      all: { type: "boolean", default: false },
      to: { type: "string" },
      "compare-only": { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  const [name = "", subject] = positionals;
  const command = COMMANDS[name];
  if (values.help || !command) {
    (values.help ? process.stdout : process.stderr).write(HELP);
    return values.help ? 0 : 2;
  }
  return withMarketEnv(async () => {
    const log = pinoLog({ level: "warn", name: "events", to: "stderr" });
    // A rebuild replays everything there is in statements of its own size.
    const market = openMarket({ env, log, name: "roost events", poolMax: 4, statementMsMax: 600_000 });
    const stop = new AbortController();
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => stop.abort());
    try {
      return await command({
        market,
        subject,
        options: { ...values, limit: Number(values.limit) },
        print: (answer, words) =>
          void process.stdout.write(values.json ? `${JSON.stringify(answer)}\n` : `${words}\n`),
        stop: stop.signal,
      });
    } catch (error) {
      if (error instanceof KafkaFault) {
        process.stderr.write(`${error.message}\n`);
        return 1;
      }
      if (!(error instanceof Refusal)) throw error;
      process.stderr.write(`refused: ${error.code} ${JSON.stringify(error.details)}\n`);
      return 1;
    } finally {
      await market.end();
    }
  });
});
process.exit();
