/** The audit as an hourly job: a broken invariant is an error in the log and a failed record of the run. */
import type { Bounds, RunOutcome } from "@/server/events/bounded-run";
import { runAudit } from "@/server/gateway/audit/run-audit";
import type { SystemCtx } from "@/server/platform/context";

/** The number of checks bounds it; each is a statement under the database's own time limit. */
export async function auditJob(ctx: SystemCtx, _bounds: Bounds): Promise<RunOutcome> {
  const { checks } = await runAudit(ctx);
  const broken = checks.filter((check) => check.violations > 0);
  for (const { id, name, violations, examples } of broken)
    ctx.log.error({ invariant: id, name, violations, examples }, "an invariant is broken");
  return {
    claimed: checks.length,
    handled: checks.length - broken.length,
    failed: broken.length,
    lagAfter: 0,
  };
}
