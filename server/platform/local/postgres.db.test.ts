import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chmod, cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "pg";
import { afterEach, describe, expect, test } from "vitest";
import { findFreePort } from "@/server/platform/local/free-port";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "@/server/platform/local/postgres";
import { chooseAccount } from "@/server/platform/local/postgres-account";
import { provideBinaries } from "@/server/platform/local/postgres-binaries";
import { markOf } from "@/server/platform/local/process-mark";
import { StartRefusal } from "@/server/platform/local/start-refusal";
import { until } from "@/tests/support/until";

const PROGRAM = path.join(import.meta.dirname, "..", "..", "..", "tests", "support", "hold-postgres.ts");
const isRoot = process.getuid?.() === 0;
const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function makeFolder(mode = 0o711): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "roost-pg-"));
  await chmod(folder, mode);
  undo.push(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

async function start(dataDir: string, port?: number, said: string[] = []): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({
    dataDir,
    port: port ?? (await findFreePort()),
    report: (line) => said.push(line),
    durable: false,
  });
  undo.push(() => postgres.stop());
  return postgres;
}

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return Object.values(rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
}

/** Another process that starts the same data folder's PostgreSQL and holds it. Answers the server's URL. */
async function holdElsewhere(dataDir: string, port: number): Promise<{ holder: ChildProcess; url: string }> {
  const holder = spawn(process.execPath, ["--import", "tsx", PROGRAM, dataDir, String(port)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  undo.push(() => holder.kill("SIGKILL"));
  const url = await new Promise<string>((resolve, reject) => {
    holder.stdout.once("data", (chunk) => resolve(String(chunk).trim()));
    holder.once("exit", (code) => reject(new Error(`the holder ended with ${code}`)));
  });
  return { holder, url };
}

async function postmasterOf(dataDir: string): Promise<number> {
  return Number.parseInt(await readFile(path.join(dataDir, "postgres", "postmaster.pid"), "utf8"), 10);
}

describe("the embedded PostgreSQL", () => {
  test("keeps what was written across a stop and a start, and asks for its password", async () => {
    const dataDir = await makeFolder();
    const first = await start(dataDir);
    await ask(first.url, "create table kept (word text)");
    await ask(first.url, "insert into kept values ('still here') returning word");
    await first.stop();
    const second = await start(dataDir);
    expect(await ask(second.url, "select word from kept")).toBe("still here");
    const withoutPassword = new URL(second.url);
    withoutPassword.password = "wrong";
    await expect(ask(withoutPassword.href, "select 1")).rejects.toThrow(/password authentication failed/);
  });

  test("listens on loopback alone, in UTF-8 and UTC", async () => {
    const { url } = await start(await makeFolder());
    expect(await ask(url, "show listen_addresses")).toBe("127.0.0.1");
    expect(await ask(url, "show unix_socket_directories")).toBe("");
    expect(await ask(url, "show server_encoding")).toBe("UTF8");
    expect(await ask(url, "show timezone")).toBe("UTC");
    expect(await ask(url, "select count(*)::int from pg_hba_file_rules where auth_method = 'trust'")).toBe(0);
  });

  test.runIf(isRoot)(
    "root in a folder that only root may enter gets a database elsewhere and is told",
    async () => {
      const parent = await makeFolder(0o700);
      const dataDir = path.join(parent, "market");
      const said: string[] = [];
      const { url, stop } = await start(dataDir, undefined, said);
      expect(await ask(url, "select 1")).toBe(1);
      const told = said.find((line) => line.includes(`cannot enter ${parent}`));
      const place = told?.match(/lives in (\S+):/)?.[1];
      expect(place).toMatch(/^\/(var\/lib|var\/tmp|tmp)\/roost-/);
      if (place) undo.unshift(() => rm(place, { recursive: true, force: true, maxRetries: 5 }));
      await ask(url, "create table kept (word text)");
      await stop();
      expect(await ask((await start(dataDir)).url, "select count(*)::int from kept")).toBe(0);
    },
  );

  test.runIf(isRoot)(
    "root with node_modules that only root may enter runs a copy of the programs",
    async () => {
      const original = path.resolve(
        path.dirname((await provideBinaries(undefined, "/", () => undefined)).folder),
      );
      const parent = await makeFolder(0o700);
      await cp(original, path.join(parent, "package"), { recursive: true, verbatimSymlinks: true });
      const version = { name: "copy", version: `0.0.0-${path.basename(parent)}` };
      await writeFile(path.join(parent, "package", "package.json"), JSON.stringify(version));
      await rm(path.join(parent, "package", "native", "lib", "libicuuc.so.60"));
      const account = await chooseAccount();
      const said: string[] = [];
      const provide = () =>
        provideBinaries(account, parent, (line) => said.push(line), path.join(parent, "package"));
      const { folder, postgres } = await provide();
      undo.push(() => rm(path.dirname(folder), { recursive: true, force: true }));
      expect(said).toEqual([expect.stringContaining(`cannot enter ${parent}`)]);
      const asAccount = { uid: account?.uid, gid: account?.gid, cwd: "/", encoding: "utf8" } as const;
      expect(execFileSync(postgres, ["--version"], asAccount)).toMatch(/PostgreSQL\) 18/);
      expect((await provide()).folder).toBe(folder);
      expect(said).toHaveLength(1);
    },
  );

  test("a postmaster.pid whose number another program carries now does not hinder the start", async () => {
    const dataDir = await makeFolder();
    await (await start(dataDir)).stop();
    const pidFile = path.join(dataDir, "postgres", "postmaster.pid");
    // PostgreSQL itself takes the number for its own when the program runs under the same account, so it must.
    const { uid, gid } = await stat(path.join(dataDir, "postgres"));
    const other = spawn("sleep", ["60"], { uid, gid, cwd: "/" });
    undo.push(() => other.kill());
    await writeFile(pidFile, `${other.pid}\n${path.join(dataDir, "postgres")}\n1\n5432\n\n127.0.0.1\n`);
    expect(await ask((await start(dataDir)).url, "select 1")).toBe(1);
  });

  test("kill -9 of the market ends its database, and the next start has everything that was committed", async () => {
    const dataDir = await makeFolder();
    const { holder, url } = await holdElsewhere(dataDir, await findFreePort());
    await ask(url, "create table kept (word text)");
    const postmaster = await postmasterOf(dataDir);
    holder.kill("SIGKILL");
    await until(() => markOf(postmaster) === undefined);
    expect(await ask((await start(dataDir)).url, "select count(*)::int from kept")).toBe(0);
  });

  test("a database that outlived its market and its keeper is ended by the next start", async () => {
    const dataDir = await makeFolder();
    const { holder } = await holdElsewhere(dataDir, await findFreePort());
    const postmaster = await postmasterOf(dataDir);
    const keeper = Number((await readFile(`/proc/${postmaster}/stat`, "utf8")).split(") ")[1]?.split(" ")[1]);
    const watchers = (await readFile(`/proc/${keeper}/task/${keeper}/children`, "utf8")).trim().split(" ");
    for (const pid of [keeper, ...watchers.map(Number).filter((pid) => pid !== postmaster)])
      process.kill(pid, "SIGKILL");
    holder.kill("SIGKILL");
    await until(() => holder.signalCode !== null);
    expect(markOf(postmaster)).toBeDefined();
    expect(await ask((await start(dataDir)).url, "select 1")).toBe(1);
    expect(markOf(postmaster)).toBeUndefined();
  });

  test("a second market on the same data folder is refused in one sentence that names the first", async () => {
    const dataDir = await makeFolder();
    const { holder } = await holdElsewhere(dataDir, await findFreePort());
    await expect(start(dataDir)).rejects.toThrow(new RegExp(`process ${holder.pid}\\) uses the database`));
    await expect(start(dataDir)).rejects.toBeInstanceOf(StartRefusal);
  });

  test("a taken port is refused in one sentence, and leaves the data folder free", async () => {
    const other = createServer();
    const port = await findFreePort();
    await new Promise<void>((resolve) => other.listen(port, "127.0.0.1", resolve));
    undo.push(() => other.close());
    const dataDir = await makeFolder();
    await expect(start(dataDir, port)).rejects.toThrow(
      `Port ${port}, meant for the embedded PostgreSQL, is taken`,
    );
    expect(await ask((await start(dataDir)).url, "select 1")).toBe(1);
  });

  test("an interrupted first start leaves nothing that the next one trips over", async () => {
    const dataDir = await makeFolder();
    await mkdir(path.join(dataDir, "postgres.unfinished", "base"), { recursive: true });
    expect(await ask((await start(dataDir)).url, "select 1")).toBe(1);
  });

  test("a server that dies is reported with its last log lines", async () => {
    const dataDir = await makeFolder();
    const postgres = await start(dataDir);
    process.kill(await postmasterOf(dataDir), "SIGTERM");
    expect(await postgres.failed).toContain("shut down");
  });
});
