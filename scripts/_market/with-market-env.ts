import { startBacking } from "@/scripts/_market/backing";
import { lockDataFolder, openDataFolder } from "@/scripts/_market/data-folder";
import { readDotenvFiles } from "@/scripts/_market/dotenv";
import { migrateMarket } from "@/scripts/_market/migrate-market";
import { readRunningEnv } from "@/scripts/_market/run-file";
import { env, inheritedEnv, provideEnv } from "@/server/platform/env";

const isSetHere = (name: string) => (inheritedEnv()[name] ?? "") !== "";

/** Where the environment of a program came from. */
export type MarketSource = "environment" | "running market" | "embedded";

/**
 * Runs `work` with `env` complete: as set when DATABASE_URL is set, else that of the market that runs on the data folder,
 * else with the embedded database and the local services started for as long as `work` takes, tables up to date.
 *
 * `report` hears what is started; it should not write to standard output when that is to be JSON.
 */
export async function withMarketEnv<T>(
  work: (source: MarketSource) => Promise<T>,
  report: (line: string) => void = (line) => process.stderr.write(`${line}\n`),
): Promise<T> {
  readDotenvFiles();
  if (env.isSet("DATABASE_URL")) return work("environment");
  const folder = await openDataFolder(env.ROOST_DATA_DIR);
  const running = await readRunningEnv(folder);
  if (running) {
    // What is set for this program in particular, such as LOG_LEVEL, goes before the market's own.
    provideEnv(Object.fromEntries(Object.entries(running).filter(([name]) => !isSetHere(name))));
    return work("running market");
  }
  const lock = await lockDataFolder(folder);
  try {
    const backing = await startBacking({ folder, env, report, mode: "production" });
    try {
      provideEnv(backing.env);
      await migrateMarket(env, report);
      return await work("embedded");
    } finally {
      await backing.stop();
    }
  } finally {
    await lock.release();
  }
}
