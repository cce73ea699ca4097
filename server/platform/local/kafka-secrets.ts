/** What a broker in a container is given: `infra/compose.yaml`. */
import { randomBytes } from "node:crypto";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { provideCertificate } from "@/server/platform/local/kafka-certificate";
import { USER } from "@/server/platform/local/kafka-properties";
import { readIfThere } from "@/server/platform/local/read-file";

const PASSWORD_BYTES = 24;
const CLUSTER_ID_BYTES = 16;

/** A random text, made once and kept. Kafka's tools would take one that begins with a dash for an option. */
export async function provideText(file: string, bytes: number): Promise<string> {
  const kept = await readIfThere(file);
  if (kept) return kept;
  let text = randomBytes(bytes).toString("base64url");
  while (text.startsWith("-")) text = randomBytes(bytes).toString("base64url");
  await writeFile(file, text, { mode: 0o600 });
  return text;
}

/** What all brokers of a folder share. */
export async function provideSecrets(folder: string) {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { caFile, keystoreFile } = await provideCertificate(folder);
  const password = await provideText(path.join(folder, "password"), PASSWORD_BYTES);
  const clusterId = await provideText(path.join(folder, "cluster-id"), CLUSTER_ID_BYTES);
  return { caFile, keystoreFile, password, clusterId };
}

/** Entries that point a market at brokers by TLS and SCRAM. */
export function tlsEnvOf(
  brokers: string,
  { password, caFile }: { readonly password: string; readonly caFile: string },
) {
  return {
    KAFKA_BROKERS: brokers,
    KAFKA_USERNAME: USER,
    KAFKA_PASSWORD: password,
    KAFKA_MECHANISM: "SCRAM-SHA-512",
    KAFKA_TLS_CA: caFile,
  };
}

/**
 * Writes them for a container, whose account is another: the folder is its owner's alone, and the broker's file inside may be
 * read by whoever it is mounted for. `kafka.env` is what compose puts into its file.
 */
export async function provideContainerSecrets(folder: string, port: number) {
  const secrets = await provideSecrets(folder);
  await chmod(secrets.keystoreFile, 0o644);
  const envFile = path.join(folder, "kafka.env");
  const { password, clusterId } = secrets;
  await writeFile(envFile, `KAFKA_PASSWORD=${password}\nKAFKA_CLUSTER_ID=${clusterId}\n`, { mode: 0o600 });
  return { ...secrets, envFile, tlsEnv: tlsEnvOf(`localhost:${port}`, secrets) };
}
