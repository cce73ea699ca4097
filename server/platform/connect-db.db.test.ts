import { eq } from "drizzle-orm";
import { pgTable, text } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { arrayParameter } from "@/server/platform/array-parameter";
import { idColumn, instantColumn, localDateColumn, minorColumn } from "@/server/platform/columns";
import { connectDb, type Database, isOverWebSocket } from "@/server/platform/connect-db";
import { copyInto } from "@/server/platform/copy-in";
import { CopyRows } from "@/server/platform/copy-rows";
import { instantOf, inTransaction, rowsOf, sql, sqlStateOf } from "@/server/platform/db";
import { exportSpans } from "@/server/platform/export-spans";
import { findFreePort } from "@/server/platform/local/free-port";
import type { LocalServer } from "@/server/platform/local/http";
import { serveNeon } from "@/server/platform/local/neon";
import { silentLog } from "@/server/platform/log";
import { inSpan } from "@/server/platform/spans";
import { newId, uuidOf } from "@/server/primitives/id";
import { localDate } from "@/server/primitives/local-date";
import { createTestDatabase, type TestDatabase } from "@/tests/support/postgres";
import { openSpanCollector } from "@/tests/support/span-collector";

const things = pgTable("things", {
  id: idColumn("listing", "id").primaryKey(),
  name: text("name").notNull(),
  night: localDateColumn("night").notNull(),
  at: instantColumn("at").notNull(),
  amountMinor: minorColumn("amount_minor").notNull(),
});

let testDatabase: TestDatabase;
let proxy: LocalServer;
beforeAll(async () => {
  testDatabase = await createTestDatabase({ empty: true });
  proxy = await serveNeon({ port: await findFreePort(), databaseUrl: testDatabase.url });
});
afterAll(async () => {
  await proxy.close();
  await testDatabase.drop();
});

