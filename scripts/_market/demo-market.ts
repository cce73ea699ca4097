import pg from "pg";
import { makeDemoMarket, readFacts } from "@/scripts/_demo/load/make-demo-market";
import { passedByDemo } from "@/scripts/_demo/load/passed-consumers";
import { DEMO_PASSWORD, DEMO_PEOPLE } from "@/scripts/_demo/load/people-rows";
import { sandboxUrlOf } from "@/scripts/_demo/load/sandbox";
import { directDatabaseUrl } from "@/scripts/_market/direct-database-url";
import { DEMO_SETTING } from "@/server/gateway/market-kind";
import { systemClock } from "@/server/platform/clock";
import type { Env } from "@/server/platform/env";

const CITY = "albany";
const SEED = 1;

/** Makes the demo market where there is nothing yet. Answers the sign-ins to print, none when the market is not a demo. */
export async function makeDemoIfEmpty(env: Env, report: (line: string) => void): Promise<readonly string[]> {
  const databaseUrl = directDatabaseUrl(env);
  const found = await readKind(databaseUrl);
  if (found === "real") return [];
  if (found === "empty") {
    const facts = readFacts(CITY);
    const outcome = await makeDemoMarket({
      ...{ databaseUrl, city: CITY, facts, listings: facts.listings.length, seed: SEED, report },
      quoteSecret: env.QUOTE_SECRET,
      now: systemClock.now(),
      consumersToPass: passedByDemo(),
      sandboxUrl: sandboxUrlOf(env),
    });
    report(`demo market: ${outcome.listings} homes, ${outcome.rows.bookings} bookings`);
  }
  return Object.values(DEMO_PEOPLE).map(({ email }) => `sign in: ${email}   password: ${DEMO_PASSWORD}`);
}

async function readKind(databaseUrl: string): Promise<"empty" | "demo" | "real"> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ demo: boolean; used: boolean }>(
      `select exists (select from market_settings where name = $1) as demo,
         exists (select from people) or exists (select from listings) as used`,
      [DEMO_SETTING],
    );
    if (rows[0]?.demo) return "demo";
    return rows[0]?.used ? "real" : "empty";
  } finally {
    await client.end();
  }
}
