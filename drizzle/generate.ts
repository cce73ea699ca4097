/**
 * Writes the migrations of a market that has never been released: extensions, tables (from every `tables.ts`), then the
 * hand-written functions, triggers and indexes of `drizzle/sql/`. From the first release on, migrations are only added.
 *
 * `npm run db:generate` writes, `npm run db:generate -- --check` fails when the files are not what the tables say.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { generateDrizzleJson, generateMigration } from "drizzle-kit/api";

const ROOT = path.resolve(import.meta.dirname, "..");
const OUT = path.join(ROOT, "drizzle/migrations");
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

async function tableStatements(): Promise<string> {
  const exports: Record<string, unknown> = {};
  for (const file of tableFiles()) {
    const loaded = (await import(pathToFileURL(path.join(ROOT, file)).href)) as Record<string, unknown>;
    for (const [name, value] of Object.entries(loaded)) exports[`${file}:${name}`] = value;
  }
  const statements = await generateMigration(generateDrizzleJson({}), generateDrizzleJson(exports));
  return `${statements.join(`\n${BREAK}\n`)}\n`;
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

async function build(): Promise<Map<string, string>> {
  const isExtensions = (file: string) => file.startsWith("00_");
  const parts = [
    { tag: "0000_extensions", sql: handWritten(isExtensions) },
    { tag: "0001_tables", sql: await tableStatements() },
    { tag: "0002_rules", sql: handWritten((file) => !isExtensions(file)) },
  ].filter((part) => part.sql.trim() !== "");
  const entries = parts.map((part, idx) => ({
    idx,
    version: "7",
    when: WHEN_BASE + idx * 1000,
    tag: part.tag,
    breakpoints: true,
  }));
  const files = new Map(parts.map((part) => [`${part.tag}.sql`, part.sql]));
  files.set(
    "meta/_journal.json",
    `${JSON.stringify({ version: "7", dialect: "postgresql", entries }, null, 2)}\n`,
  );
  return files;
}

const files = await build();
const stale = [...files].filter(
  ([name, text]) => !existsSync(path.join(OUT, name)) || readFileSync(path.join(OUT, name), "utf8") !== text,
);
if (process.argv.includes("--check")) {
  if (stale.length > 0) {
    console.error(
      `migrations are not what the tables say: ${stale.map(([name]) => name).join(", ")}; run npm run db:generate`,
    );
    process.exit(1);
  }
} else {
  mkdirSync(path.join(OUT, "meta"), { recursive: true });
  for (const [name, text] of stale) writeFileSync(path.join(OUT, name), text);
  console.log(
    stale.length === 0 ? "migrations are up to date" : `wrote ${stale.map(([name]) => name).join(", ")}`,
  );
}
