/**
 * The address a request came from: the socket's, never a header that a client can set.
 *
 * Next hands routes no socket, so each request of this process's web servers is stamped as it arrives: a header that
 * carries the address under a key which only this process knows. Behind a trusted proxy (TRUSTED_PROXIES) the address is the last one
 * in X-Forwarded-For that is not such a proxy. On Vercel the platform itself sets `x-real-ip` and overwrites a client's.
 */
import { randomBytes } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { BlockList, isIP } from "node:net";

const STAMP = "x-roost-address";
const FORWARDED_HOPS_MAX = 20;
const UNKNOWN = "unknown";

interface Stamp {
  readonly key: string;
}
/** Next loads the instrumentation and the routes as bundles of their own: what they share hangs on the process. */
const shared = globalThis as typeof globalThis & { roostAddressStamp?: Stamp };

/** Stamps every request of this process's HTTP servers from now on. Doing it twice does it once. */
export function stampAddresses(trustedProxies: readonly string[]): void {
  if (shared.roostAddressStamp) return;
  const key = randomBytes(16).toString("hex");
  shared.roostAddressStamp = { key };
  const trusted = proxyList(trustedProxies);
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    const socketAddress = request.socket.remoteAddress ?? UNKNOWN;
    const forwardedFor = request.headers["x-forwarded-for"];
    const forwarded = Array.isArray(forwardedFor) ? forwardedFor.join(",") : forwardedFor;
    request.headers[STAMP] = `${key} ${addressBehind(socketAddress, forwarded, trusted)}`;
    // The web's Request cannot be made with this method, so Next would fail on it; another that nothing answers is refused.
    if (request.method === "TRACE") request.method = "PROPFIND";
  });
}

/** The client's address, by the stamp or by the cloud platform; `unknown` for a request that has neither. */
export function clientAddressOf(headers: Headers, isOnVercel: boolean): string {
  const [key, address] = (headers.get(STAMP) ?? "").split(" ");
  if (shared.roostAddressStamp && key === shared.roostAddressStamp.key && address) return address;
  if (isOnVercel) return plainAddress(headers.get("x-real-ip") ?? UNKNOWN);
  return UNKNOWN;
}

/** Walks X-Forwarded-For from its end: each entry was written by the hop after it, so only trusted hops are believed. */
export function addressBehind(
  socketAddress: string,
  forwardedFor: string | undefined,
  trusted: BlockList,
): string {
  let address = plainAddress(socketAddress);
  const hops = (forwardedFor ?? "").split(",").slice(-FORWARDED_HOPS_MAX).reverse();
  for (const hop of hops) {
    if (!isTrusted(address, trusted)) return address;
    const next = plainAddress(hop.trim());
    if (isIP(next) === 0) return address;
    address = next;
  }
  return address;
}

export function proxyList(entries: readonly string[]): BlockList {
  const list = new BlockList();
  for (const entry of entries) {
    const [network = "", prefix] = entry.split("/");
    const family = isIP(network) === 6 ? "ipv6" : "ipv4";
    if (prefix === undefined) list.addAddress(network, family);
    else list.addSubnet(network, Number(prefix), family);
  }
  return list;
}

function isTrusted(address: string, trusted: BlockList): boolean {
  const version = isIP(address);
  return version !== 0 && trusted.check(address, version === 6 ? "ipv6" : "ipv4");
}

/** IPv4 addresses reach a dual-stack socket as `::ffff:…`. */
function plainAddress(address: string): string {
  return address.startsWith("::ffff:") ? address.slice("::ffff:".length) : address;
}
