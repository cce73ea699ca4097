import { runtime as market } from "@/server/gateway/runtime";
import { answerPhotoUpload } from "@/server/gateway/uploads";

export const dynamic = "force-dynamic";

export function POST(request: Request): Promise<Response> {
  return answerPhotoUpload(market(), request);
}
