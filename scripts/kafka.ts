import path from "node:path";
import { parseArgs } from "node:util";
import { openDataFolder, providePorts } from "@/scripts/_market/data-folder";
import { readDotenvFiles } from "@/scripts/_market/dotenv";
import { watchLauncher } from "@/scripts/_market/launcher";
import { runProgram } from "@/scripts/_market/program";
import { ROOT } from "@/scripts/_market/root";
import { env } from "@/server/platform/env";
import {
  type LocalKafkaCluster,
  type RunningBroker,
  startKafka,
  startKafkaCluster,
} from "@/server/platform/local/kafka";
import { provideContainerSecrets } from "@/server/platform/local/kafka-secrets";
import { StartRefusal } from "@/server/platform/local/start-refusal";
import { assertPresent } from "@/server/primitives/assert";

const PORTS = ["plain", "tls", "controller"] as const;

const HELP = `Usage: npm run kafka [-- options]

Runs Apache Kafka 4.2 on loopback, its data in ROOST_DATA_DIR/kafka, until Ctrl-C. Needs a JDK (17 or later), Maven and
openssl; Maven brings the jars once (43 MB). Prints the environment that points Roost at it, twice: without sign-in, and as
hosted clusters have it (TLS and SCRAM). Take one of the two:

  KAFKA_BROKERS=… npm start

  --brokers N            a cluster of N brokers, 1 to 5 (default 1), each with its own data in ROOST_DATA_DIR/kafka-N;
                         from 3 on topics have three copies, and any one broker may be killed (its process id is printed)
  --secrets FOLDER       starts nothing: makes the certificate, the password and the cluster's id that infra/compose.yaml
                         takes from infra/kafka/secrets, and prints the environment for its broker
  ROOST_DATA_DIR=.roost  where its data, password, certificate and log are kept
  --json                 one JSON object: { plain, tls, pids }
  --help                 this text
`;

const BROKERS_MAX = 5;
/** As infra/compose.yaml opens it. */
const COMPOSE_TLS_PORT = 9094;

await runProgram(async () => {
  const { values } = parseArgs({
    options: {
      brokers: { type: "string", default: "1" },
      secrets: { type: "string" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (values.secrets !== undefined) return makeSecrets(values.secrets, values.json);
  const count = Number(values.brokers);
  if (!Number.isInteger(count) || count < 1 || count > BROKERS_MAX)
    throw new StartRefusal(`--brokers is a whole number from 1 to ${BROKERS_MAX}.`);
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop.abort());
  watchLauncher(() => stop.abort());
  readDotenvFiles();
  const kafka = await start(count);
  const stopped = new Promise<undefined>((resolve) => {
    if (stop.signal.aborted) resolve(undefined);
    stop.signal.addEventListener("abort", () => resolve(undefined), { once: true });
  });
  const pids = kafka.brokers.map(({ pid }) => pid);
  process.stdout.write(
    values.json
      ? `${JSON.stringify({ plain: kafka.plainEnv, tls: kafka.tlsEnv, pids })}\n`
      : `# without sign-in\n${lines(kafka.plainEnv)}\n# TLS and SCRAM\n${lines(kafka.tlsEnv)}\n# process ids: ${pids.join(" ")}\nready\n`,
  );
  await Promise.race([stopped, ended(kafka.brokers)]);
  await kafka.stop();
  return 0;
});
process.exit();

async function start(
  count: number,
): Promise<Pick<LocalKafkaCluster, "plainEnv" | "tlsEnv" | "brokers" | "stop">> {
  const data = await openDataFolder(env.ROOST_DATA_DIR);
  // Storage is made for a number of brokers, so each number has its own.
  const { path: folder, logs } = await openDataFolder(
    path.join(data.path, count === 1 ? "kafka" : `kafka-${count}`),
  );
  const report = (line: string) => void process.stderr.write(`${line}\n`);
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  const names = numbers.flatMap((id) => PORTS.map((name) => portName(name, id)));
  const found = await providePorts({ path: folder, logs }, names);
  const ports = numbers.map((id) => ({
    plain: portOf(found, "plain", id),
    tls: portOf(found, "tls", id),
    controller: portOf(found, "controller", id),
  }));
  if (count > 1) return startKafkaCluster({ root: ROOT, folder, ports, report });
  const [only] = ports;
  if (!only) throw new StartRefusal("--brokers is at least 1.");
  const kafka = await startKafka({ root: ROOT, folder, ports: only, report });
  return { ...kafka, brokers: [kafka] };
}

async function makeSecrets(folder: string, asJson: boolean): Promise<number> {
  const { tlsEnv, envFile } = await provideContainerSecrets(path.resolve(folder), COMPOSE_TLS_PORT);
  const command = `docker compose --env-file ${path.relative(process.cwd(), envFile)} -f infra/compose.yaml up`;
  process.stdout.write(
    asJson ? `${JSON.stringify({ tls: tlsEnv, command })}\n` : `${lines(tlsEnv)}\n# ${command}\n`,
  );
  return 0;
}

/** The first broker's ports have the names they had when there was one alone. */
function portName(name: (typeof PORTS)[number], id: number): string {
  return id === 1 ? name : `${name}-${id}`;
}

function portOf(found: Readonly<Record<string, number>>, name: (typeof PORTS)[number], id: number): number {
  return assertPresent(found[portName(name, id)], `the port ${name} of broker ${id}`);
}

/** One broker that ends by itself ends the program; of several, the last: a cluster goes on without one. */
async function ended(brokers: readonly RunningBroker[]): Promise<never> {
  const failures = await Promise.all(
    brokers.map(async ({ failed, pid }) => {
      const failure = await failed;
      if (brokers.length > 1) process.stderr.write(`the broker of process ${pid} ended\n`);
      return failure;
    }),
  );
  throw new StartRefusal(`Kafka ended:\n${failures.join("\n")}`);
}

function lines(entries: Readonly<Record<string, string>>): string {
  return Object.entries(entries)
    .map(([name, value]) => `${name}=${value}\n`)
    .join("");
}
