/** Answers /api/analytics/export/<table>?format=csv|parquet&from=…&until=… with a file to keep. */
import { answerPlainly } from "@/server/gateway/plain-answer";
import { openRequest } from "@/server/gateway/request-context";
import type { Runtime } from "@/server/gateway/runtime";
import { exportTable } from "@/server/modules/analytics/export-table";
import { EXPORTS, type ExportName, exportInput } from "@/server/modules/analytics/report-contracts";
import { refuse } from "@/server/primitives/refusal";

function isExport(name: string): name is ExportName {
  return Object.hasOwn(EXPORTS, name);
}

/** Refuses with `sign_in_required`, `not_found` (no such table), `not_permitted` and `invalid_input`. */
export function answerAnalyticsExport(runtime: Runtime, request: Request, name: string): Promise<Response> {
  return answerPlainly(
    runtime,
    () => openRequest(runtime, request),
    async (ctx) => {
      const { actor } = ctx;
      if (!actor) throw refuse("sign_in_required");
      if (!isExport(name)) throw refuse("not_found");
      const parsed = exportInput.safeParse(Object.fromEntries(new URL(request.url).searchParams));
      if (!parsed.success)
        throw refuse("invalid_input", { fields: parsed.error.issues.map((issue) => issue.path.join(".")) });
      const { fileName, contentType, body } = await exportTable({ ...ctx, actor }, name, parsed.data);
      return new Response(body, {
        headers: {
          "content-type": contentType,
          "content-disposition": `attachment; filename="${fileName}"`,
          "cache-control": "private, no-store",
          "x-content-type-options": "nosniff",
        },
      });
    },
  );
}
