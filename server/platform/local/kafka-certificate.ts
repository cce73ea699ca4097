/** A certificate authority of this data folder and the broker's certificate by it, made once with openssl. */
import { existsSync } from "node:fs";
import { chmod, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { run } from "@/server/platform/local/kafka-jars";
import { StartRefusal } from "@/server/platform/local/start-refusal";

const DAYS = 3_650;

export interface BrokerCertificate {
  /** What clients trust, in PEM form. */
  readonly caFile: string;
  /** Key, certificate and authority in one file, as the broker wants it. */
  readonly keystoreFile: string;
}

/** Refuses with a StartRefusal where openssl is missing or fails. */
export async function provideCertificate(folder: string): Promise<BrokerCertificate> {
  const caFile = path.join(folder, "ca.pem");
  const keystoreFile = path.join(folder, "broker.pem");
  if (existsSync(keystoreFile)) return { caFile, keystoreFile };
  const openssl = async (...args: string[]) => {
    const { code, output } = await run("openssl", args, folder);
    if (code !== 0) throw new StartRefusal(`openssl did not make the broker's certificate: ${output}`);
  };
  const newKey = (file: string) => ["-newkey", "rsa:2048", "-nodes", "-keyout", file];
  await openssl(
    ...["req", "-x509", ...newKey("ca.key"), "-out", "ca.pem", "-days", String(DAYS)],
    ...["-subj", "/CN=Roost local Kafka authority"],
  );
  await openssl("req", ...newKey("broker.key"), "-out", "broker.csr", "-subj", "/CN=localhost");
  await writeFile(path.join(folder, "names.cnf"), "subjectAltName=DNS:localhost,IP:127.0.0.1\n");
  await openssl(
    ...["x509", "-req", "-in", "broker.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial"],
    ...["-out", "broker.crt", "-days", String(DAYS), "-extfile", "names.cnf"],
  );
  const parts = await Promise.all(
    ["broker.key", "broker.crt", "ca.pem"].map((name) => readFile(path.join(folder, name), "utf8")),
  );
  await chmod(path.join(folder, "ca.key"), 0o600);
  await writeFile(keystoreFile, parts.join(""), { mode: 0o600 });
  return { caFile, keystoreFile };
}
