/** The HTTP edge on a test's own database: requests go straight to the handlers that Next would call. */
import { answerAuth } from "@/server/gateway/auth-endpoint";
import { allowedOriginsOf } from "@/server/gateway/guard-request";
import type { Runtime } from "@/server/gateway/runtime";
import { answerTrpc } from "@/server/gateway/trpc-endpoint";
import { silentLog } from "@/server/platform/log";
import { openMetrics } from "@/server/platform/metrics";
import type { Ports } from "@/server/platform/ports";
import { type Market, NO_PORTS, TEST_CONFIG } from "@/tests/support/market";

const ORIGIN = TEST_CONFIG.appUrl;

export function runtimeOf(market: Pick<Market, "db">, ports: Partial<Ports> = {}): Runtime {
  const own = Object.getOwnPropertyDescriptors(ports);
  return {
    database: {
      db: market.db,
      pressure: () => ({ open: 1, idle: 1, waiting: 0 }),
      end: () => Promise.resolve(),
    },
    // Descriptors, because the ports that a test lacks throw when they are read.
    ports: Object.defineProperties({}, { ...Object.getOwnPropertyDescriptors(NO_PORTS), ...own }) as Ports,
    config: TEST_CONFIG,
    log: silentLog,
    metrics: openMetrics(),
    allowedOrigins: allowedOriginsOf(ORIGIN),
    isOnVercel: false,
  };
}

export interface Browser {
  readonly cookies: Map<string, string>;
  /** better-auth's routes. */
  auth(path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  query(path: string, input?: unknown, headers?: Record<string, string>): Promise<Response>;
  mutate(path: string, input?: unknown, headers?: Record<string, string>): Promise<Response>;
  signUpAndIn(email: string, password?: string, name?: string): Promise<void>;
}

export const TEST_PASSWORD = "a good long password";

/** A browser that keeps cookies and says where it comes from. */
export function browserOf(runtime: Runtime): Browser {
  const cookies = new Map<string, string>();
  const headersWith = (more: Record<string, string> = {}) => ({
    origin: ORIGIN,
    "content-type": "application/json",
    ...(cookies.size > 0
      ? { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") }
      : {}),
    ...more,
  });
  const keep = (answer: Response) => {
    for (const line of answer.headers.getSetCookie()) {
      const [name = "", value = ""] = (line.split(";")[0] ?? "").split(/=(.*)/s);
      if (value === "" || /max-age=0/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return answer;
  };
  const browser: Browser = {
    cookies,
    async auth(path, body, headers) {
      const init =
        body === undefined
          ? { headers: headersWith(headers) }
          : { method: "POST", headers: headersWith(headers), body: JSON.stringify(body) };
      return keep(await answerAuth(runtime, new Request(`${ORIGIN}/api/auth/${path}`, init)));
    },
    async query(path, input, headers) {
      const search =
        input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify({ json: input }))}`;
      const request = new Request(`${ORIGIN}/api/trpc/${path}${search}`, { headers: headersWith(headers) });
      return keep(await answerTrpc(runtime, request));
    },
    async mutate(path, input, headers) {
      const body = JSON.stringify(input === undefined ? {} : { json: input });
      const request = new Request(`${ORIGIN}/api/trpc/${path}`, {
        method: "POST",
        headers: headersWith(headers),
        body,
      });
      return keep(await answerTrpc(runtime, request));
    },
    async signUpAndIn(email, password = TEST_PASSWORD, name = "Noor Haddad") {
      const signedUp = await browser.auth("sign-up/email", { name, email, password });
      const signedIn = await browser.auth("sign-in/email", { email, password });
      if (!signedUp.ok || !signedIn.ok)
        throw new Error(`sign-up ${signedUp.status}, sign-in ${signedIn.status}`);
    },
  };
  return browser;
}

/** A tRPC answer's result, or its error. */
export async function resultOf(answer: Response): Promise<{
  result?: { data: { json: unknown } };
  error?: { json: { message: string; data: { httpStatus: number; refusal: string | null } } };
}> {
  return (await answer.json()) as Awaited<ReturnType<typeof resultOf>>;
}

/** The data of an answer that is none of an error. The caller states its shape, which the procedure's contract gives. */
export async function dataOf<T>(answer: Response): Promise<T> {
  const { result, error } = await resultOf(answer);
  if (!result) throw new Error(`refused with ${error?.json.message}`);
  return result.data.json as T;
}
