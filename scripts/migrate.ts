import { parseArgs } from "node:util";
import { migrateMarket } from "@/scripts/_market/migrate-market";
import { runProgram } from "@/scripts/_market/program";
import { withMarketEnv } from "@/scripts/_market/with-market-env";
import { env } from "@/server/platform/env";

const HELP = `Usage: npm run migrate

Brings the database's tables to those of this version, over DATABASE_DIRECT_URL when it is set, else DATABASE_URL, and those of the analytics store
where ANALYTICS_DATABASE_URL is set. Applied
migrations are skipped, and several at once take turns. \`npm start\` does it by itself.

  --help    this text
`;

await runProgram(async () => {
  const { values } = parseArgs({ options: { help: { type: "boolean" } } });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const report = (line: string) => void process.stdout.write(`${line}\n`);
  return withMarketEnv(async (source) => {
    // An embedded database that was started for this alone has been brought up to date on the way.
    if (source !== "embedded") await migrateMarket(env, report);
    report("The tables are those of this version.");
    return 0;
  }, report);
});
process.exit();
