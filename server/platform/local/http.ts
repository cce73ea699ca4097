import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { StartRefusal } from "@/server/platform/local/start-refusal";

/** A local service that answers HTTP on loopback. */
export type LocalServer = { readonly port: number; readonly http: Server; close(): Promise<void> };

const LOOPBACK = "127.0.0.1";

/** Answers requests on a loopback port (0: any). A handler that throws is answered with 500 and reported. */
export async function serveHttp(
  port: number,
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<LocalServer> {
  const http = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      console.error(`${request.method} ${request.url?.split("?")[0]}`, error);
      if (!response.headersSent) response.writeHead(500, { "content-type": "application/json" });
      response.end('{"error":{"message":"internal error"}}');
    });
  });
  // Clients keep connections for the next request; Node's 5 s default makes them race against the close.
  http.keepAliveTimeout = 75_000;
  await new Promise<void>((resolve, reject) => {
    http.once("error", (error: NodeJS.ErrnoException) => {
      const taken = error.code === "EADDRINUSE";
      reject(
        taken
          ? new StartRefusal(`Port ${port}, meant for a local service, is taken by another program.`)
          : error,
      );
    });
    http.listen(port, LOOPBACK, resolve);
  });
  return {
    port: boundPort(http.address()),
    http,
    close: () =>
      new Promise((resolve, reject) => {
        http.close((error) => (error ? reject(error) : resolve()));
        http.closeAllConnections();
      }),
  };
}

export function boundPort(address: AddressInfo | string | null): number {
  if (address && typeof address === "object") return address.port;
  throw new Error("the server listens on no port");
}

/** A body larger than the limit. The reader answers it with 413. */
export class BodyTooLarge extends Error {}

export async function readBody(request: IncomingMessage, bytesMax: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  // Without an encoding set, a request's pieces are Buffers.
  for await (const bytes of request as AsyncIterable<Buffer>) {
    size += bytes.length;
    if (size > bytesMax) throw new BodyTooLarge(`the body is larger than ${bytesMax} bytes`);
    pieces.push(bytes);
  }
  return Buffer.concat(pieces);
}

export function answerJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store", ...headers });
  response.end(JSON.stringify(value));
}

/** The request's address, whose host is meaningless here. */
export function urlOf(request: IncomingMessage): URL {
  return new URL(request.url ?? "/", "http://localhost");
}

export function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
