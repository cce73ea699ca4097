import { runtime as market } from "@/server/gateway/runtime";
import { answerTrpc } from "@/server/gateway/trpc-endpoint";

export const dynamic = "force-dynamic";

const answer = (request: Request) => answerTrpc(market(), request);

export { answer as GET, answer as POST };
