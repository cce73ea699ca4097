/** A broker's settings, tested together on Apache Kafka 4.2. Topics are made by `npm run events -- topics` alone. */
import path from "node:path";

export interface KafkaPorts {
  readonly plain: number;
  readonly tls: number;
  readonly controller: number;
}

export interface KafkaNode {
  /** From 1 on. */
  readonly id: number;
  readonly folder: string;
  readonly ports: KafkaPorts;
}

export const USER = "roost";
/** Of what the brokers keep for themselves, where there are as many. */
const COPIES = 3;
const COPIES_IN_SYNC_MIN = 2;

const SCRAM = "org.apache.kafka.common.security.scram.ScramLoginModule required;";

/** `server.properties` of one of some brokers. Each is a controller as well, and knows the others by their number. */
export function propertiesOf(
  { id, folder, ports }: KafkaNode,
  nodes: readonly KafkaNode[],
  secrets: { readonly keystoreFile: string; readonly password: string },
): string {
  const { password, keystoreFile } = secrets;
  const plain = `org.apache.kafka.common.security.plain.PlainLoginModule required user_${USER}="${password}";`;
  const replicas = Math.min(COPIES, nodes.length);
  const inSyncMin = Math.min(COPIES_IN_SYNC_MIN, replicas);
  const settings: Record<string, string | number> = {
    "process.roles": "broker,controller",
    "node.id": id,
    "controller.quorum.voters": nodes
      .map((node) => `${node.id}@127.0.0.1:${node.ports.controller}`)
      .join(","),
    "controller.listener.names": "CONTROLLER",
    listeners: `PLAINTEXT://127.0.0.1:${ports.plain},SASL_SSL://127.0.0.1:${ports.tls},CONTROLLER://127.0.0.1:${ports.controller}`,
    "advertised.listeners": `PLAINTEXT://127.0.0.1:${ports.plain},SASL_SSL://localhost:${ports.tls}`,
    "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,SASL_SSL:SASL_SSL,CONTROLLER:PLAINTEXT",
    "inter.broker.listener.name": "PLAINTEXT",
    "sasl.enabled.mechanisms": "SCRAM-SHA-512,SCRAM-SHA-256,PLAIN",
    "listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config": SCRAM,
    "listener.name.sasl_ssl.scram-sha-256.sasl.jaas.config": SCRAM,
    "listener.name.sasl_ssl.plain.sasl.jaas.config": plain,
    "ssl.keystore.type": "PEM",
    "ssl.keystore.location": keystoreFile,
    "log.dirs": path.join(folder, "log"),
    "auto.create.topics.enable": "false",
    "offsets.topic.replication.factor": replicas,
    "transaction.state.log.replication.factor": replicas,
    "transaction.state.log.min.isr": inSyncMin,
    "share.coordinator.state.topic.replication.factor": replicas,
    "share.coordinator.state.topic.min.isr": inSyncMin,
    "group.initial.rebalance.delay.ms": 0,
    "offsets.topic.num.partitions": 1,
  };
  return `${Object.entries(settings)
    .map(([name, value]) => `${name}=${value}`)
    .join("\n")}\n`;
}
