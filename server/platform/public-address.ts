/**
 * Which network addresses a server of ours may call on somebody's word: public ones, and private networks that the
 * operator named. Addresses that stand for another one (IPv4 in IPv6, 6to4, Teredo, NAT64) are judged by what they lead to
 * or refused.
 */
import ipaddr from "ipaddr.js";

/** False for what is no address at all. */
export function isCallableAddress(address: string, privateNetworks: readonly string[] = []): boolean {
  if (!ipaddr.isValid(address)) return false;
  const ip = ipaddr.process(address);
  if (ip.range() === "unicast") return true;
  return privateNetworks.some((network) => contains(network, ip));
}

function contains(network: string, ip: ReturnType<typeof ipaddr.process>): boolean {
  const [base, bits] = ipaddr.parseCIDR(network.includes("/") ? network : `${network}/${fullBits(network)}`);
  return base.kind() === ip.kind() && ip.match(base, bits);
}

function fullBits(address: string): number {
  return ipaddr.parse(address).kind() === "ipv4" ? 32 : 128;
}
