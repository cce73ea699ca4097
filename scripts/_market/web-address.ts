import type { Env } from "@/server/platform/env";

/** Where processes on this machine reach the web server, whatever its public address is. */
export function webAddress({ HOST, PORT }: Env): string {
  const host = HOST === "0.0.0.0" || HOST === "::" ? "127.0.0.1" : HOST;
  return `http://${host.includes(":") ? `[${host}]` : host}:${PORT}`;
}
