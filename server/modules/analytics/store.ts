/** SQL that writes facts and rollups. Every function takes the tables it writes: the live ones, or a rebuild's. */
import type { SQL } from "drizzle-orm";
import { getTableColumns } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Facts } from "@/server/modules/analytics/facts";
import type { DemandRow, RollupRow, Rollups, Sums } from "@/server/modules/analytics/rollups";
import { type AnalyticsTables, PART_COLUMNS, PARTS } from "@/server/modules/analytics/tables";
import { arrayParameter } from "@/server/platform/array-parameter";
import type { BinaryType } from "@/server/platform/binary-values";
import { copyInto } from "@/server/platform/copy-in";
import { CopyRows } from "@/server/platform/copy-rows";
import { rowsOf, sql, sqlStateOf, type Tx } from "@/server/platform/db";
import { assertPresent } from "@/server/primitives/assert";
import type { EventId } from "@/server/primitives/id";

const UNIQUE_VIOLATION = "23505";
/** Every further attempt means that another writer has committed some of the same events meanwhile. */
const INSERT_ATTEMPTS_MAX = 20;

interface Stamp {
  readonly eventId: EventId;
}

/** The statements that insert facts, each kind with one. Facts are written into them piece by piece and forgotten. */
export class FactInserts {
  readonly #interactions: FactInsert;
  readonly #bookings: FactInsert;
  readonly #payments: FactInsert;
  readonly #supply: FactInsert;
  readonly #blocks: FactInsert;

  constructor(tables: AnalyticsTables) {
    this.#interactions = new FactInsert(tables.interactionFacts);
    this.#bookings = new FactInsert(tables.bookingFacts);
    this.#payments = new FactInsert(tables.paymentFacts);
    this.#supply = new FactInsert(tables.supplyFacts);
    this.#blocks = new FactInsert(tables.blockFacts);
  }

  add(facts: Facts): void {
    this.#interactions.add(facts.interactions);
    this.#bookings.add(facts.bookings);
    this.#payments.add(facts.payments);
    this.#supply.add(facts.supply);
    this.#blocks.add(facts.blocks);
  }

  statements(): readonly SQL[] {
    const all = [this.#interactions, this.#bookings, this.#payments, this.#supply, this.#blocks];
    return all.flatMap((insert) => insert.statement() ?? []);
  }
}

function insertsOf(tables: AnalyticsTables, facts: Facts): readonly SQL[] {
  const inserts = new FactInserts(tables);
  inserts.add(facts);
  return inserts.statements();
}

export async function runAll(tx: Tx, statements: readonly SQL[]): Promise<void> {
  for (const statement of statements) await tx.execute(statement);
}

/**
 * Inserts the facts that are not there yet and gives exactly those, so that a repeat adds nothing up; undefined where all are
 * new. Facts are once each and sorted; `inserts` are the statements of all.
 *
 * Repeats are rare: positions see to that. So a batch is first inserted as if it held none, which costs half of
 * `on conflict do nothing returning`; the key refuses one that does, the attempt is undone, and the next one looks which
 * facts are there. Where another writer commits the same events between the look and the insert, it looks again.
 */
export async function insertNewFacts(
  tx: Tx,
  tables: AnalyticsTables,
  inserts: readonly SQL[],
  readFacts: () => Promise<Facts>,
): Promise<Facts | undefined> {
  let facts: Facts | undefined;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await tx.transaction(async (savepoint) => {
        const fresh = facts && (await withoutKnown(savepoint, tables, facts));
        await runAll(savepoint, fresh ? insertsOf(tables, fresh) : inserts);
        return fresh;
      });
    } catch (error) {
      if (sqlStateOf(error) !== UNIQUE_VIOLATION || attempt === INSERT_ATTEMPTS_MAX) throw error;
      facts ??= await readFacts();
    }
  }
}

async function withoutKnown(tx: Tx, tables: AnalyticsTables, facts: Facts): Promise<Facts> {
  return {
    interactions: await unknownOf(tx, tables.interactionFacts, facts.interactions),
    bookings: await unknownOf(tx, tables.bookingFacts, facts.bookings),
    payments: await unknownOf(tx, tables.paymentFacts, facts.payments),
    supply: await unknownOf(tx, tables.supplyFacts, facts.supply),
    blocks: await unknownOf(tx, tables.blockFacts, facts.blocks),
  };
}

/** The facts that are not there yet. Primary key, once for each; never a scan, however many are asked for. */
async function unknownOf<Fact extends Stamp>(
  tx: Tx,
  table: PgTable,
  facts: readonly Fact[],
): Promise<Fact[]> {
  if (facts.length === 0) return [];
  const ids = arrayParameter("uuid", facts, (fact) => fact.eventId);
  const rows = await rowsOf<{ index: number }>(
    tx,
    sql`select (u.nth - 1)::int as index from unnest(${ids}::uuid[]) with ordinality u(id, nth)
      cross join lateral (select 1 from ${table} f where f.event_id = u.id limit 1) known`,
  );
  const known = new Set(rows.map((row) => row.index));
  return facts.filter((_, index) => !known.has(index));
}

