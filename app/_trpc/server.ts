/** tRPC for server components: the same procedures with the same rights, called in the process itself. */
import "server-only";
import { headers } from "next/headers";
import { cache } from "react";
import { openRequest } from "@/server/gateway/request-context";
import { createCaller } from "@/server/gateway/router";
import { runtime } from "@/server/gateway/runtime";
import { Refusal } from "@/server/primitives/refusal";

/** The context of the page that is being rendered, opened once. A suspended person's page is a signed-out one. */
export const requestCtx = cache(async () => {
  const incoming = new Headers(await headers());
  try {
    return await openRequest(runtime(), { headers: incoming, channel: "web" });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    incoming.delete("cookie");
    return openRequest(runtime(), { headers: incoming, channel: "web" });
  }
});

export async function serverCaller(): Promise<ReturnType<typeof createCaller>> {
  return createCaller(await requestCtx());
}