describe.each([
  ["node-postgres over TCP", false],
  ["Neon's driver over WebSocket", true],
])("%s", (_name, overWebSocket) => {
  let database: Database;
  beforeAll(async () => {
    const wsProxy = overWebSocket ? `127.0.0.1:${proxy.port}/v1` : undefined;
    database = connectDb({ url: testDatabase.url, poolMax: 3, wsProxy, log: silentLog });
    await database.db.execute(sql`drop table if exists things`);
    await database.db.execute(
      sql`create table things (id uuid primary key, name text not null, night date not null,
          at timestamptz(3) not null, amount_minor bigint not null)`,
    );
  });
  afterAll(() => database.end());

  describe("a copy", () => {
    type Thing = Readonly<Record<"id" | "name" | "night" | "at" | "amount", unknown>>;
    const columns = ["id", "name", "night", "at", "amount_minor"];
    // The values themselves, whatever the types say of them.
    const copyOf = (...pieces: readonly (readonly Thing[])[]) => {
      const rows = new CopyRows<Thing>([
        { type: "uuid", read: ({ id }) => id as never },
        { type: "text", read: ({ name }) => name as never },
        { type: "date", read: ({ night }) => night as never },
        { type: "timestamptz", read: ({ at }) => at as never },
        { type: "int8", read: ({ amount }) => amount as never },
      ]);
      for (const piece of pieces) rows.add(piece);
      return copyInto(things, columns, rows.data());
    };
    const thing = (name: unknown): Thing => ({
      id: newId("listing"),
      name,
      night: localDate("2026-02-28"),
      at: new Date("2026-02-28T23:59:59.999Z"),
      amount: -(2 ** 40),
    });
    const namesOf = async () => (await database.db.select().from(things)).map(({ name }) => name).sort();

    test("puts rows of several pieces into a table, whatever is in their texts", async () => {
      await database.db.execute(sql`delete from things`);
      const long = "Föhr, 日本 \t\n\\ ".repeat(400);
      const first = thing("");
      await inTransaction(database, async (tx) => {
        await tx.execute(copyOf([first, thing(long)], [], [thing('"$1", --')]));
      });
      expect(await namesOf()).toEqual(["", '"$1", --', long].sort());
      const [row] = await database.db
        .select()
        .from(things)
        .where(eq(things.id, first.id as never));
      expect(row).toEqual({ ...first, amount: undefined, amountMinor: first.amount });
    });

    test("that the table refuses says why, leaves nothing, and the transaction goes on", async () => {
      await database.db.execute(sql`delete from things`);
      const [once, other] = [thing("once"), thing("other")];
      await inTransaction(database, async (tx) => {
        await tx.execute(copyOf([once]));
        const twice = copyOf([other, once]);
        for (const statement of [twice, twice]) {
          const refused = tx.transaction((savepoint) => savepoint.execute(statement));
          expect(sqlStateOf(await refused.catch((error: unknown) => error))).toBe("23505");
        }
        const nothing = tx.transaction((savepoint) => savepoint.execute(copyOf([thing(null)])));
        expect(sqlStateOf(await nothing.catch((error: unknown) => error))).toBe("23502");
        await tx.execute(copyOf([other]));
      });
      expect(await namesOf()).toEqual(["once", "other"]);
    });
  });

  test("rows of a raw statement come as objects", async () => {
    const statement = sql`select n::text as b, n + ${1}::int as a from generate_series(1, 2) n`;
    expect(await rowsOf(database.db, statement)).toEqual([
      { a: 2, b: "1" },
      { a: 3, b: "2" },
    ]);
  });

  test("columns give back what was written: ids, dates without a zone, instants, whole minor units", async () => {
    const row = {
      id: newId("listing"),
      name: "Stone cottage",
      night: localDate("2026-03-08"),
      at: new Date("2026-03-08T06:59:59.123Z"),
      amountMinor: 123_456_789_012,
    };
    await database.db.insert(things).values(row);
    expect(await database.db.select().from(things).where(eq(things.id, row.id))).toEqual([row]);
  });

  test("raw rows keep dates and instants as text, whatever the process's zone", async () => {
    const rows = await rowsOf<{ night: string; at: string }>(
      database.db,
      sql`select date '2026-03-08' as night, timestamptz '2026-03-08T06:59:59.123Z' as at`,
    );
    expect(rows[0]?.night).toBe("2026-03-08");
    expect(instantOf(rows[0]?.at)).toEqual(new Date("2026-03-08T06:59:59.123Z"));
  });

  test("an array travels as bytes", async () => {
    const ids = [newId("listing"), newId("listing")];
    const names = ["Łódź — 'two' {braces}, \"quotes\"", null];
    const rows = await rowsOf<{ id: string; name: string | null }>(
      database.db,
      sql`select * from unnest(${arrayParameter("uuid", ids, (id) => id)}::uuid[],
        ${arrayParameter("text", names, (name) => name)}::text[]) as u(id, name)`,
    );
    expect(rows).toEqual(ids.map((id, index) => ({ id: uuidOf(id), name: names[index] })));
  });

  test("a transaction that throws leaves nothing, and one inside another undoes only itself", async () => {
    const count = async () =>
      (await rowsOf<{ n: number }>(database.db, sql`select count(*)::int as n from things`))[0]?.n;
    const before = await count();
    await expect(
      inTransaction(database, async (tx) => {
        await tx.execute(sql`insert into things values (gen_random_uuid(), 'a', '2026-01-01', now(), 1)`);
        throw new Error("no");
      }),
    ).rejects.toThrow("no");
    expect(await count()).toBe(before);
    await inTransaction(database, async (tx) => {
      await tx.execute(sql`insert into things values (gen_random_uuid(), 'b', '2026-01-01', now(), 1)`);
      await tx
        .transaction(async (inner) => {
          await inner.execute(
            sql`insert into things values (gen_random_uuid(), 'c', '2026-01-01', now(), 1)`,
          );
          throw new Error("inner");
        })
        .catch((error: unknown) => expect(error).toEqual(new Error("inner")));
    });
    expect(await count()).toBe((before ?? 0) + 1);
  });

  test("a connection that breaks under a transaction fails it and is replaced", async () => {
    await expect(
      inTransaction(database, (tx) => tx.execute(sql`select pg_terminate_backend(pg_backend_pid())`)),
    ).rejects.toThrow();
    expect(await rowsOf(database.db, sql`select 1 as one`)).toEqual([{ one: 1 }]);
  });

  test("statements of a span hang below it, those of a transaction and its savepoints too", async () => {
    const collector = await openSpanCollector();
    const spanExport = await exportSpans(
      {
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
        OTEL_EXPORTER_OTLP_HEADERS: {},
        OTEL_SERVICE_NAME: "roost",
      },
      "test",
      silentLog,
    );
    await inSpan({ name: "work", kind: "internal", trace: "" }, async () => {
      await database.db.select().from(things);
      await inTransaction(database, (tx) => tx.transaction((inner) => inner.delete(things)));
    });
    await spanExport.end();
    await collector.close();
    const work = collector.spans.find((span) => span.name === "work");
    const below = collector.spans.filter((span) => span.parentSpanId === work?.spanId);
    expect(below.map((span) => span.name)).toEqual([
      "SELECT things",
      "BEGIN",
      "SAVEPOINT",
      "DELETE things",
      "RELEASE",
      "COMMIT",
    ]);
  });

  test("no more connections are opened than allowed", async () => {
    await Promise.all(Array.from({ length: 12 }, () => database.db.execute(sql`select pg_sleep(0.01)`)));
    expect(database.pressure().open).toBeLessThanOrEqual(3);
  });
});

test("on a direct connection statements and idle transactions are bounded; a pooler is told nothing", async () => {
  const limitsOf = async (directUrl?: string) => {
    const database = connectDb({ url: testDatabase.url, directUrl, poolMax: 1, log: silentLog });
    const rows = await rowsOf(
      database.db,
      sql`select current_setting('statement_timeout') as statement,
            current_setting('idle_in_transaction_session_timeout') as idle`,
    );
    await database.end();
    return rows[0];
  };
  expect(await limitsOf()).toEqual({ statement: "15s", idle: "10s" });
  expect(await limitsOf("postgres://direct.example/roost")).toEqual({ statement: "0", idle: "0" });
});

test("Neon's databases are reached over WebSocket by themselves", () => {
  expect(isOverWebSocket({ url: "postgres://a:b@ep-cool-1-pooler.eu-central-1.aws.neon.tech/roost" })).toBe(
    true,
  );
  expect(isOverWebSocket({ url: "postgres://a:b@neon.tech.example.com/roost" })).toBe(false);
});
