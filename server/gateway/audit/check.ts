/** One check of an invariant: what it counted, how many break it, and a few of them by name. */

import type { SQL } from "drizzle-orm";
import type { SystemCtx } from "@/server/platform/context";
import { rowsOf, sql } from "@/server/platform/db";

export interface Finding {
  readonly counted: number;
  readonly violations: number;
  /** A few of the violations, for whoever goes to look. */
  readonly examples: readonly string[];
}
export interface AuditCheck {
  readonly id: string;
  readonly name: string;
  readonly run: (ctx: SystemCtx) => Promise<Finding>;
}

export const EXAMPLES_MAX = 5;

/**
 * A check in SQL: `counted` is a scalar, `violations` selects one text column `what` per violation. One statement, so both
 * see the same state of the market.
 */
export function sqlCheck(
  id: string,
  name: string,
  parts: (ctx: SystemCtx) => { readonly counted: SQL; readonly violations: SQL },
): AuditCheck {
  return {
    id,
    name,
    async run(ctx) {
      const { counted, violations } = parts(ctx);
      const rows = await rowsOf<{ counted: number; violations: number; examples: string[] | null }>(
        ctx.db,
        sql`with broken as materialized (${violations})
            select (${counted})::float8 as counted, (select count(*) from broken)::float8 as violations,
              (select array_agg(what) from (select what from broken limit ${EXAMPLES_MAX}) few) as examples`,
      );
      const row = rows[0];
      return {
        counted: row?.counted ?? 0,
        violations: row?.violations ?? 0,
        examples: row?.examples ?? [],
      };
    },
  };
}

/** What the market says of its own lag: a change may be under way for this long before it counts as lost. */
export const LAG_SECONDS_MAX = 300;

export function instantSql(at: Date): SQL {
  return sql`${at.toISOString()}::timestamptz`;
}
/** Everything before this should have been dealt with. */
export function settledBefore(ctx: SystemCtx): SQL {
  return sql`(${instantSql(ctx.now)} - make_interval(secs => ${LAG_SECONDS_MAX}))`;
}
