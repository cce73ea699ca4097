import { readFileSync } from "node:fs";
import { type Env, EnvError } from "@/server/platform/env";
import type { KafkaSettings } from "@/server/platform/kafka";

/** The cluster that the environment names; undefined when it names none. Refuses with an EnvError a file it cannot read. */
export function kafkaSettingsOf(env: Env): KafkaSettings | undefined {
  const brokers = env.KAFKA_BROKERS;
  if (!brokers) return undefined;
  const { KAFKA_USERNAME: username, KAFKA_PASSWORD: password, KAFKA_MECHANISM: mechanism } = env;
  const signIn = username && password ? { username, password, mechanism } : undefined;
  return {
    brokers,
    topicPrefix: env.KAFKA_TOPIC_PREFIX,
    signIn,
    tls: tlsOf(env.KAFKA_TLS_CA, signIn !== undefined),
  };
}

/** A password goes over TLS unless that is said to be off. */
function tlsOf(authority: string | undefined, signsIn: boolean): KafkaSettings["tls"] {
  const said = authority ?? (signsIn ? "system" : "off");
  if (said === "off") return undefined;
  if (said === "system") return {};
  return { ca: said.includes("-----BEGIN") ? said.replaceAll("\\n", "\n") : readAuthority(said) };
}

function readAuthority(file: string): string {
  try {
    const text = readFileSync(file, "utf8");
    if (text.includes("-----BEGIN CERTIFICATE")) return text;
  } catch (error) {
    throw new EnvError("KAFKA_TLS_CA names a file that cannot be read.", { cause: error });
  }
  throw new EnvError("KAFKA_TLS_CA names a file that holds no certificate in PEM form.");
}
