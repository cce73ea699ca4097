import type { Env } from "@/server/platform/env";

/** The address for what needs a session of its own, such as migrations and LISTEN: never a pooled one where both are set. */
export function directDatabaseUrl(env: Pick<Env, "DATABASE_DIRECT_URL" | "DATABASE_URL">): string {
  return env.DATABASE_DIRECT_URL ?? env.DATABASE_URL;
}
