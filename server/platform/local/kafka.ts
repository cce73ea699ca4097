/**
 * Real Apache Kafka on loopback, its data kept between runs: PLAINTEXT, and SASL_SSL as hosted clusters have it. One broker, or
 * several that hold copies of each other's topics. For development and tests; a market that takes money has a cluster whose
 * brokers do not share a machine.
 */
import { existsSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { provideKafkaJars, run } from "@/server/platform/local/kafka-jars";
import { type BrokerProcess, runBroker } from "@/server/platform/local/kafka-process";
import {
  type KafkaNode,
  type KafkaPorts,
  propertiesOf,
  USER,
} from "@/server/platform/local/kafka-properties";
import { provideSecrets, tlsEnvOf } from "@/server/platform/local/kafka-secrets";
import { type Lock, takeLock } from "@/server/platform/local/lock-file";
import { StartRefusal } from "@/server/platform/local/start-refusal";

/** Entries that point a market at the brokers: without sign-in, and with TLS and SCRAM. */
interface KafkaEnv {
  readonly plainEnv: Readonly<Record<string, string>>;
  readonly tlsEnv: Readonly<Record<string, string>>;
}

export interface RunningBroker {
  readonly pid: number;
  /** The broker ended by itself; resolves with its last log lines. Never resolves after `stop` or `kill`. */
  readonly failed: Promise<string>;
  stop(): Promise<void>;
  /** Ends it as kill -9 does, for tests; started again on the same folder it goes on from what it kept. */
  kill(): Promise<void>;
}
export interface LocalKafka extends KafkaEnv, RunningBroker {}

export interface LocalKafkaCluster extends KafkaEnv {
  readonly brokers: readonly RunningBroker[];
  /** Starts a broker that was stopped or killed again. */
  restart(index: number): Promise<void>;
  stop(): Promise<void>;
}

interface Place {
  /** The folder that holds package.json, for the jars. */
  readonly root: string;
  readonly folder: string;
  readonly report: (line: string) => void;
}
export interface KafkaOptions extends Place {
  readonly ports: KafkaPorts;
}
export interface KafkaClusterOptions extends Place {
  /** Those of each broker; as many as it is to have, and always the same number for a folder. */
  readonly ports: readonly KafkaPorts[];
}

/** What the brokers of a folder share. */
interface Shared {
  readonly place: Place;
  readonly java: readonly string[];
  readonly nodes: readonly KafkaNode[];
  readonly keystoreFile: string;
  readonly password: string;
  readonly clusterId: string;
}

/**
 * Starts one broker and resolves once it takes connections. It ends with `stop`, and also when this process ends in any
 * way. Refuses with a StartRefusal: no JDK, Maven or openssl, a folder that another broker uses, a broker that ends at once.
 */
export async function startKafka(options: KafkaOptions): Promise<LocalKafka> {
  const { shared, env } = await prepare(options, [{ id: 1, folder: options.folder, ports: options.ports }]);
  return { ...env, ...(await startBroker(shared, 1)) };
}

/** The same with several brokers, each with a folder of its own inside; a majority has to be up for them to serve. */
export async function startKafkaCluster(options: KafkaClusterOptions): Promise<LocalKafkaCluster> {
  const nodes = options.ports.map((ports, index) => {
    const id = index + 1;
    return { id, folder: path.join(options.folder, `broker-${id}`), ports };
  });
  const { shared, env } = await prepare(options, nodes);
  const started = await Promise.allSettled(nodes.map(({ id }) => startBroker(shared, id)));
  const brokers = started.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  const refused = started.find((one) => one.status === "rejected");
  if (refused) {
    await Promise.all(brokers.map((broker) => broker.kill()));
    throw refused.reason;
  }
  return {
    ...env,
    brokers,
    async restart(index) {
      brokers[index] = await startBroker(shared, index + 1);
    },
    async stop() {
      await Promise.all(brokers.map((broker) => broker.stop()));
    },
  };
}

async function prepare(
  place: Place,
  nodes: readonly KafkaNode[],
): Promise<{ readonly shared: Shared; readonly env: KafkaEnv }> {
  const { folder, root } = place;
  const jars = await provideKafkaJars(root, place.report);
  const secrets = await provideSecrets(folder);
  const addresses = (host: string, name: "plain" | "tls") =>
    nodes.map(({ ports }) => `${host}:${ports[name]}`).join(",");
  return {
    shared: { place, java: javaOptions(root, jars), nodes, ...secrets },
    env: {
      plainEnv: { KAFKA_BROKERS: addresses("127.0.0.1", "plain") },
      tlsEnv: tlsEnvOf(addresses("localhost", "tls"), secrets),
    },
  };
}

async function startBroker(shared: Shared, id: number): Promise<RunningBroker> {
  const { java, nodes, keystoreFile, password } = shared;
  const node = nodes.find((one) => one.id === id);
  if (!node) throw new Error(`there is no broker ${id}`);
  await mkdir(node.folder, { recursive: true, mode: 0o700 });
  const lock = await claim(node.folder);
  try {
    const settingsFile = path.join(node.folder, "server.properties");
    await writeFile(settingsFile, propertiesOf(node, nodes, { keystoreFile, password }), { mode: 0o600 });
    await format(shared, node, settingsFile);
    const broker = await runBroker({ java, settingsFile, folder: node.folder, port: node.ports.tls });
    return unlocking(broker, lock);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

function unlocking(broker: BrokerProcess, lock: Lock): RunningBroker {
  const end = (ending: () => Promise<void>) => async () => {
    await ending();
    await lock.release();
  };
  return {
    pid: broker.pid,
    failed: broker.failed,
    stop: end(() => broker.stop()),
    kill: end(() => broker.kill()),
  };
}

async function claim(folder: string): Promise<Lock> {
  const lock = await takeLock(path.join(folder, "broker.lock"));
  if ("release" in lock) return lock;
  throw new StartRefusal(
    `A Kafka broker already runs on ${folder} (process ${lock.heldBy}): stop it first, or set ROOST_DATA_DIR.`,
  );
}

export function javaOptions(root: string, jars: string): readonly string[] {
  const logging = path.join(root, "infra", "kafka", "log4j2.properties");
  return [
    ...["-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"],
    ...[`-Dlog4j2.configurationFile=${logging}`, "-cp", path.join(jars, "*")],
  ];
}

/** Makes a broker's storage with its SCRAM account, unless it is there: an interrupted format is begun anew. */
async function format(shared: Shared, node: KafkaNode, settingsFile: string): Promise<void> {
  const done = path.join(node.folder, "formatted");
  if (existsSync(done)) return;
  shared.place.report("making Kafka's storage");
  await rm(path.join(node.folder, "log"), { recursive: true, force: true });
  const scram = ["SCRAM-SHA-512", "SCRAM-SHA-256"].flatMap((mechanism) => [
    "--add-scram",
    `${mechanism}=[name=${USER},password=${shared.password}]`,
  ]);
  const tool = ["kafka.tools.StorageTool", "format", "-t", shared.clusterId, "-c", settingsFile, ...scram];
  const { code, output } = await run("java", [...shared.java, ...tool]);
  if (code !== 0) throw new StartRefusal(`Kafka's storage could not be made: ${output}`);
  await writeFile(done, shared.clusterId);
}
