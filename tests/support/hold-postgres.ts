import { startEmbeddedPostgres } from "@/server/platform/local/postgres";

/** Starts the PostgreSQL of a data folder, prints its URL, and holds it until killed. */
const [dataDir = "", port = "0"] = process.argv.slice(2);
const postgres = await startEmbeddedPostgres({ dataDir, port: Number(port), report: () => undefined });
process.stdout.write(`${postgres.url}\n`);
setInterval(() => undefined, 60_000);
