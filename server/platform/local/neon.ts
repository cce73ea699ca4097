import type { IncomingMessage, ServerResponse } from "node:http";
import { connect } from "node:net";
import { Client, DatabaseError, Pool, type PoolClient, type QueryArrayResult } from "pg";
import { createWebSocketStream, WebSocketServer } from "ws";
import { z } from "zod";
import {
  answerJson,
  BodyTooLarge,
  headerOf,
  type LocalServer,
  readBody,
  serveHttp,
  urlOf,
} from "@/server/platform/local/http";

/**
 * The two ends of Neon's drivers in front of any PostgreSQL: `POST /sql` for the HTTP driver and a WebSocket on `/v1`
 * for the other one. Requests carry the connection string, which must be the target's own; there is no other way in.
 */
export async function serveNeon(options: { port: number; databaseUrl: string }): Promise<LocalServer> {
  const { databaseUrl } = options;
  const pool = new Pool({ connectionString: databaseUrl, max: CONNECTIONS_MAX });
  pool.on("error", (error) => console.error("an idle connection of /sql broke", error));
  const server = await serveHttp(options.port, (request, response) =>
    answerSql(pool, databaseUrl, request, response),
  );
  const sockets = proxyWebSockets(server, databaseUrl);
  return {
    ...server,
    close: async () => {
      for (const socket of sockets.clients) socket.terminate();
      await server.close();
      await pool.end();
    },
  };
}

const CONNECTIONS_MAX = 10;
const BODY_BYTES_MAX = 16 * 1024 * 1024;
const QUERIES_MAX = 1_000;

const queryContract = z.object({ query: z.string(), params: z.array(z.unknown()).default([]) });
const bodyContract = z.union([z.object({ queries: z.array(queryContract).max(QUERIES_MAX) }), queryContract]);
const ISOLATION: Readonly<Record<string, string>> = {
  ReadUncommitted: "read uncommitted",
  ReadCommitted: "read committed",
  RepeatableRead: "repeatable read",
  Serializable: "serializable",
};

async function answerSql(
  pool: Pool,
  databaseUrl: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== "POST" || urlOf(request).pathname !== "/sql")
    return answerJson(response, 404, { message: "POST /sql is all there is." });
  if (!namesSameDatabase(headerOf(request, "neon-connection-string"), databaseUrl))
    return answerJson(response, 400, { message: "password authentication failed", code: "28P01" });
  try {
    const body = bodyContract.safeParse(JSON.parse((await readBody(request, BODY_BYTES_MAX)).toString()));
    if (!body.success)
      return answerJson(response, 400, { message: "The body is not a query.", code: "08P01" });
    answerJson(response, 200, await run(pool, body.data, request));
  } catch (error) {
    if (error instanceof BodyTooLarge) return answerJson(response, 413, { message: error.message });
    if (error instanceof SyntaxError)
      return answerJson(response, 400, { message: error.message, code: "08P01" });
    if (!(error instanceof DatabaseError)) throw error;
    answerJson(response, 400, { ...error, message: error.message });
  }
}

async function run(
  pool: Pool,
  body: z.output<typeof bodyContract>,
  request: IncomingMessage,
): Promise<unknown> {
  const client = await pool.connect();
  try {
    if (!("queries" in body)) return await runOne(client, body);
    await client.query(`begin ${modesOf(request)}`);
    const results: unknown[] = [];
    for (const query of body.queries) results.push(await runOne(client, query));
    await client.query("commit");
    return { results };
  } catch (error) {
    await client.query("rollback");
    throw error;
  } finally {
    client.release();
  }
}

function modesOf(request: IncomingMessage): string {
  const isolation = ISOLATION[headerOf(request, "neon-batch-isolation-level") ?? ""];
  const modes = [
    isolation ? `isolation level ${isolation}` : "",
    headerOf(request, "neon-batch-read-only") === "true" ? "read only" : "",
    headerOf(request, "neon-batch-deferrable") === "true" ? "deferrable" : "",
  ];
  return modes.filter((mode) => mode !== "").join(" ");
}

/** Every value travels as PostgreSQL's own text; the driver parses it at the other end. */
async function runOne(client: PoolClient, { query, params }: z.output<typeof queryContract>) {
  const answer: QueryArrayResult = await client.query({
    text: query,
    values: params,
    rowMode: "array",
    types: { getTypeParser: () => (text: unknown) => text },
  });
  return {
    command: answer.command,
    rowCount: answer.rowCount,
    rowAsArray: true,
    fields: answer.fields.map(({ name, dataTypeID }) => ({ name, dataTypeID })),
    rows: answer.rows,
  };
}

/** Passes bytes between a WebSocket and the target alone, whatever address the client asks for. */
function proxyWebSockets(server: LocalServer, databaseUrl: string): WebSocketServer {
  const target = new Client({ connectionString: databaseUrl });
  const sockets = new WebSocketServer({ noServer: true });
  server.http.on("upgrade", (request, socket, head) => {
    // Browsers always send Origin: a web page has no business here, even from this machine.
    if (urlOf(request).pathname !== "/v1" || request.headers.origin !== undefined) return socket.destroy();
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const outer = createWebSocketStream(webSocket);
      const inner = connect({ host: target.host, port: target.port, noDelay: true });
      outer.on("error", () => inner.destroy()).on("close", () => inner.destroy());
      inner.on("error", () => outer.destroy()).on("close", () => outer.destroy());
      outer.pipe(inner);
      inner.pipe(outer);
    });
  });
  return sockets;
}

function namesSameDatabase(given: string | undefined, databaseUrl: string): boolean {
  if (given === undefined || !URL.canParse(given)) return false;
  const [one, other] = [new URL(given), new URL(databaseUrl)];
  return (["username", "password", "hostname", "port", "pathname"] as const).every(
    (part) => one[part] === other[part],
  );
}
