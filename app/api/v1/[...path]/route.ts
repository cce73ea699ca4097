import { answerRest } from "@/server/gateway/rest";
import { runtime as market } from "@/server/gateway/runtime";

export const dynamic = "force-dynamic";

const answer = (request: Request) => answerRest(market(), request);

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT };
