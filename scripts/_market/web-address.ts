import { networkInterfaces } from "node:os";
import type { Env } from "@/server/platform/env";

/** Where processes on this machine reach the web server, whatever its public address is. */
export function webAddress({ HOST, PORT }: Env): string {
  const host = isOpen(HOST) ? "127.0.0.1" : HOST;
  return `http://${host.includes(":") ? `[${host}]` : host}:${PORT}`;
}

const isOpen = (host: string): boolean => host === "0.0.0.0" || host === "::";

/**
 * What somebody has to know who opens a market to the network without saying by which address it is reached: the origin
 * checks take APP_URL alone, so other machines could look but neither sign in nor pay.
 */
export function openMarketNote(env: Env): string | undefined {
  if (!isOpen(env.HOST) || env.isSet("APP_URL")) return undefined;
  const outer = Object.values(networkInterfaces())
    .flat()
    .find((address) => address?.family === "IPv4" && !address.internal);
  const example = `http://${outer?.address ?? "THIS-MACHINE"}:${env.PORT}`;
  return `open to the network, but other machines can sign in and pay only with APP_URL set to the address they use, for instance APP_URL=${example}`;
}
