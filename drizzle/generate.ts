/**
 * Writes the migrations of a market that has never been released: extensions, tables (from every `tables.ts`), then the
 * hand-written functions, triggers and indexes of `drizzle/sql/`; and those of an analytics store in a database of its own. From the first release on, migrations are only added.
 *
 * `npm run db:generate` writes, `npm run db:generate -- --check` fails when the files are not what the tables say.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { generateDrizzleJson, generateMigration } from "drizzle-kit/api";

const ROOT = path.resolve(import.meta.dirname, "..");
const SQL = path.join(ROOT, "drizzle/sql");
const BREAK = "--> statement-breakpoint";
/** Drizzle's migrator goes by these instants: each later than the one before. */
const WHEN_BASE = 1_795_600_000_000;

function tableFiles(): string[] {
  const modules = readdirSync(path.join(ROOT, "server/modules")).map(
    (name) => `server/modules/${name}/tables.ts`,
  );
  return ["server/platform/tables.ts", "server/events/tables.ts", ...modules]
    .filter((file) => existsSync(path.join(ROOT, file)))
    .sort();
}

async function exportsOf(files: readonly string[]): Promise<Record<string, unknown>> {
  const exports: Record<string, unknown> = {};
  for (const file of files) {
    const loaded = (await import(pathToFileURL(path.join(ROOT, file)).href)) as Record<string, unknown>;
    for (const [name, value] of Object.entries(loaded)) exports[`${file}:${name}`] = value;
  }
  return exports;
}

async function statementsOf(exports: Record<string, unknown>): Promise<string> {
  const statements = await generateMigration(generateDrizzleJson({}), generateDrizzleJson(exports));
  return `${statements.join(`\n${BREAK}\n`)}\n`;
}

/** An analytics store in a database of its own: its tables, and where its consumers stand. */
async function analyticsExports(): Promise<Record<string, unknown>> {
  const all = await exportsOf(["server/events/tables.ts", "server/modules/analytics/tables.ts"]);
  return Object.fromEntries(
    Object.entries(all).filter(
      ([name]) => name.startsWith("server/modules/analytics/") || name.endsWith(":consumerPositions"),
    ),
  );
}

/** Hand-written files are run whole: a function's body has semicolons of its own, so they are split at the marker alone. */
function handWritten(pick: (file: string) => boolean): string {
  const files = existsSync(SQL)
    ? readdirSync(SQL)
        .filter((file) => file.endsWith(".sql") && pick(file))
        .sort()
    : [];
  return files
    .map((file) => `-- ${file}\n${readFileSync(path.join(SQL, file), "utf8").trim()}\n`)
    .join(`${BREAK}\n`);
}

interface Part {
  readonly tag: string;
  readonly sql: string;
}

function filesOf(folder: string, parts: readonly Part[]): [string, string][] {
  const entries = parts.map((part, idx) => ({
    idx,
    version: "7",
    when: WHEN_BASE + idx * 1000,
    tag: part.tag,
    breakpoints: true,
  }));
  const journal = `${JSON.stringify({ version: "7", dialect: "postgresql", entries }, null, 2)}\n`;
  return [
    ...parts.map((part): [string, string] => [`${folder}/${part.tag}.sql`, part.sql]),
    [`${folder}/meta/_journal.json`, journal],
  ];
}

async function build(): Promise<Map<string, string>> {
  const isExtensions = (file: string) => file.startsWith("00_");
  const market = [
    { tag: "0000_extensions", sql: handWritten(isExtensions) },
    { tag: "0001_tables", sql: await statementsOf(await exportsOf(tableFiles())) },
    { tag: "0002_rules", sql: handWritten((file) => !isExtensions(file)) },
  ].filter((part) => part.sql.trim() !== "");
  const analytics = [{ tag: "0000_tables", sql: await statementsOf(await analyticsExports()) }];
  return new Map([
    ...filesOf("drizzle/migrations", market),
    ...filesOf("drizzle/migrations-analytics", analytics),
  ]);
}

const files = await build();
const stale = [...files].filter(
  ([name, text]) =>
    !existsSync(path.join(ROOT, name)) || readFileSync(path.join(ROOT, name), "utf8") !== text,
);
if (process.argv.includes("--check")) {
  if (stale.length > 0) {
    console.error(
      `migrations are not what the tables say: ${stale.map(([name]) => name).join(", ")}; run npm run db:generate`,
    );
    process.exit(1);
  }
} else {
  for (const [name, text] of stale) {
    mkdirSync(path.dirname(path.join(ROOT, name)), { recursive: true });
    writeFileSync(path.join(ROOT, name), text);
  }
  console.log(
    stale.length === 0 ? "migrations are up to date" : `wrote ${stale.map(([name]) => name).join(", ")}`,
  );
}
