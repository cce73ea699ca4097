import { getTableColumns, getTableName } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type pg from "pg";

/** The few calls of pg's connection that COPY needs; the driver's types leave them out. */
type CopyConnection = {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
};

/** A query object of the driver: it calls these while the server answers. */
class CopyIn {
  constructor(
    private readonly statement: string,
    private readonly bytes: Buffer,
    private readonly settle: (error?: Error) => void,
  ) {}

  submit(connection: CopyConnection): void {
    connection.query(this.statement);
  }

  handleCopyInResponse(connection: CopyConnection): void {
    connection.sendCopyFromChunk(this.bytes);
    connection.endCopyFrom();
  }

  handleCommandComplete(): void {
    // Counted on our side already.
  }

  handleError(error: Error): void {
    this.settle(error);
  }

  handleReadyForQuery(): void {
    this.settle();
  }
}

function copyIn(client: pg.Client, statement: string, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const query = new CopyIn(statement, bytes, (error) => (error ? reject(error) : resolve()));
    client.query(query as unknown as pg.Submittable);
  });
}

/**
 * Sends rows into a table with COPY, PostgreSQL's quickest way in. Keys, checks and triggers hold as for any insert.
 *
 * The columns are those of the first row; each further row has the same. Values go through the columns' own types, so
 * ids, dates and JSON arrive as the rest of the code writes them.
 */
export class TableCopy<T extends PgTable> {
  rowCount = 0;
  #columns: Array<{ key: string; name: string; toText: (value: unknown) => string }> | undefined;
  #lines: string[] = [];
  #bytes = 0;

  constructor(
    private readonly client: pg.Client,
    private readonly table: T,
    private readonly into: string = getTableName(table),
  ) {}

  get pendingBytes(): number {
    return this.#bytes;
  }

  /** Keeps the row until it is taken. */
  add(row: T["$inferInsert"]): void {
    const cells = row as Record<string, unknown>;
    this.#columns ??= this.#columnsOf(cells);
    const line = this.#columns.map(({ key, toText }) => toText(cells[key])).join("\t");
    this.#lines.push(line);
    this.#bytes += line.length + 1;
    this.rowCount += 1;
  }

  /** What waits, to be sent later; from here on rows gather afresh. Undefined when nothing waits. */
  take(): (() => Promise<void>) | undefined {
    if (this.#lines.length === 0 || !this.#columns) return undefined;
    const names = this.#columns.map(({ name }) => `"${name}"`).join(", ");
    const bytes = Buffer.from(`${this.#lines.join("\n")}\n`);
    this.#lines = [];
    this.#bytes = 0;
    return () => copyIn(this.client, `copy ${this.into} (${names}) from stdin`, bytes);
  }

  #columnsOf(row: Record<string, unknown>) {
    const columns = getTableColumns(this.table);
    return Object.keys(row).flatMap((key) => {
      const column = columns[key];
      if (!column) throw new Error(`${getTableName(this.table)} has no column ${key}`);
      const isId = column.getSQLType() === "uuid";
      const toText = (value: unknown) => {
        if (value === null || value === undefined) return "\\N";
        if (isId && typeof value === "string")
          return idText(value, () => textOf(column.mapToDriverValue(value)));
        return escapeText(textOf(column.mapToDriverValue(value)));
      };
      return [{ key, name: column.name, toText }];
    });
  }
}

const IDS_MAX = 4_000;
const ids = new Map<string, string>();

/** One booking's id stands in some thirty rows and a home's in thousands: each is turned into its UUID once. */
function idText(id: string, make: () => string): string {
  const known = ids.get(id);
  if (known !== undefined) return known;
  if (ids.size >= IDS_MAX) ids.clear();
  const text = make();
  ids.set(id, text);
  return text;
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "boolean") return value ? "t" : "f";
  if (Array.isArray(value)) return arrayText(value);
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString("hex")}`;
  if (typeof value === "object" && value !== null) return JSON.stringify(value);
  return String(value);
}

function arrayText(values: readonly unknown[]): string {
  const cells = values.map((value) =>
    typeof value === "string" ? `"${value.replace(/["\\]/g, (c) => `\\${c}`)}"` : textOf(value),
  );
  return `{${cells.join(",")}}`;
}

const ESCAPES: Record<string, string> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function escapeText(text: string): string {
  return /[\\\n\r\t]/.test(text) ? text.replace(/[\\\n\r\t]/g, (c) => ESCAPES[c] ?? c) : text;
}
