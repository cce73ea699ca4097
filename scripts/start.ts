import { existsSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { lockDataFolder, openDataFolder } from "@/scripts/_market/data-folder";
import { readDotenvFiles } from "@/scripts/_market/dotenv";
import { watchLauncher } from "@/scripts/_market/launcher";
import { runProgram } from "@/scripts/_market/program";
import { makeReport } from "@/scripts/_market/report";
import { ROOT } from "@/scripts/_market/root";
import { runMarket } from "@/scripts/_market/run-market";
import { env } from "@/server/platform/env";
import { isPortFree } from "@/server/platform/local/free-port";
import { StartRefusal } from "@/server/platform/local/start-refusal";

const HELP = `Usage: npm start [-- --json]      the whole market on this machine, from a production build
       npm run dev [-- --json]    the same with hot reload

Runs PostgreSQL, a payment sandbox, a blob server and a mailbox for whatever the environment does not configure,
brings the tables up to date, makes the demo market in an empty embedded database, builds what changed, and serves.
The last line is "ready http://localhost:PORT". Ctrl-C ends all of it.

  PORT=3000              where it serves
  HOST=127.0.0.1         the address it binds to; 0.0.0.0 opens it to the network
  ROOST_DATA_DIR=.roost  where database, files, secrets and logs are kept
  --dev                  development server with hot reload
  --json                 one JSON object a line
  --help                 this text

All entries: docs/configuration.md
`;

await runProgram(async () => {
  const { values } = parseArgs({
    options: { dev: { type: "boolean" }, json: { type: "boolean" }, help: { type: "boolean" } },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop.abort());
  watchLauncher(() => stop.abort());
  // The terminal may be gone before the market is; a closed pipe must not stand in the way of an orderly end.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => stop.abort());

  readDotenvFiles();
  const folder = await openDataFolder(env.ROOST_DATA_DIR);
  const lock = await lockDataFolder(folder);
  try {
    if (!(await isPortFree(env.PORT, env.HOST)))
      throw new StartRefusal(
        `Port ${env.PORT} is taken by another program: stop it, or set PORT to a free one.`,
      );
    if (!existsSync(path.join(ROOT, "node_modules", "next")))
      throw new StartRefusal("The libraries are missing: run npm install first.");
    const report = makeReport({ json: values.json ?? false });
    return await runMarket({ folder, env, report, development: values.dev ?? false, stop: stop.signal });
  } finally {
    await lock.release();
  }
});
process.exit();
