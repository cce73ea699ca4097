import type { Runtime } from "@/server/gateway/runtime";
import { type Auth, createAuth } from "@/server/modules/accounts/auth";
import { readMarketClock } from "@/server/platform/market-clock";
import { hashPassword, verifyPassword } from "@/server/platform/password";

const auths = new WeakMap<Runtime, Auth>();

/** better-auth of a runtime, made with the first request that needs it. */
export function authOf(runtime: Runtime): Auth {
  const known = auths.get(runtime);
  if (known) return known;
  const { config, log, allowedOrigins } = runtime;
  const { db } = runtime.database;
  const now = async () => (await readMarketClock(db, config.standIns)).now();
  const auth = createAuth({ db, config, log, allowedOrigins, now, hashPassword, verifyPassword });
  auths.set(runtime, auth);
  return auth;
}
