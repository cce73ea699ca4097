/**
 * Outgoing webhooks over HTTP, signed by the library of Standard Webhooks (standardwebhooks.com).
 *
 * The address is judged where the connection is made, by what the name resolves to at that moment and nothing else is
 * connected to, so a name that changes its mind afterwards reaches nothing. Redirects are answers, not ways on. Every call
 * has one time limit from the first lookup to the last byte, and no more than the beginning of an answer is read.
 */
import { type LookupAddress, lookup } from "node:dns";
import { type ClientRequest, type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { Webhook } from "standardwebhooks";
import { monotonicMs, systemClock } from "@/server/platform/clock";
import {
  type WebhookAnswer,
  type WebhookCall,
  type WebhookSender,
  WebhookUnanswered,
} from "@/server/platform/ports";
import { isCallableAddress } from "@/server/platform/public-address";

const CALL_MS_MAX = 10_000;
const EXCERPT_BYTES_MAX = 1_024;

export interface WebhookSenderOptions {
  /** Private networks that may be called. */
  readonly privateNetworks?: readonly string[];
  readonly callMsMax?: number;
}

export function httpWebhooks(options: WebhookSenderOptions = {}): WebhookSender {
  return { send: (call) => send(call, options) };
}

async function send(call: WebhookCall, options: WebhookSenderOptions): Promise<WebhookAnswer> {
  const startedMs = monotonicMs();
  const url = new URL(call.url);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) !== 0) assertCallable(host, options);
  try {
    const answer = await exchange(open(url, call, options), call.body);
    const excerpt = await readExcerpt(answer);
    return { status: answer.statusCode ?? 0, tookMs: Math.round(monotonicMs() - startedMs), excerpt };
  } catch (error) {
    if (error instanceof WebhookUnanswered) throw error;
    throw new WebhookUnanswered(reasonOf(error, options), { cause: error });
  }
}

function open(url: URL, call: WebhookCall, options: WebhookSenderOptions): ClientRequest {
  const request = url.protocol === "https:" ? requestHttps : requestHttp;
  const at = systemClock.now();
  const signatures = call.secrets.map((secret) => new Webhook(secret).sign(call.messageId, at, call.body));
  return request(url, {
    method: "POST",
    // A connection of its own, so that every call is judged.
    agent: false,
    lookup: judgedLookup(options),
    signal: AbortSignal.timeout(options.callMsMax ?? CALL_MS_MAX),
    headers: {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(call.body),
      "user-agent": "Roost-Webhooks/1",
      "webhook-id": call.messageId,
      "webhook-timestamp": String(Math.floor(at.getTime() / 1_000)),
      "webhook-signature": signatures.join(" "),
    },
  });
}

function exchange(request: ClientRequest, body: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.once("response", resolve);
    // Stays for what breaks while the answer is read; a promise is settled once.
    request.on("error", reject);
    request.end(body);
  });
}

/** The status is the answer; when its text breaks off or trickles past the time limit, what came of it is kept. */
async function readExcerpt(answer: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  await new Promise<void>((resolve) => {
    let size = 0;
    answer.on("data", (part: Buffer) => {
      parts.push(part);
      size += part.byteLength;
      if (size >= EXCERPT_BYTES_MAX) answer.destroy();
    });
    answer.on("error", () => resolve());
    answer.on("close", () => resolve());
  });
  return Buffer.concat(parts).subarray(0, EXCERPT_BYTES_MAX).toString("utf8").replaceAll("\u0000", "");
}

/** Node connects to the addresses that this gives, in whichever of its two forms it asks. */
function judgedLookup(options: WebhookSenderOptions): LookupFunction {
  return (hostname, lookupOptions, callback) => {
    lookup(hostname, { ...lookupOptions, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) return callback(error, []);
      try {
        for (const { address } of addresses) assertCallable(address, options);
      } catch (refusal) {
        return callback(refusal as NodeJS.ErrnoException, []);
      }
      const [first] = addresses;
      if (lookupOptions.all || !first) return callback(null, addresses);
      return callback(null, first.address, first.family);
    });
  };
}

function assertCallable(address: string, { privateNetworks }: WebhookSenderOptions): void {
  if (!isCallableAddress(address, privateNetworks))
    throw new WebhookUnanswered("the address is not a public one");
}

function reasonOf(error: unknown, { callMsMax = CALL_MS_MAX }: WebhookSenderOptions): string {
  if (!(error instanceof Error)) return "the connection failed";
  if (error.name === "AbortError" || error.name === "TimeoutError")
    return `no answer within ${callMsMax / 1_000} s`;
  const code = "code" in error && typeof error.code === "string" ? error.code : error.name;
  return `the connection failed (${code})`;
}
