import { answerAuth } from "@/server/gateway/auth-endpoint";
import { runtime as market } from "@/server/gateway/runtime";

export const dynamic = "force-dynamic";

const answer = (request: Request) => answerAuth(market(), request);

export { answer as GET, answer as POST };
