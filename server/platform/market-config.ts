import type { MarketConfig } from "@/server/platform/context";
import type { Env } from "@/server/platform/env";

/** The part of the environment that use cases see. Runs on Node and on the edge runtime. */
export function marketConfigOf(env: Env): MarketConfig {
  return {
    appUrl: env.APP_URL,
    quoteSecret: env.QUOTE_SECRET,
    authSecret: env.AUTH_SECRET,
    mapStyleUrl: env.MAP_STYLE_URL,
    standIns: env.standIns,
  };
}
