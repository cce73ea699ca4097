import { afterAll, beforeAll, expect, it } from "vitest";
import { openApiDocument } from "@/server/gateway/openapi";
import { answerRest } from "@/server/gateway/rest";
import { type Market, openMarket } from "@/tests/support/market";
import { browserOf, runtimeOf, TEST_PASSWORD } from "@/tests/support/web";

let market: Market;
let runtime: ReturnType<typeof runtimeOf>;
let bearer: Record<string, string>;

beforeAll(async () => {
  market = await openMarket();
  runtime = runtimeOf(market);
  await browserOf(runtime).signUpAndIn("rest@example.com");
  const answer = await browserOf(runtime).auth("sign-in/email", {
    email: "rest@example.com",
    password: TEST_PASSWORD,
  });
  bearer = { authorization: `Bearer ${answer.headers.get("set-auth-token")}` };
});
afterAll(() => market.close());

const get = (path: string, headers = bearer) =>
  answerRest(runtime, new Request(`http://localhost:3000/api/v1/${path}`, { headers }));
const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  answerRest(
    runtime,
    new Request(`http://localhost:3000/api/v1/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...bearer, ...headers },
      body,
    }),
  );
const codeOf = async (answer: Response) => ((await answer.json()) as { error: { code: string } }).error.code;

it("answers queries by GET and mutations by POST, as plain JSON with ISO instants", async () => {
  const me = (await (await get("accounts/me")).json()) as { me: { email: string; memberSince: string } };
  expect(me.me.email).toBe("rest@example.com");
  expect(me.me.memberSince).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  const edited = await post("accounts/editProfile", JSON.stringify({ name: "By REST", about: null }));
  expect(edited.status).toBe(200);
  expect(await edited.text()).toContain("By REST");
  expect(edited.headers.get("ratelimit-policy")).toContain('"write"');
});

it("refuses in one format: method, unknown procedure, input, role, another site, media type", async () => {
  expect((await get("accounts/editProfile")).status).toBe(405);
  expect((await post("accounts/me", "{}")).status).toBe(405);
  expect(await codeOf(await get("accounts/nothing"))).toBe("not_found");
  expect((await get("__proto__/constructor")).status).toBe(404);
  const wrong = await post(
    "accounts/editProfile",
    JSON.stringify({ name: "", about: null, role: "operator" }),
  );
  expect(wrong.status).toBe(400);
  expect(await wrong.json()).toMatchObject({ error: { code: "invalid_input", details: { fields: {} } } });
  const signedOut = await get("accounts/listSessions", { authorization: "none" });
  expect([signedOut.status, await codeOf(signedOut)]).toEqual([401, "sign_in_required"]);
  expect((await post("accounts/editProfile", "{}", { origin: "https://evil.example" })).status).toBe(403);
  expect((await post("accounts/editProfile", "{}", { "content-type": "text/plain" })).status).toBe(415);
  expect((await post("accounts/editProfile", '{"__proto__":1}')).status).toBe(400);
});

it("gives a repeat with the same Idempotency-Key the first answer", async () => {
  const key = { "idempotency-key": "rest-1" };
  const body = JSON.stringify({ name: "Once", about: null });
  const first = await post("accounts/editProfile", body, key);
  const again = await post("accounts/editProfile", body, key);
  expect(again.headers.get("idempotency-replayed")).toBe("true");
  expect(await again.text()).toBe(await first.text());
  expect(
    (await post("accounts/editProfile", JSON.stringify({ name: "Other", about: null }), key)).status,
  ).toBe(422);
});

it("describes every procedure, each query's parameters and each mutation's body", () => {
  const document = openApiDocument("http://localhost:3000") as {
    paths: Record<string, { get?: { parameters: { name: string }[] }; post?: { requestBody: object } }>;
  };
  expect(document.paths["/accounts/editProfile"]?.post?.requestBody).toBeDefined();
  expect(document.paths["/pricing/quote"]?.get?.parameters.map((parameter) => parameter.name)).toEqual(
    expect.arrayContaining(["listingId", "stay.checkIn", "stay.checkOut", "party.adults"]),
  );
  expect(JSON.stringify(document)).not.toContain("undefined");
});
