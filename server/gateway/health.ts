/** `/api/health` for load balancers and people, `/api/metrics` for Prometheus. */
import { measure } from "@/server/gateway/measure";
import type { Runtime } from "@/server/gateway/runtime";
import { monotonicMs } from "@/server/platform/clock";
import { rowsOf, sql } from "@/server/platform/db";
import type { Metrics } from "@/server/platform/metrics";
import { equalSecrets } from "@/server/primitives/equal-secrets";

const DATABASE_MS_MAX = 3_000;
const NO_STORE = { "cache-control": "no-store" };

type Check = { readonly name: string; readonly ok: boolean; readonly ms?: number; readonly detail?: string };

/** 200 while the database answers in time, else 503. Says nothing of addresses or versions. */
export async function answerHealth(runtime: Runtime): Promise<Response> {
  const database = await checkDatabase(runtime);
  const { waiting, open } = runtime.database.pressure();
  const pool: Check = { name: "pool", ok: true, detail: `${open} open, ${waiting} waiting` };
  const status = database.ok ? "ok" : "unavailable";
  return Response.json(
    { status, checks: [database, pool] },
    { status: database.ok ? 200 : 503, headers: NO_STORE },
  );
}

async function checkDatabase(runtime: Runtime): Promise<Check> {
  const startedMs = monotonicMs();
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    await Promise.race([
      rowsOf(runtime.database.db, sql`select 1 as one`),
      new Promise((_resolve, reject) => {
        timer = setTimeout(() => reject(new Error("the database did not answer in time")), DATABASE_MS_MAX);
      }),
    ]);
    return { name: "database", ok: true, ms: Math.round(monotonicMs() - startedMs) };
  } catch (error) {
    runtime.log.warn({ err: error }, "the database is not reachable");
    return { name: "database", ok: false, detail: "not reachable" };
  } finally {
    clearTimeout(timer);
  }
}

/** Refuses with 401 whoever does not bring the token; without a configured token that is everybody. */
export async function answerMetrics(
  runtime: Runtime,
  request: Request,
  options: { readonly token: string | undefined; readonly metrics: Metrics },
): Promise<Response> {
  const [scheme = "", token = ""] = (request.headers.get("authorization") ?? "").split(" ", 2);
  const isRight = options.token !== undefined && (await equalSecrets(token, options.token));
  if (!isRight || scheme.toLowerCase() !== "bearer")
    return new Response(null, { status: 401, headers: { ...NO_STORE, "www-authenticate": "Bearer" } });
  await measure(runtime, options.metrics);
  return new Response(await options.metrics.render(), {
    headers: { ...NO_STORE, "content-type": "text/plain; version=0.0.4; charset=utf-8" },
  });
}
