/**
 * Checks the market's invariants I1 to I18 on the running database. Reads only; each check is one statement or a few. A
 * check that fails by itself counts as broken and says why, so that it can never pass by not running.
 */
import { describeError } from "@/server/events/describe-error";
import type { AuditCheck, Finding } from "@/server/gateway/audit/check";
import { EVENT_CHECKS } from "@/server/gateway/audit/events";
import { INVENTORY_CHECKS } from "@/server/gateway/audit/inventory";
import { MONEY_CHECKS } from "@/server/gateway/audit/money";
import type { SystemCtx } from "@/server/platform/context";

export const AUDIT_CHECKS: readonly AuditCheck[] = [...INVENTORY_CHECKS, ...MONEY_CHECKS, ...EVENT_CHECKS];

export interface AuditResult {
  readonly ok: boolean;
  readonly checks: readonly ({ readonly id: string; readonly name: string } & Finding)[];
}

export async function runAudit(
  ctx: SystemCtx,
  checks: readonly AuditCheck[] = AUDIT_CHECKS,
): Promise<AuditResult> {
  const results = [];
  for (const check of checks)
    results.push({ id: check.id, name: check.name, ...(await findings(ctx, check)) });
  return { ok: results.every((result) => result.violations === 0), checks: results };
}

async function findings(ctx: SystemCtx, check: AuditCheck): Promise<Finding> {
  try {
    return await check.run(ctx);
  } catch (error) {
    ctx.log.error({ err: error, check: check.id }, "a check of the audit failed by itself");
    return { counted: 0, violations: 1, examples: [`the check itself failed: ${describeError(error)}`] };
  }
}
