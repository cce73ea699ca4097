import { openApiDocument } from "@/server/gateway/openapi";
import { runtime as market } from "@/server/gateway/runtime";

export const dynamic = "force-dynamic";

export function GET(): Response {
  return Response.json(openApiDocument(market().config.appUrl), {
    headers: { "access-control-allow-origin": "*", "cache-control": "public, max-age=300" },
  });
}
