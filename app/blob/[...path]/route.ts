import { answerLocalBlob } from "@/server/gateway/local-blob";
import { runtime as market } from "@/server/gateway/runtime";

export const dynamic = "force-dynamic";

export async function GET(
  _request: Request,
  { params }: { params: Promise<{ path: string[] }> },
): Promise<Response> {
  return answerLocalBlob(market(), (await params).path);
}
