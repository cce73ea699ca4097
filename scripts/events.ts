import { readCall } from "@/scripts/_events/read-call";
import { runProgram } from "@/scripts/_market/program";
import { withMarketEnv } from "@/scripts/_market/with-market-env";
import { env } from "@/server/platform/env";
import { KafkaFault } from "@/server/platform/kafka-port";
import { pinoLog } from "@/server/platform/pino-log";
import { openMarket } from "@/server/platform/system-ctx";
import { Refusal } from "@/server/primitives/refusal";

await runProgram(async () => {
  const asked = readCall(process.argv.slice(2));
  if ("help" in asked) {
    process.stdout.write(asked.help);
    return 0;
  }
  if ("refused" in asked) {
    process.stderr.write(`${asked.refused}\n`);
    return 2;
  }
  const { command, subject, options, json } = asked;
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
        options,
        print: (answer, words) =>
          void process.stdout.write(json ? `${JSON.stringify(answer)}\n` : `${words}\n`),
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
