import { exportHostPerformance, REPORT_TABLES } from "@/server/modules/analytics/export-reports";
import { exportStoreTable, isStoreTable } from "@/server/modules/analytics/export-store";
import { type ExportTable, toCsv, toParquet } from "@/server/modules/analytics/export-text";
import { EXPORTS, type ExportInput, type ExportName } from "@/server/modules/analytics/report-contracts";
import { openReport } from "@/server/modules/analytics/report-frame";
import type { GuestCtx } from "@/server/platform/context";
import { refuse } from "@/server/primitives/refusal";

export interface ExportFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly body: string | ArrayBuffer;
}

/**
 * One table as a file: a report's, or the store's own rows of a span. Reads only.
 *
 * Refuses with `not_permitted` whoever lacks the table's role (the market's are the operator's; a host gets the own homes'),
 * and with `invalid_input` a span that is too long or has too many rows.
 */
export async function exportTable(ctx: GuestCtx, name: ExportName, input: ExportInput): Promise<ExportFile> {
  const table = await readTable(ctx, name, input);
  const file = `roost-${name}-${input.from}-${input.until}.${input.format}`;
  return input.format === "csv"
    ? { fileName: file, contentType: "text/csv; charset=utf-8", body: toCsv(table) }
    : { fileName: file, contentType: "application/vnd.apache.parquet", body: toParquet(table) };
}

async function readTable(ctx: GuestCtx, name: ExportName, input: ExportInput): Promise<ExportTable> {
  const { actor } = ctx;
  const role = EXPORTS[name];
  if (role === "host" ? !actor.isHost : !actor.isOperator) throw refuse("not_permitted", { role });
  if (name === "host-performance")
    return exportHostPerformance({ ...ctx, actor: { ...actor, isHost: true } }, input);
  if (!isStoreTable(name)) return REPORT_TABLES[name](ctx, input);
  const { store, current } = await openReport(ctx, { from: input.from, until: input.until });
  return exportStoreTable(store, name, current);
}
