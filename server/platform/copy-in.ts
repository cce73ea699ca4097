/**
 * `copy … from stdin` as a statement like any other: its rows are its parameter, which stands in a comment so that what the
 * server is told has none. Drizzle knows no copy, so the connections of a pool are taught to send one.
 *
 * Both drivers (node-postgres, and Neon's over WebSocket, which is made of it) take an object with `submit` in place of a
 * statement and tell it what the server answers, as `pg-copy-streams` and `pg-cursor` use it.
 */
import type { PgTable } from "drizzle-orm/pg-core";
import { CopyData } from "@/server/platform/copy-rows";
import { type SQL, sql } from "@/server/platform/db";

/** The statement that puts rows into a table, for `execute` inside a transaction. `columns` are in the sequence of the rows' fields. */
export function copyInto(table: PgTable, columns: readonly string[], rows: CopyData): SQL {
  return sql`copy ${table} (${sql.raw(columns.join(", "))}) from stdin (format binary) -- ${sql.param(rows)}`;
}

type Query = (...args: unknown[]) => unknown;
interface Client {
  query: unknown;
}
interface Pool {
  on(event: "connect", listener: (client: Client) => void): unknown;
}

/** Lets the connections of a pool send copies. */
export function sendCopies(pool: Pool): void {
  pool.on("connect", (client) => {
    const query = (client.query as Query).bind(client);
    client.query = (...args: unknown[]) => {
      const [statement, parameters] = args;
      const data: unknown = Array.isArray(parameters) ? parameters[0] : undefined;
      if (!(data instanceof CopyData)) return query(...args);
      return new Promise((resolve, reject) => {
        const { text } = statement as { readonly text: string };
        query(new CopyIn(text, data, (error) => (error ? reject(error) : resolve({ rows: [] }))));
      });
    };
  });
}

/** What the drivers' connection offers for a copy. */
interface Connection {
  query(text: string): void;
  sendCopyFromChunk(piece: Buffer): void;
  endCopyFrom(): void;
}

/** A copy as the drivers send it. One of `handleError` and `handleReadyForQuery` is called at its end. */
class CopyIn {
  constructor(
    private readonly text: string,
    private readonly data: CopyData,
    /** The drivers look for it. */
    readonly callback: (error?: unknown) => void,
  ) {}

  submit(connection: Connection): void {
    connection.query(this.text);
  }
  handleCopyInResponse(connection: Connection): void {
    for (const piece of this.data.pieces) connection.sendCopyFromChunk(piece);
    connection.endCopyFrom();
  }
  handleCommandComplete(): void {
    // It is done when the server is ready for the next statement.
  }
  handleError(error: unknown): void {
    this.callback(error);
  }
  handleReadyForQuery(): void {
    this.callback();
  }
}
