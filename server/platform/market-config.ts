import type { MarketConfig } from "@/server/platform/context";
import type { Env } from "@/server/platform/env";

/** The part of the environment that use cases see. Runs on Node and on the edge runtime. */
export function marketConfigOf(env: Env): MarketConfig {
  return {
    appUrl: env.APP_URL,
    quoteSecret: env.QUOTE_SECRET,
    authSecret: env.AUTH_SECRET,
    mapStyleUrl: env.MAP_STYLE_URL,
    blobPublicBase: env.standIns.has("blob") ? LOCAL_BLOB_PATH : blobBaseOf(env),
    standIns: env.standIns,
  };
}

/** Browsers read the local blob server's photos through the market itself (`app/blob`). */
const LOCAL_BLOB_PATH = "/blob";

/** Where browsers and apps reach the payment gateway; the local sandbox through the market itself (`app/sandbox`). */
export function paymentsBaseOf(env: Env): string {
  return env.standIns.has("payments") ? `${env.APP_URL}${LOCAL_PAYMENTS_PATH}` : env.STRIPE_API_BASE;
}

const LOCAL_PAYMENTS_PATH = "/sandbox";

/** Where the blob store answers this process. */
export function blobBaseOf(env: Env): string {
  return env.BLOB_PUBLIC_BASE ?? vercelBlobBaseOf(env.BLOB_READ_WRITE_TOKEN);
}

/** A Vercel token names its store: `vercel_blob_rw_<store>_<secret>`. */
function vercelBlobBaseOf(token: string): string {
  return `https://${(token.split("_")[3] ?? "").toLowerCase()}.public.blob.vercel-storage.com`;
}
