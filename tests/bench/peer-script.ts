/**
 * What the market sends for one hold or confirmation, as a script of pgbench: the statements are recorded while the market
 * runs them, and every id in them gets a number in place of its last twelve digits. All else stands as it is.
 */
import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import type { Db } from "@/server/platform/db";
import { ID_PREFIXES, type IdPrefix } from "@/server/primitives/id";

export const CLIENTS = 16;
/** The n-th home, guest, booking …: twelve digits after a head of their own. */
export const FIRST = 100_000_000_000;

export function uuidHeadOf(prefix: IdPrefix): string {
  return uuidHead(ID_PREFIXES.indexOf(prefix));
}
const uuidHead = (kind: number) => `${(kind + 16).toString(16)}000000-0000-7000-8000-`;

export interface Sent {
  readonly text: string;
  readonly params: readonly unknown[];
}

/** Every statement that `work` sends, begin and commit among them, with its parameters. */
export async function recordSent(url: string, work: (db: Db) => Promise<unknown>): Promise<Sent[]> {
  const sent: Sent[] = [];
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const logger = { logQuery: (text: string, params: unknown[]) => void sent.push({ text, params }) };
  try {
    // The same session as the market's own (`connect-db.ts`), with a logger.
    await work(drizzle(client, { logger }) as unknown as Db);
  } finally {
    await client.end();
  }
  return sent;
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const WIRE_ID = new RegExp(`\\b(${ID_PREFIXES.join("|")})_[0-9a-z]{26}\\b`, "g");
/** Twenty-six characters of an id on the wire, less the number. */
const WIRE_HEAD = "01000000000000";
/** Each topic of the booking path has four partitions; the number stands for the hash of the key. */
const PARTITIONS = 4;

/**
 * A script of `perClient` transactions for each of the clients, each with the next number. Ids of `kept` stay: the host is
 * the same for all.
 */
export function toScript(sent: readonly Sent[], kept: ReadonlySet<string>, perClient: number): string {
  const heads = new Map<string, string>();
  const headOf = (uuid: string) => {
    // Numbered already, as homes and guests are; ids made on the way get heads beyond those of `ID_PREFIXES`.
    const head = uuid.endsWith(String(FIRST)) ? uuid.slice(0, -String(FIRST).length) : heads.get(uuid);
    if (head !== undefined) return head;
    const made = uuidHead(ID_PREFIXES.length + heads.size);
    heads.set(uuid, made);
    return made;
  };
  const numbered = (value: string) =>
    value
      .replace(UUID, (uuid) => (kept.has(uuid) ? uuid : `${headOf(uuid)}:n`))
      .replace(WIRE_ID, (id, prefix: string) => (kept.has(id) ? id : `${prefix}_${WIRE_HEAD}:n`))
      .replace(/"code":"[^"]*"/g, '"code":"P:n"')
      .replace(/"partition":\d+/g, '"partition": :p');
  const literal = (value: unknown) =>
    typeof value === "number" ? String(value) : `'${numbered(String(value)).replaceAll("'", "''")}'`;
  const statements = sent.map(({ text, params }) =>
    text.replace(/\$(\d+)/g, (_, place: string) => literal(params[Number(place) - 1])),
  );
  return [
    `\\set n ${FIRST} + :client_id * ${perClient} + :done`,
    `\\set p :n % ${PARTITIONS}`,
    "\\set done :done + 1",
    ...statements.map((statement) => `${statement.replaceAll(/\s+/g, " ")};`),
  ].join("\n");
}
