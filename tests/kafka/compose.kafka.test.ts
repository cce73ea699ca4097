/** The broker of infra/compose.yaml, without containers: its own settings and arguments, on the same Kafka, with other paths. */
import { readFileSync } from "node:fs";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { ensureTopics } from "@/server/events/topics";
import { findFreePort } from "@/server/platform/local/free-port";
import { javaOptions } from "@/server/platform/local/kafka";
import { provideKafkaJars, run } from "@/server/platform/local/kafka-jars";
import { type BrokerProcess, runBroker } from "@/server/platform/local/kafka-process";
import { provideContainerSecrets } from "@/server/platform/local/kafka-secrets";
import { openTestKafka } from "@/tests/contract/event-log/engine";

const ROOT = path.resolve(import.meta.dirname, "..", "..");
const INFRA = path.join(ROOT, "infra");
const serviceContract = z.object({
  image: z.string(),
  entrypoint: z.tuple([z.string()]),
  command: z.array(z.string()),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()),
});
const { services } = z
  .object({ services: z.object({ storage: serviceContract, kafka: serviceContract }) })
  .parse(parse(readFileSync(path.join(INFRA, "compose.yaml"), "utf8")));
const IN_CONTAINER = "/mnt/shared/config/server.properties";

let folder: string;
let broker: BrokerProcess;
let secrets: Awaited<ReturnType<typeof provideContainerSecrets>>;
let format: () => ReturnType<typeof run>;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "roost-compose-"));
  const [plain, controller, tls] = [await findFreePort(), await findFreePort(), await findFreePort()];
  secrets = await provideContainerSecrets(folder, tls);
  const settingsFile = path.join(folder, "server.properties");
  const settings = readFileSync(path.join(INFRA, "kafka", "server.properties"), "utf8")
    .replaceAll("0.0.0.0", "127.0.0.1")
    .replaceAll(
      /:9092|:9093|:9094/g,
      (port) => `:${{ ":9092": plain, ":9093": controller, ":9094": tls }[port]}`,
    )
    .replaceAll("/var/lib/kafka/data", path.join(folder, "data"))
    .replaceAll("/etc/kafka/secrets", folder);
  await writeFile(settingsFile, settings);
  const java = javaOptions(ROOT, await provideKafkaJars(ROOT, () => undefined));
  const given = Object.fromEntries(
    (await readFile(secrets.envFile, "utf8"))
      .trim()
      .split("\n")
      .map((line) => line.split("=")),
  ) as Record<string, string>;
  const args = services.storage.command.map((arg) =>
    arg
      .replace(IN_CONTAINER, settingsFile)
      .replace(/\$\{(\w+):\?[^}]*\}/, (_all, name: string) => given[name] ?? ""),
  );
  format = () => run("java", [...java, "kafka.tools.StorageTool", ...args]);
  const { code, output } = await format();
  expect(output).toContain("Formatting");
  expect(code).toBe(0);
  broker = await runBroker({ java, settingsFile, folder, port: tls });
});
afterAll(async () => {
  await broker.stop();
  await rm(folder, { recursive: true, force: true });
});

test("starts on the storage that was made, and takes the market's account over TLS with SCRAM", async () => {
  const kafka = openTestKafka(secrets.tlsEnv);
  expect(await kafka.countBrokers()).toBe(1);
  expect((await ensureTopics(kafka)).every(({ state }) => state === "made")).toBe(true);
  await kafka.close();
  const stranger = openTestKafka({ ...secrets.tlsEnv, KAFKA_PASSWORD: "wrong" });
  await expect(stranger.countBrokers()).rejects.toMatchObject({ kind: "sign_in_refused" });
  await stranger.close();
});

test("a further start leaves the storage as it is", async () => {
  const { code, output } = await format();
  expect(output).toContain("already formatted");
  expect(code).toBe(0);
});

test("both services have one image and one storage, and open what the settings listen on to this machine alone", async () => {
  expect(services.kafka.image).toBe(services.storage.image);
  expect(services.kafka.command).toEqual([IN_CONTAINER]);
  for (const { volumes } of [services.kafka, services.storage])
    expect(volumes).toEqual(
      expect.arrayContaining([`./kafka/server.properties:${IN_CONTAINER}:ro`, "kafka:/var/lib/kafka/data"]),
    );
  expect(services.kafka.ports).toEqual(["127.0.0.1:9092:9092", "127.0.0.1:9094:9094"]);
  expect((await stat(secrets.keystoreFile)).mode & 0o777).toBe(0o644);
  expect((await stat(secrets.envFile)).mode & 0o777).toBe(0o600);
});
