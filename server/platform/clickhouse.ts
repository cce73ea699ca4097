/** ClickHouse over its HTTP interface: SQL that version 18.16 and today's both know, rows as JSON lines. */

export interface ClickHouse {
  /** Runs a statement that gives no rows. */
  command(statement: string): Promise<void>;
  /** Inserts rows by column name, all of them or none. A repeat is the caller's to make harmless. */
  insert(table: string, rows: readonly Readonly<Record<string, string | number>>[]): Promise<void>;
  /** Rows of a SELECT. 64-bit numbers come as text. */
  query<Row>(statement: string): Promise<Row[]>;
}

const ANSWER_MS_MAX = 30_000;
const EXCERPT_MAX = 300;

/** `http(s)://user:password@host:port/database`. Nothing connects before the first call; a fault names ClickHouse's words. */
export function httpClickHouse(address: string): ClickHouse {
  const url = new URL(address);
  const headers: Record<string, string> = {};
  if (url.username !== "") {
    headers["x-clickhouse-user"] = decodeURIComponent(url.username);
    headers["x-clickhouse-key"] = decodeURIComponent(url.password);
  }
  const database = url.pathname.replace(/^\/+/, "") || "default";
  const call = async (query: string, body: string) => {
    const to = new URL("/", url);
    to.username = "";
    to.password = "";
    to.searchParams.set("database", database);
    if (query !== "") to.searchParams.set("query", query);
    const answer = await fetch(to, {
      method: "POST",
      headers,
      body,
      redirect: "error",
      signal: AbortSignal.timeout(ANSWER_MS_MAX),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`ClickHouse answered ${answer.status}: ${text.slice(0, EXCERPT_MAX)}`);
    return text;
  };
  return {
    async command(statement) {
      await call("", statement);
    },
    async insert(table, rows) {
      if (rows.length === 0) return;
      const lines = rows.map((row) => JSON.stringify(row)).join("\n");
      await call(`INSERT INTO ${table} FORMAT JSONEachRow`, `${lines}\n`);
    },
    async query<Row>(statement: string) {
      const text = await call("", `${statement} FORMAT JSONEachRow`);
      return text
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line) as Row);
    },
  };
}
