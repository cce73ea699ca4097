import type { PoolClient } from "pg";
import type { StripeObject } from "@/server/platform/local/payments/objects";

/** One request to the API inside its transaction. */
export type Call = {
  readonly client: PoolClient;
  /** The sandbox's own address, for pages that it refers to. */
  readonly baseUrl: string;
  readonly now: Date;
  readonly requestId: string;
  readonly idempotencyKey: string | undefined;
  /** A browser or app with the publishable key sees less of an intent than the server does. */
  readonly byClient: boolean;
};

/** What the API answers. `cut` breaks the connection in its place, after the commit. */
export type Answer = { readonly status: number; readonly body: unknown; readonly cut?: boolean };

export const ok = (body: StripeObject | Record<string, unknown>): Answer => ({ status: 200, body });

export function secondsOf(instant: Date): number {
  return Math.floor(instant.getTime() / 1000);
}
