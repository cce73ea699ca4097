/** Next calls this once when a server process starts. */
export async function register(): Promise<void> {
  // Next decides by this very expression, at build time, what belongs to the Node server alone.
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { stampAddresses } = await import("@/server/gateway/client-address");
    const { env } = await import("@/server/platform/env");
    stampAddresses(env.TRUSTED_PROXIES ?? []);
  }
}
