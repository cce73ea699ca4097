"use client";
import type { TRPCClientErrorLike } from "@trpc/client";
import type { AppRouter } from "@/server/gateway/router";
import { type Client, plainClient } from "./plain-client";

/** What a call failed with; without `data` it never reached the server. */
export type CallError = TRPCClientErrorLike<AppRouter>;

export type Answer<Output> = { output: Output; error?: never } | { error: CallError };

/**
 * Makes a call whose failure is an answer too: a refusal, a fault, a connection that broke, also while the client itself
 * was fetched. Anything else is a bug and is thrown on.
 */
export async function callServer<Output>(call: (client: Client) => Promise<Output>): Promise<Answer<Output>> {
  let client: Client;
  try {
    client = await plainClient();
  } catch (error) {
    console.warn("the client did not arrive", error);
    // It has no `data`, which reads as "never reached the server".
    return { error: error as CallError };
  }
  try {
    return { output: await call(client) };
  } catch (error) {
    // By name, as the class comes with the client.
    if (error instanceof Error && error.name === "TRPCClientError")
      return { error: error as unknown as CallError };
    throw error;
  }
}
