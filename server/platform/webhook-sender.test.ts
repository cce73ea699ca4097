import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { afterEach, describe, expect, test } from "vitest";
import { fakeWebhooks } from "@/server/platform/fakes/webhooks";
import { findFreePort } from "@/server/platform/local/free-port";
import { type WebhookCall, WebhookUnanswered } from "@/server/platform/ports";
import { httpWebhooks } from "@/server/platform/webhook-sender";

const SECRET = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const FORMER = `whsec_${Buffer.alloc(32, 9).toString("base64")}`;
const sender = httpWebhooks({ privateNetworks: ["127.0.0.1", "::1"], callMsMax: 400 });
const callOf = (url: string, change: Partial<WebhookCall> = {}): WebhookCall => ({
  url,
  messageId: "event_1",
  secrets: [SECRET],
  body: '{"id":"event_1","data":{"city":"Łódź"}}',
  ...change,
});

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

interface Received {
  readonly method: string | undefined;
  readonly headers: Record<string, string>;
  readonly body: string;
}

async function receiver(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      );
      received.push({ method: request.method, headers, body: Buffer.concat(parts).toString("utf8") });
      answer(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(async () => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/hook?a=1`, port, received };
}

test("a receiver verifies the message with the library of Standard Webhooks", async () => {
  const { url, received } = await receiver((_request, response) => response.writeHead(202).end("taken"));
  const call = callOf(url, { secrets: [SECRET, FORMER] });
  expect(await sender.send(call)).toMatchObject({ status: 202, excerpt: "taken" });
  const [got] = received;
  expect(got?.method).toBe("POST");
  expect(got?.headers["webhook-id"]).toBe("event_1");
  expect(got?.headers["content-type"]).toBe("application/json");
  for (const secret of [SECRET, FORMER])
    expect(new Webhook(secret).verify(got?.body ?? "", got?.headers ?? {})).toEqual(JSON.parse(call.body));
  const other = new Webhook(`whsec_${Buffer.alloc(32, 1).toString("base64")}`);
  expect(() => other.verify(got?.body ?? "", got?.headers ?? {})).toThrow();
});

test.each([301, 302, 307, 308])("a redirect (%i) is an answer and is not followed", async (status) => {
  const target = await receiver((_request, response) => response.end());
  const { url } = await receiver((_request, response) =>
    response.writeHead(status, { location: target.url }).end(),
  );
  expect(await sender.send(callOf(url))).toMatchObject({ status });
  expect(target.received).toEqual([]);
});

describe("an address that is not public is not connected to", () => {
  const strict = httpWebhooks({ callMsMax: 400 });
  test.each([
    (port: number) => `http://127.0.0.1:${port}/`,
    (port: number) => `http://localhost:${port}/`,
    (port: number) => `http://[::ffff:127.0.0.1]:${port}/`,
    (port: number) => `http://0x7f000001:${port}/`,
    (port: number) => `http://2130706433:${port}/`,
    (port: number) => `http://127.1:${port}/`,
    () => "http://169.254.169.254/latest/meta-data/",
    () => "http://[fd00::1]/",
  ])("%s", async (urlOf) => {
    const { port, received } = await receiver((_request, response) => response.end());
    const error: unknown = await strict.send(callOf(urlOf(port))).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(WebhookUnanswered);
    expect((error as WebhookUnanswered).message).toBe("the address is not a public one");
    expect(received).toEqual([]);
  });
});

test("what a name resolves to is judged, not the name", async () => {
  const { port, received } = await receiver((_request, response) => response.end());
  const url = `http://localhost:${port}/`;
  await expect(sender.send(callOf(url))).resolves.toMatchObject({ status: 200 });
  expect(received).toHaveLength(1);
});

test("a receiver that says nothing is left after the time limit, one that never ends has answered", async () => {
  const silent = await receiver(() => undefined);
  await expect(sender.send(callOf(silent.url))).rejects.toThrow("no answer within 0.4 s");
  const endless = await receiver((_request, response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write("."), 20);
    response.on("close", () => clearInterval(timer));
  });
  const answer = await sender.send(callOf(endless.url));
  expect(answer).toMatchObject({ status: 200 });
  expect(answer.tookMs).toBeLessThan(2_000);
});

test("no more than the beginning of an answer is read", async () => {
  const { url } = await receiver((_request, response) => {
    response.writeHead(500);
    response.write("x".repeat(5_000_000));
    response.end();
  });
  const answer = await sender.send(callOf(url));
  expect(answer.status).toBe(500);
  expect(answer.excerpt).toHaveLength(1_024);
});

test("nobody there, a broken name and a broken answer are told apart from an answer", async () => {
  const port = await findFreePort();
  await expect(sender.send(callOf(`http://127.0.0.1:${port}/`))).rejects.toThrow(
    "the connection failed (ECONNREFUSED)",
  );
  await expect(sender.send(callOf("http://nowhere.invalid/"))).rejects.toBeInstanceOf(WebhookUnanswered);
  const broken = await receiver((request) => request.socket.destroy());
  await expect(sender.send(callOf(broken.url))).rejects.toThrow("the connection failed (ECONNRESET)");
});

test("the one in memory answers as the real one does", async () => {
  const fake = fakeWebhooks();
  fake.answerWith("http://a.example/", 503);
  fake.answerWith("http://b.example/", undefined);
  expect(await fake.send(callOf("http://a.example/"))).toMatchObject({ status: 503 });
  await expect(fake.send(callOf("http://b.example/"))).rejects.toBeInstanceOf(WebhookUnanswered);
  expect(await fake.send(callOf("http://c.example/"))).toMatchObject({ status: 200 });
});
