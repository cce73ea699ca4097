/**
 * Each statement of a request or a consumer has a span below theirs, named and described by OpenTelemetry's conventions for
 * databases, without its text and its values. Where no span is recorded (no exporter, or a trace that was not chosen) a
 * statement costs one look at the active context more, and statements outside a span have none.
 */
import { type Attributes, SpanKind, SpanStatusCode, trace as telemetry } from "@opentelemetry/api";
import { sqlStateOf } from "@/server/platform/db";
import { summariseStatement } from "@/server/platform/statement-summary";

type Query = (...args: unknown[]) => unknown;
interface Client {
  query: unknown;
}
interface TracedPool extends Client {
  on(event: "connect", listener: (client: Client) => void): unknown;
}

/**
 * Traces what is asked of the pool and of the connections it hands out. The pool waits for a connection in somebody else's
 * context; that is why its own calls get their span here, and the call with a callback that it then makes gets none.
 */
export function traceStatements(pool: TracedPool, url: string): void {
  const where = whereOf(new URL(url));
  const trace = (client: Client) => {
    client.query = traced((client.query as Query).bind(client), where);
  };
  trace(pool);
  pool.on("connect", trace);
}

function whereOf(url: URL): Attributes {
  return {
    "db.system.name": "postgresql",
    "db.namespace": decodeURIComponent(url.pathname.slice(1)),
    "server.address": url.hostname,
    "server.port": Number(url.port || 5432),
  };
}

function traced(query: Query, where: Attributes): Query {
  return (...args) => {
    if (telemetry.getActiveSpan()?.isRecording() !== true || typeof args.at(-1) === "function")
      return query(...args);
    return inStatementSpan(textOf(args[0]), where, () => query(...args));
  };
}

function textOf(statement: unknown): string {
  if (typeof statement === "string") return statement;
  const isWithText = typeof statement === "object" && statement !== null && "text" in statement;
  return isWithText ? String(statement.text) : "";
}

async function inStatementSpan(text: string, where: Attributes, run: () => unknown): Promise<unknown> {
  const { summary, operation, collection, procedure } = summariseStatement(text);
  const span = telemetry.getTracer("roost").startSpan(summary, {
    kind: SpanKind.CLIENT,
    attributes: {
      ...where,
      "db.query.summary": summary,
      ...(operation === undefined ? {} : { "db.operation.name": operation }),
      ...(collection === undefined ? {} : { "db.collection.name": collection }),
      ...(procedure === undefined ? {} : { "db.stored_procedure.name": procedure }),
    },
  });
  try {
    return await run();
  } catch (error) {
    // The database's message quotes values: its code has to do.
    const code = sqlStateOf(error);
    if (code !== undefined) span.setAttribute("db.response.status_code", code);
    span.setAttribute("error.type", code ?? (error instanceof Error ? error.name : "_OTHER"));
    span.setStatus({ code: SpanStatusCode.ERROR });
    throw error;
  } finally {
    span.end();
  }
}
