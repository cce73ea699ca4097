/** A client from outside: HTTP and the tRPC client alone, as a mobile app would have them. */
import { randomUUID } from "node:crypto";
import { createTRPCClient, httpBatchLink, httpLink, splitLink, type TRPCClient } from "@trpc/client";
import superjson from "superjson";
import type { AppRouter } from "@/server/gateway/router";

export type Api = TRPCClient<AppRouter>;

const CALL_MS_MAX = 20_000;

/** Queries share requests, mutations carry an Idempotency-Key each. */
export function apiOf(base: string, token?: string): Api {
  const url = `${base}/api/trpc`;
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const fetchBounded = (input: RequestInfo | URL, init?: object) =>
    fetch(input, { ...init, signal: AbortSignal.timeout(CALL_MS_MAX) });
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (operation) => operation.type === "mutation",
        true: httpLink({
          url,
          transformer: superjson,
          fetch: fetchBounded,
          headers: () => ({ ...authorization, "idempotency-key": randomUUID() }),
        }),
        false: httpBatchLink({
          url,
          transformer: superjson,
          fetch: fetchBounded,
          maxItems: 10,
          headers: authorization,
        }),
      }),
    ],
  });
}

/** Calls one of the sign-in routes; answers the bearer token where the route gives one. */
export async function postAuth(
  base: string,
  route: string,
  body: Record<string, unknown>,
): Promise<{ readonly token: string | undefined }> {
  const answer = await fetch(`${base}/api/auth/${route}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(CALL_MS_MAX),
  });
  if (!answer.ok)
    throw new Error(`${route} answered ${answer.status}: ${(await answer.text()).slice(0, 200)}`);
  const token = answer.headers.get("set-auth-token");
  return { token: token === null ? undefined : decodeURIComponent(token) };
}

export async function signIn(base: string, email: string, password: string): Promise<string> {
  const { token } = await postAuth(base, "sign-in/email", { email, password });
  if (token === undefined) throw new Error("the sign-in gave no token");
  return token;
}

/** Confirms a payment at the payment gateway itself with a test card, as the gateway's browser library does. */
export async function confirmAtGateway(start: {
  readonly apiBase: string;
  readonly publishableKey: string;
  readonly clientSecret: string;
  readonly intentId: string;
}): Promise<string> {
  const form = new URLSearchParams({
    client_secret: start.clientSecret,
    "payment_method_data[type]": "card",
    "payment_method_data[card][number]": "4242424242424242",
    "payment_method_data[card][exp_month]": "12",
    "payment_method_data[card][exp_year]": "2034",
    "payment_method_data[card][cvc]": "123",
  });
  const answer = await fetch(`${start.apiBase}/v1/payment_intents/${start.intentId}/confirm`, {
    method: "POST",
    headers: { authorization: `Bearer ${start.publishableKey}` },
    body: form,
    signal: AbortSignal.timeout(CALL_MS_MAX),
  });
  const told = (await answer.json()) as { status?: string; error?: { message?: string } };
  if (!answer.ok) throw new Error(`the payment gateway answered ${answer.status}: ${told.error?.message}`);
  return told.status ?? "unknown";
}
