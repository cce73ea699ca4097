import path from "node:path";
import { parseArgs } from "node:util";
import { openDataFolder, providePorts } from "@/scripts/_market/data-folder";
import { readDotenvFiles } from "@/scripts/_market/dotenv";
import { watchLauncher } from "@/scripts/_market/launcher";
import { runProgram } from "@/scripts/_market/program";
import { ROOT } from "@/scripts/_market/root";
import { env } from "@/server/platform/env";
import { startKafka } from "@/server/platform/local/kafka";
import { StartRefusal } from "@/server/platform/local/start-refusal";

const HELP = `Usage: npm run kafka

Runs one node of Apache Kafka 4.2 on loopback, its data in ROOST_DATA_DIR/kafka, until Ctrl-C. Needs a JDK (17 or
later), Maven and openssl; Maven brings the jars once (43 MB). Prints the environment that points Roost at it, twice:
without sign-in, and as hosted clusters have it (TLS and SCRAM). Take one of the two:

  KAFKA_BROKERS=… npm start

  ROOST_DATA_DIR=.roost  where its data, password, certificate and log are kept
  --json                 one JSON object: { plain, tls }
  --help                 this text
`;

await runProgram(async () => {
  const { values } = parseArgs({
    options: { json: { type: "boolean", default: false }, help: { type: "boolean", default: false } },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop.abort());
  watchLauncher(() => stop.abort());
  readDotenvFiles();
  const data = await openDataFolder(env.ROOST_DATA_DIR);
  const { path: folder, logs } = await openDataFolder(path.join(data.path, "kafka"));
  const ports = await providePorts({ path: folder, logs }, ["plain", "tls", "controller"]);
  const report = (line: string) => void process.stderr.write(`${line}\n`);
  const kafka = await startKafka({ root: ROOT, folder, ports, report });
  const stopped = new Promise<undefined>((resolve) => {
    if (stop.signal.aborted) resolve(undefined);
    stop.signal.addEventListener("abort", () => resolve(undefined), { once: true });
  });
  process.stdout.write(
    values.json
      ? `${JSON.stringify({ plain: kafka.plainEnv, tls: kafka.tlsEnv })}\n`
      : `# without sign-in\n${lines(kafka.plainEnv)}\n# TLS and SCRAM\n${lines(kafka.tlsEnv)}\nready\n`,
  );
  const failure = await Promise.race([stopped, kafka.failed]);
  if (failure !== undefined) throw new StartRefusal(`Kafka ended:\n${failure}`);
  await kafka.stop();
  return 0;
});
process.exit();

function lines(entries: Readonly<Record<string, string>>): string {
  return Object.entries(entries)
    .map(([name, value]) => `${name}=${value}\n`)
    .join("");
}
