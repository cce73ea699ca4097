/**
 * One node of real Apache Kafka on loopback, its data kept between runs: PLAINTEXT, and SASL_SSL as hosted clusters have it.
 * For development and tests; a market that takes money has a cluster of several nodes.
 */
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { type BrokerCertificate, provideCertificate } from "@/server/platform/local/kafka-certificate";
import { provideKafkaJars, run } from "@/server/platform/local/kafka-jars";
import { type BrokerProcess, runBroker } from "@/server/platform/local/kafka-process";
import { type Lock, takeLock } from "@/server/platform/local/lock-file";
import { readIfThere } from "@/server/platform/local/read-file";
import { StartRefusal } from "@/server/platform/local/start-refusal";

export interface KafkaPorts {
  readonly plain: number;
  readonly tls: number;
  readonly controller: number;
}

export interface LocalKafka {
  /** Entries that point a market at the broker: without sign-in, and with TLS and SCRAM. */
  readonly plainEnv: Readonly<Record<string, string>>;
  readonly tlsEnv: Readonly<Record<string, string>>;
  readonly pid: number;
  /** The broker ended by itself; resolves with its last log lines. Never resolves after `stop` or `kill`. */
  readonly failed: Promise<string>;
  stop(): Promise<void>;
  /** Ends it as kill -9 does, for tests; `startKafka` on the same folder goes on from what it kept. */
  kill(): Promise<void>;
}

export interface KafkaOptions {
  /** The folder that holds package.json, for the jars. */
  readonly root: string;
  readonly folder: string;
  readonly ports: KafkaPorts;
  readonly report: (line: string) => void;
}

const USER = "roost";
const PASSWORD_BYTES = 24;

/**
 * Starts the broker and resolves once it takes connections. It ends with `stop`, and also when this process ends in any
 * way. Refuses with a StartRefusal: no JDK, Maven or openssl, a folder that another broker uses, a broker that ends at once.
 */
export async function startKafka(options: KafkaOptions): Promise<LocalKafka> {
  const { folder, ports, root } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const jars = await provideKafkaJars(root, options.report);
  const lock = await claim(folder);
  try {
    const certificate = await provideCertificate(folder);
    const password = await providePassword(folder);
    const java = javaOptions(root, jars);
    const settingsFile = path.join(folder, "server.properties");
    const settings = settingsOf(folder, ports, certificate, password);
    await writeFile(settingsFile, settings, { mode: 0o600 });
    await format({ ...options, java, settingsFile, password });
    const broker = await runBroker({ java, settingsFile, folder, port: ports.tls });
    return withEnv(broker, lock, { ports, password, caFile: certificate.caFile });
  } catch (error) {
    await lock.release();
    throw error;
  }
}

function withEnv(
  broker: BrokerProcess,
  lock: Lock,
  found: { readonly ports: KafkaPorts; readonly password: string; readonly caFile: string },
): LocalKafka {
  const end = (ending: () => Promise<void>) => async () => {
    await ending();
    await lock.release();
  };
  return {
    plainEnv: { KAFKA_BROKERS: `127.0.0.1:${found.ports.plain}` },
    tlsEnv: {
      KAFKA_BROKERS: `localhost:${found.ports.tls}`,
      KAFKA_USERNAME: USER,
      KAFKA_PASSWORD: found.password,
      KAFKA_MECHANISM: "SCRAM-SHA-512",
      KAFKA_TLS_CA: found.caFile,
    },
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

async function providePassword(folder: string): Promise<string> {
  const file = path.join(folder, "password");
  const kept = await readIfThere(file);
  if (kept) return kept;
  const password = randomBytes(PASSWORD_BYTES).toString("base64url");
  await writeFile(file, password, { mode: 0o600 });
  return password;
}

function javaOptions(root: string, jars: string): readonly string[] {
  const logging = path.join(root, "infra", "kafka", "log4j2.properties");
  return [
    ...["-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"],
    ...[`-Dlog4j2.configurationFile=${logging}`, "-cp", path.join(jars, "*")],
  ];
}

/** Makes the node's storage with its SCRAM account, unless it is there: an interrupted format is begun anew. */
async function format(plan: {
  readonly java: readonly string[];
  readonly folder: string;
  readonly settingsFile: string;
  readonly password: string;
  readonly report: (line: string) => void;
}): Promise<void> {
  const done = path.join(plan.folder, "formatted");
  if (existsSync(done)) return;
  plan.report("making Kafka's storage");
  await rm(path.join(plan.folder, "log"), { recursive: true, force: true });
  const clusterId = randomBytes(16).toString("base64url");
  const scram = ["SCRAM-SHA-512", "SCRAM-SHA-256"].flatMap((mechanism) => [
    "--add-scram",
    `${mechanism}=[name=${USER},password=${plan.password}]`,
  ]);
  const tool = ["kafka.tools.StorageTool", "format", "-t", clusterId, "-c", plan.settingsFile, ...scram];
  const { code, output } = await run("java", [...plan.java, ...tool]);
  if (code !== 0) throw new StartRefusal(`Kafka's storage could not be made: ${output}`);
  await writeFile(done, clusterId);
}

/** Tested together on Apache Kafka 4.2; topics are made by `npm run events -- topics` alone. */
function settingsOf(
  folder: string,
  ports: KafkaPorts,
  certificate: BrokerCertificate,
  password: string,
): string {
  const scram = "org.apache.kafka.common.security.scram.ScramLoginModule required;";
  const plain = `org.apache.kafka.common.security.plain.PlainLoginModule required user_${USER}="${password}";`;
  const settings: Record<string, string | number> = {
    "process.roles": "broker,controller",
    "node.id": 1,
    "controller.quorum.voters": `1@127.0.0.1:${ports.controller}`,
    "controller.listener.names": "CONTROLLER",
    listeners: `PLAINTEXT://127.0.0.1:${ports.plain},SASL_SSL://127.0.0.1:${ports.tls},CONTROLLER://127.0.0.1:${ports.controller}`,
    "advertised.listeners": `PLAINTEXT://127.0.0.1:${ports.plain},SASL_SSL://localhost:${ports.tls}`,
    "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,SASL_SSL:SASL_SSL,CONTROLLER:PLAINTEXT",
    "inter.broker.listener.name": "PLAINTEXT",
    "sasl.enabled.mechanisms": "SCRAM-SHA-512,SCRAM-SHA-256,PLAIN",
    "listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config": scram,
    "listener.name.sasl_ssl.scram-sha-256.sasl.jaas.config": scram,
    "listener.name.sasl_ssl.plain.sasl.jaas.config": plain,
    "ssl.keystore.type": "PEM",
    "ssl.keystore.location": certificate.keystoreFile,
    "log.dirs": path.join(folder, "log"),
    "auto.create.topics.enable": "false",
    "offsets.topic.replication.factor": 1,
    "transaction.state.log.replication.factor": 1,
    "transaction.state.log.min.isr": 1,
    "share.coordinator.state.topic.replication.factor": 1,
    "share.coordinator.state.topic.min.isr": 1,
    "group.initial.rebalance.delay.ms": 0,
    "offsets.topic.num.partitions": 1,
  };
  return `${Object.entries(settings)
    .map(([name, value]) => `${name}=${value}`)
    .join("\n")}\n`;
}
