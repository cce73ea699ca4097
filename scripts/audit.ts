import { parseArgs } from "node:util";
import { runProgram } from "@/scripts/_market/program";
import { withMarketEnv } from "@/scripts/_market/with-market-env";
import { type AuditResult, runAudit } from "@/server/gateway/audit/run-audit";
import { env } from "@/server/platform/env";
import { pinoLog } from "@/server/platform/pino-log";
import { openMarket } from "@/server/platform/system-ctx";

const HELP = `Usage: npm run audit -- [--json]

Counts and checks the invariants I1 to I18 on the database of the market that runs on this machine (or of
DATABASE_URL). Reads only. Exits with 1 when one is broken.

  --json   one JSON object: { ok, checks: [{ id, name, counted, violations, examples }] }
  --help   this text
`;
/** A check reads whole tables; it is given more time than a request. */
const STATEMENT_MS_MAX = 300_000;

await runProgram(async () => {
  const { values } = parseArgs({
    options: { json: { type: "boolean", default: false }, help: { type: "boolean", default: false } },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  return withMarketEnv(async () => {
    const log = pinoLog({ level: "warn", name: "audit", to: "stderr" });
    const market = openMarket({
      env,
      log,
      name: "roost audit",
      poolMax: 2,
      statementMsMax: STATEMENT_MS_MAX,
    });
    try {
      const result = await runAudit(await market.systemCtx());
      process.stdout.write(values.json ? `${JSON.stringify(result)}\n` : toTable(result));
      return result.ok ? 0 : 1;
    } finally {
      await market.end();
    }
  });
});

function toTable(result: AuditResult): string {
  const lines = result.checks.flatMap((check) => [
    `${check.id.padEnd(4)} ${check.violations === 0 ? "holds " : "BROKEN"} ${String(check.counted).padStart(9)} counted  ${check.name}`,
    ...check.examples.map((example) => `       ${example}`),
  ]);
  const broken = result.checks.filter((check) => check.violations > 0).length;
  return `${lines.join("\n")}\n${broken === 0 ? "every invariant holds" : `${broken} broken`}\n`;
}
