import { parseArgs } from "node:util";
import { runProgram } from "@/scripts/_market/program";
import { withMarketEnv } from "@/scripts/_market/with-market-env";
import { rebuildSearchDocuments } from "@/server/modules/search/rebuild-search-documents";
import { monotonicMs } from "@/server/platform/clock";
import { env } from "@/server/platform/env";
import { pinoLog } from "@/server/platform/pino-log";
import { openMarket } from "@/server/platform/system-ctx";

const HELP = `Usage: npm run search -- rebuild [--json]

Makes the search documents of this market anew from its homes, calendars, prices and reviews, in one transaction:
searches see the old documents until it is done. Events do the same home by home as things happen; a rebuild is for
after a restore, or when in doubt.

  --json    print what was done as JSON
  --help    this text
`;

/** A rebuild is one statement: 421 homes take a fifth of a second, 100,000 about a minute. */
const STATEMENT_MS_MAX = 900_000;

await runProgram(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: "boolean" }, help: { type: "boolean" } },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (positionals.length !== 1 || positionals[0] !== "rebuild") {
    process.stderr.write("Say what: npm run search -- rebuild\nTry --help.\n");
    return 2;
  }
  return withMarketEnv(() => rebuild(values.json ?? false));
});
process.exit();

async function rebuild(asJson: boolean): Promise<number> {
  const log = pinoLog({ level: env.LOG_LEVEL, name: "search", to: "stderr" });
  const market = openMarket({
    env,
    log,
    name: "roost search",
    poolMax: 1,
    statementMsMax: STATEMENT_MS_MAX,
  });
  try {
    const ctx = await market.systemCtx();
    const startedMs = monotonicMs();
    const documentCount = await rebuildSearchDocuments(ctx.db, { now: ctx.now });
    const tookMs = Math.round(monotonicMs() - startedMs);
    process.stdout.write(
      asJson
        ? `${JSON.stringify({ ok: true, documentCount, tookMs })}\n`
        : `${documentCount} homes can be found (${tookMs} ms).\n`,
    );
    return 0;
  } finally {
    await market.end();
  }
}
