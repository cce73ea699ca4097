import { answerAnalyticsExport } from "@/server/gateway/analytics-export";
import { runtime } from "@/server/gateway/runtime";

export const dynamic = "force-dynamic";

type Context = { readonly params: Promise<{ table: string }> };

export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { table } = await params;
  return answerAnalyticsExport(runtime(), request, table);
}
