"use client";
import type { TRPCClient } from "@trpc/client";
import type { AppRouter } from "@/server/gateway/router";

let client: Promise<TRPCClient<AppRouter>> | undefined;

/**
 * tRPC without React Query, loaded when it is first needed: for an island that asks on a press alone, such as a heart,
 * so that a page of cards does not load a client to show them.
 */
export function plainClient(): Promise<TRPCClient<AppRouter>> {
  client ??= Promise.all([import("@trpc/client"), import("./links")]).then(
    ([{ createTRPCClient }, { links }]) => createTRPCClient<AppRouter>({ links: links() }),
  );
  return client;
}
