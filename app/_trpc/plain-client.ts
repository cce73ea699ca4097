"use client";
import type { TRPCClient } from "@trpc/client";
import type { AppRouter } from "@/server/gateway/router";

export type Client = TRPCClient<AppRouter>;

let client: Promise<Client> | undefined;

/** The API in the browser. It comes when it is first needed, so that no screen waits for it to show itself. */
export function plainClient(): Promise<Client> {
  client ??= Promise.all([import("@trpc/client"), import("./links")]).then(
    ([{ createTRPCClient }, { links }]) => createTRPCClient<AppRouter>({ links: links() }),
    (error: unknown) => {
      // Lost on the way: the next call tries again.
      client = undefined;
      throw error;
    },
  );
  return client;
}
