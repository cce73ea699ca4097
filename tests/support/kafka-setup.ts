import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { findFreePort } from "@/server/platform/local/free-port";
import { startKafka } from "@/server/platform/local/kafka";

declare module "vitest" {
  interface ProvidedContext {
    /** Entries that point at the test run's broker: without sign-in, and with TLS and SCRAM. */
    kafkaEnv: Readonly<Record<string, string>>;
    kafkaTlsEnv: Readonly<Record<string, string>>;
  }
}

/** One broker per test run. Only where there are a JDK and Maven: see scripts/test.ts. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), "roost-kafka-"));
  const ports = { plain: await findFreePort(), tls: await findFreePort(), controller: await findFreePort() };
  const root = path.resolve(import.meta.dirname, "..", "..");
  const kafka = await startKafka({ root, folder, ports, report: (line) => console.log(line) });
  project.provide("kafkaEnv", kafka.plainEnv);
  project.provide("kafkaTlsEnv", kafka.tlsEnv);
  return async () => {
    await kafka.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
