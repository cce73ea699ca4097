/**
 * The database over HTTP, for the edge runtime: Neon's HTTP driver, one request per statement, no interactive
 * transactions. With another database than Neon's, DATABASE_HTTP_ENDPOINT says what speaks for it.
 */
import { neon, neonConfig } from "@neondatabase/serverless";
import { drizzle } from "drizzle-orm/neon-http";
import type { Db } from "@/server/platform/db";

export function connectEdgeDb(options: { readonly url: string; readonly endpoint: string | undefined }): Db {
  const { endpoint } = options;
  if (endpoint !== undefined) neonConfig.fetchEndpoint = () => endpoint;
  // The catalogue's use cases run single statements, which this driver answers like the others: `{ rows }`.
  return drizzle(neon(options.url)) as unknown as Db;
}
