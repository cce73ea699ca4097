/** Next calls this once when a server process starts. */
export async function register(): Promise<void> {
  // Next decides by this very expression, at build time, what belongs to the Node server alone.
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { stampAddresses } = await import("@/server/gateway/client-address");
    const { assertServable, env } = await import("@/server/platform/env");
    // A market that lacks a secret or a service must not look as if it served.
    if (env.NODE_ENV === "production") assertServable(env);
    stampAddresses(env.TRUSTED_PROXIES ?? []);
    const [{ exportSpans }, { pinoLog }] = await Promise.all([
      import("@/server/platform/export-spans"),
      import("@/server/platform/pino-log"),
    ]);
    await exportSpans(env, "web", pinoLog({ level: env.LOG_LEVEL, name: "web" }));
  }
}