const BINARY_TYPE_OF: Readonly<Record<string, BinaryType>> = {
  uuid: "uuid",
  text: "text",
  date: "date",
  integer: "int4",
  bigint: "int8",
  "timestamp (3) with time zone": "timestamptz",
};

/** The insert of one kind of facts. */
class FactInsert {
  readonly #table: PgTable;
  readonly #columns: readonly string[];
  readonly #rows: CopyRows<object>;

  constructor(table: PgTable) {
    this.#table = table;
    const columns = Object.entries(getTableColumns(table));
    this.#columns = columns.map(([, column]) => column.name);
    this.#rows = new CopyRows(
      columns.map(([key, column]) => ({
        type: assertPresent(BINARY_TYPE_OF[column.getSQLType()], `the binary type of ${column.name}`),
        // The table's own types say that a value is of its column's type.
        read: (fact) => (fact as Readonly<Record<string, never>>)[key] ?? (column.default as undefined),
      })),
    );
  }

  add(facts: readonly object[]): void {
    this.#rows.add(facts);
  }

  statement(): SQL | undefined {
    return this.#rows.isEmpty ? undefined : copyInto(this.#table, this.#columns, this.#rows.data());
  }
}

interface Column {
  readonly name: string;
  readonly type: BinaryType;
  readonly array: Buffer;
}

function columnOf<Type extends BinaryType, Row>(
  name: string,
  type: Type,
  rows: readonly Row[],
  read: Parameters<typeof arrayParameter<Type, Row>>[2],
): Column {
  return { name, type, array: arrayParameter(type, rows, read) };
}

const namesOf = (columns: readonly Column[]) => sql.raw(columns.map(({ name }) => name).join(", "));

/** In the select list: a function in `from` puts each column's values away before it gives the first of them. */
function rowsOfColumns(columns: readonly Column[]): SQL {
  return sql`select ${sql.join(
    columns.map(({ array, type }) => sql`unnest(${array}::${sql.raw(type)}[])`),
    sql`, `,
  )}`;
}

/** The statements that add sums to what stands, each table with one. */
export function additionsOf(tables: AnalyticsTables, { rollups, demand }: Sums): readonly SQL[] {
  return [...additionsToRollups(tables, rollups), ...additionToDemand(tables, demand)];
}

/** Adds rows to a table of sums. Rows are sorted by key: writers lock in one sequence. */
function additionTo(table: PgTable, keys: readonly Column[], sums: readonly Column[]): SQL[] {
  const added = sql.raw(sums.map(({ name }) => `${name} = t.${name} + excluded.${name}`).join(", "));
  const columns = [...keys, ...sums];
  return [
    sql`insert into ${table} as t (${namesOf(columns)}) ${rowsOfColumns(columns)}
      on conflict (${namesOf(keys)}) do update set ${added}`,
  ];
}

function additionsToRollups(tables: AnalyticsTables, { hourly, daily }: Rollups): SQL[] {
  const hours = columnOf("hour", "timestamptz", hourly, ({ at }) => at);
  const days = columnOf("day", "date", daily, ({ at }) => at);
  return [...additionToRollup(tables.hourly, hours, hourly), ...additionToRollup(tables.daily, days, daily)];
}

function additionToRollup(table: PgTable, period: Column, rows: readonly RollupRow<unknown>[]): SQL[] {
  if (rows.length === 0) return [];
  const keys = [
    period,
    columnOf("dimension", "text", rows, (row) => row.dimension),
    columnOf("value", "text", rows, (row) => row.value),
    columnOf("currency", "text", rows, (row) => row.currency),
  ];
  // A batch has few kinds of events: most parts are zero in all of its rows.
  const sums = PARTS.filter((part) => rows.some((row) => row.parts[part] !== 0)).map((part) =>
    columnOf(PART_COLUMNS[part], "int8", rows, (row) => row.parts[part]),
  );
  // A row of zeros (a booking of nothing) stands as well.
  if (sums.length === 0) sums.push(columnOf(PART_COLUMNS.bookings, "int8", rows, () => 0));
  return additionTo(table, keys, sums);
}

function additionToDemand(tables: AnalyticsTables, rows: readonly DemandRow[]): SQL[] {
  if (rows.length === 0) return [];
  return additionTo(
    tables.demandNights,
    [
      columnOf("night", "date", rows, (row) => row.night),
      columnOf("place", "text", rows, (row) => row.place),
    ],
    [
      columnOf("searches", "int8", rows, (row) => row.searches),
      columnOf("few_searches", "int8", rows, (row) => row.fewSearches),
      columnOf("empty_searches", "int8", rows, (row) => row.emptySearches),
      columnOf("arrivals", "int8", rows, (row) => row.arrivals),
      columnOf("few_arrivals", "int8", rows, (row) => row.fewArrivals),
      columnOf("empty_arrivals", "int8", rows, (row) => row.emptyArrivals),
    ],
  );
}
