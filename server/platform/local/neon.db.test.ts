import { Pool as NeonPool, type NeonQueryFunction, neon, neonConfig } from "@neondatabase/serverless";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import WebSocket from "ws";
import type { LocalServer } from "@/server/platform/local/http";
import { serveNeon } from "@/server/platform/local/neon";
import { createTestDatabase, type TestDatabase } from "@/tests/support/postgres";

let database: TestDatabase;
let server: LocalServer;
let sql: NeonQueryFunction<false, false>;

beforeAll(async () => {
  database = await createTestDatabase({ empty: true });
  server = await serveNeon({ port: 0, databaseUrl: database.url });
  neonConfig.fetchEndpoint = `http://127.0.0.1:${server.port}/sql`;
  neonConfig.wsProxy = `127.0.0.1:${server.port}/v1`;
  neonConfig.useSecureWebSocket = false;
  neonConfig.pipelineTLS = false;
  neonConfig.pipelineConnect = false;
  neonConfig.webSocketConstructor = WebSocket;
  sql = neon(database.url);
});
afterAll(async () => {
  await server.close();
  await database.drop();
});

describe("Neon's HTTP driver on a local PostgreSQL", () => {
  test("gets rows with the types it has at Neon", async () => {
    const [row] = await sql`select ${41}::int + 1 as number, 'öre' as text, null as nothing, true as yes,
      '2026-02-28'::date::text as day, '{"a":[1]}'::jsonb as json, 9007199254740993::bigint as big, array[1,2] as list`;
    expect(row).toEqual({
      ...{ number: 42, text: "öre", nothing: null, yes: true, day: "2026-02-28" },
      ...{ json: { a: [1] }, big: "9007199254740993", list: [1, 2] },
    });
  });

  test("gets a refusal of the database as an error with its code and constraint", async () => {
    await sql`create table one (id int constraint one_key primary key)`;
    await sql`insert into one values (1)`;
    await expect(sql`insert into one values (1)`).rejects.toMatchObject({
      code: "23505",
      constraint: "one_key",
    });
  });

  test("a batch is one transaction", async () => {
    await sql`create table two (id int primary key)`;
    const batch = sql.transaction([sql`insert into two values (1)`, sql`insert into two values (1)`]);
    await expect(batch).rejects.toMatchObject({ code: "23505" });
    expect(await sql`select count(*)::int as count from two`).toEqual([{ count: 0 }]);
    const [, rows] = await sql.transaction([sql`insert into two values (1)`, sql`table two`], {
      isolationLevel: "Serializable",
    });
    expect(rows).toEqual([{ id: 1 }]);
  });

  test("another password or database is not let in", async () => {
    const wrong = new URL(database.url);
    wrong.password = "guess";
    await expect(neon(wrong.href)`select 1`).rejects.toMatchObject({ code: "28P01" });
    const elsewhere = new URL(database.url);
    elsewhere.pathname = "/postgres";
    await expect(neon(elsewhere.href)`select 1`).rejects.toMatchObject({ code: "28P01" });
  });

  test("what is not a query is refused without a fault", async () => {
    const post = (body: string) =>
      fetch(`http://127.0.0.1:${server.port}/sql`, {
        method: "POST",
        body,
        headers: { "neon-connection-string": database.url },
      });
    expect((await post("{")).status).toBe(400);
    expect((await post('{"query":1}')).status).toBe(400);
    expect((await fetch(`http://127.0.0.1:${server.port}/sql`)).status).toBe(404);
  });
});

describe("Neon's WebSocket driver on a local PostgreSQL", () => {
  test("runs interactive transactions", async () => {
    const pool = new NeonPool({ connectionString: database.url });
    const client = await pool.connect();
    await client.query("begin isolation level serializable");
    await client.query("create table three (id int)");
    await client.query("rollback");
    expect((await client.query("select to_regclass('three') as found")).rows).toEqual([{ found: null }]);
    client.release();
    await pool.end();
  });

  test("a web page cannot open it", async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/v1`, { origin: "http://evil.example" });
    const outcome = await new Promise((resolve) => {
      socket.once("open", () => resolve("open"));
      socket.once("error", () => resolve("refused"));
    });
    expect(outcome).toBe("refused");
  });
});
