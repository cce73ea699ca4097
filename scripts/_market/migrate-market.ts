import { migrate } from "@/drizzle/migrate";
import { directDatabaseUrl } from "@/scripts/_market/direct-database-url";
import type { Env } from "@/server/platform/env";
import { analyticsUrlOf } from "@/server/platform/system-ctx";

/** Brings the market's database up to date, and the analytics store's where it has one of its own. */
export async function migrateMarket(env: Env, report?: (line: string) => void): Promise<void> {
  await migrate(directDatabaseUrl(env), report);
  const analyticsUrl = analyticsUrlOf(env);
  if (analyticsUrl !== undefined) await migrate(analyticsUrl, report, "analytics");
}
