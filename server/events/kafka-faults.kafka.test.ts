/** What is wrong with a cluster is told in one sentence, and events wait in the database until it is right. */

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createServer } from "node:tls";
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from "vitest";
import { describeError } from "@/server/events/describe-error";
import { countUnproduced } from "@/server/events/produce";
import { ensurePartitions, relay } from "@/server/events/relay";
import type { KafkaFaultKind, KafkaPort } from "@/server/platform/kafka-port";
import { makeSearchTopic, openTestKafka, startOnKafka } from "@/tests/contract/event-log/engine";
import { ringAll, WIDE } from "@/tests/support/events";
import { type Market, openMarket } from "@/tests/support/market";

let market: Market;
beforeAll(async () => {
  market = await openMarket();
  await ensurePartitions(market.db);
});
afterAll(() => market.close());

function opened(changed: Record<string, string>): KafkaPort {
  const kafka = openTestKafka(changed);
  onTestFinished(() => kafka.close());
  return kafka;
}
const faultOf = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.fail("Kafka did what it was to refuse"),
    (error: unknown) => ({
      kind: (error as { kind: KafkaFaultKind }).kind,
      sentence: describeError(error),
    }),
  );

test.each(["SCRAM-SHA-512", "SCRAM-SHA-256", "PLAIN"])("signs in by %s over TLS", async (mechanism) => {
  const kafka = opened({ ...inject("kafkaTlsEnv"), KAFKA_MECHANISM: mechanism });
  expect(await kafka.countBrokers()).toBe(1);
});

test("an authority may be given as text, as hosted clusters hand it out", async () => {
  const tls = inject("kafkaTlsEnv");
  const pem = readFileSync(tls.KAFKA_TLS_CA ?? "", "utf8");
  for (const text of [pem, pem.replaceAll("\n", "\\n")])
    expect(await opened({ ...tls, KAFKA_TLS_CA: text }).countBrokers()).toBe(1);
});

test.each<[string, KafkaFaultKind, Record<string, string>, string]>([
  ["a wrong password", "sign_in_refused", { KAFKA_PASSWORD: "wrong" }, "KAFKA_PASSWORD"],
  ["an authority that did not sign", "certificate_untrusted", { KAFKA_TLS_CA: "system" }, "KAFKA_TLS_CA"],
  ["no TLS where there has to be", "tls_mismatch", { KAFKA_TLS_CA: "off" }, "KAFKA_TLS_CA"],
  ["nobody at the address", "unreachable", { KAFKA_BROKERS: "localhost:1" }, "localhost:1"],
])("%s is told in one sentence", async (_what, kind, changed, named) => {
  const told = await faultOf(opened({ ...inject("kafkaTlsEnv"), ...changed }).countBrokers());
  expect(told.kind).toBe(kind);
  expect(told.sentence).toMatch(/^KafkaFault: [^\n]+\.$/);
  expect(told.sentence).toContain(named);
});

test("an expired certificate is told in one sentence", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "roost-expired-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const { key, cert } = makeExpiredCertificate(folder);
  const server = createServer({ key, cert });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  // A listening server has an address of its own.
  const { port } = server.address() as AddressInfo;
  const kafka = opened({
    ...inject("kafkaTlsEnv"),
    ...{ KAFKA_BROKERS: `localhost:${port}`, KAFKA_TLS_CA: cert.toString() },
  });
  const told = await faultOf(kafka.countBrokers());
  expect(told.kind).toBe("certificate_expired");
  expect(told.sentence).toContain("expired");
});

/** Valid for one day of the year 2000; `openssl ca` alone lets both ends be named. */
function makeExpiredCertificate(folder: string) {
  const openssl = (...args: string[]) => execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
  const config = [
    "[ca]\ndefault_ca=own\n[own]\ndatabase=index.txt\nserial=serial\nnew_certs_dir=.\ndefault_md=sha256\npolicy=any",
    "unique_subject=no\nx509_extensions=names\n[any]\ncommonName=supplied\n[names]\nsubjectAltName=DNS:localhost",
  ].join("\n");
  execFileSync("/bin/sh", ["-c", 'printf "%s\\n" "$0" > own.cnf; : > index.txt; echo 01 > serial', config], {
    cwd: folder,
  });
  openssl(
    "req",
    "-newkey",
    "rsa:2048",
    "-nodes",
    "-keyout",
    "own.key",
    "-out",
    "own.csr",
    "-subj",
    "/CN=localhost",
  );
  openssl(
    ...["ca", "-batch", "-selfsign", "-config", "own.cnf", "-in", "own.csr", "-keyfile", "own.key"],
    ...["-out", "own.crt", "-startdate", "20000101000000Z", "-enddate", "20000102000000Z"],
  );
  const cert = readFileSync(path.join(folder, "own.crt"), "utf8");
  return { key: readFileSync(path.join(folder, "own.key")), cert: cert.slice(cert.indexOf("-----BEGIN")) };
}

test("an unknown topic is told in one sentence, and its events go once it is made", async () => {
  const kafka = opened({});
  await startOnKafka(market, kafka);
  const ctx = { ...market.systemCtx(), ports: { kafka } };
  await ringAll(market.systemCtx(), ["ada"], 2);
  const told = await faultOf(relay(ctx, WIDE));
  expect(told).toMatchObject({ kind: "unknown_topic" });
  expect(told.sentence).toContain("npm run events -- topics");
  expect(await countUnproduced(market.db)).toBe(2);
  await makeSearchTopic(kafka);
  expect((await relay(ctx, WIDE)).handled).toBe(2);
});

test("while the cluster is away events are written and placed, and go on when it is back", async () => {
  const kafka = opened({});
  await market.query("truncate event_log");
  await market.query("update event_partitions set next_position = 0");
  await makeSearchTopic(kafka);
  await startOnKafka(market, kafka);
  const away = opened({ KAFKA_BROKERS: "localhost:1" });
  const withKafka = (port: KafkaPort) => ({ ...market.systemCtx(), ports: { kafka: port } });
  await ringAll(market.systemCtx(), ["ada", "bo"], 3);
  expect((await faultOf(relay(withKafka(away), WIDE))).kind).toBe("unreachable");
  expect(await market.query("select 1 from unplaced_events")).toEqual([]);
  expect(await countUnproduced(market.db)).toBe(6);
  expect((await relay(withKafka(kafka), WIDE)).handled).toBe(6);
});

test("a process without KAFKA_BROKERS, or with another cluster's, is told so", async () => {
  const kafka = opened({});
  await startOnKafka(market, kafka);
  expect((await faultOf(relay(market.systemCtx(), WIDE))).kind).toBe("not_configured");
  const told = await faultOf(relay({ ...market.systemCtx(), ports: { kafka: opened({}) } }, WIDE));
  expect(told.kind).toBe("another_cluster");
});
