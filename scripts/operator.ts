import { parseArgs } from "node:util";
import { runProgram } from "@/scripts/_market/program";
import { withMarketEnv } from "@/scripts/_market/with-market-env";
import { grantOperator } from "@/server/modules/accounts/grant-operator";
import { readPersonByEmail } from "@/server/modules/admin/store";
import { inTransaction } from "@/server/platform/db";
import { env } from "@/server/platform/env";
import { pinoLog } from "@/server/platform/pino-log";
import { openMarket } from "@/server/platform/system-ctx";

const HELP = `Usage: npm run operator -- grant EMAIL [--json]

Makes a person with an account an operator of this market. The grant stands with their next request. Granting it again
changes nothing.

  --json    print what was done as JSON
  --help    this text
`;

await runProgram(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: "boolean" }, help: { type: "boolean" } },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const [command, email] = positionals;
  if (command !== "grant" || email === undefined || positionals.length > 2) {
    process.stderr.write("Say whom: npm run operator -- grant EMAIL\nTry --help.\n");
    return 2;
  }
  return withMarketEnv(() => grant(email, values.json ?? false));
});
process.exit();

async function grant(email: string, asJson: boolean): Promise<number> {
  const log = pinoLog({ level: env.LOG_LEVEL, name: "operator", to: "stderr" });
  const market = openMarket({ env, log, name: "roost operator", poolMax: 2 });
  try {
    const ctx = await market.systemCtx();
    const person = await readPersonByEmail(ctx.db, email);
    if (!person) {
      process.stderr.write("Nobody has an account with this e-mail address. Sign up first.\n");
      return 1;
    }
    await inTransaction(ctx, (tx) =>
      grantOperator(tx, { personId: person.personId, at: ctx.now, by: "command" }),
    );
    process.stdout.write(
      asJson
        ? `${JSON.stringify({ ok: true, personId: person.personId })}\n`
        : `${person.name} is an operator now.\n`,
    );
    return 0;
  } finally {
    await market.end();
  }
}
