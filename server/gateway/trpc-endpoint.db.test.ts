import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { answerTrpc } from "@/server/gateway/trpc-endpoint";
import { type Market, openMarket } from "@/tests/support/market";
import { type Browser, browserOf, dataOf, resultOf, runtimeOf } from "@/tests/support/web";

let market: Market;
let runtime: ReturnType<typeof runtimeOf>;
let noor: Browser;
const profile = (name: string) => ({ name, about: null });

beforeAll(async () => {
  market = await openMarket();
  runtime = runtimeOf(market);
  noor = browserOf(runtime);
  await noor.signUpAndIn("noor@example.com");
});
afterAll(() => market.close());

const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  answerTrpc(
    runtime,
    new Request(`http://localhost:3000/api/trpc/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body,
    }),
  );
const refusalOf = async (answer: Response) => (await resultOf(answer)).error?.json.data.refusal;

describe("what a request must be", () => {
  it("refuses another site's POST, an opaque origin and a cross-site fetch without one", async () => {
    for (const headers of [
      { origin: "https://evil.example" },
      { origin: "null" },
      { origin: "http://localhost:3001" },
      { "sec-fetch-site": "cross-site" },
    ] as Record<string, string>[]) {
      const answer = await post("accounts.editProfile", "{}", headers);
      expect(answer.status).toBe(403);
      expect(await refusalOf(answer)).toBe("origin_not_allowed");
    }
  });

  it("refuses a POST as text/plain or as a form", async () => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
      expect((await post("accounts.editProfile", "{}", { "content-type": type })).status).toBe(415);
  });

  it("refuses a mutation by GET, and a method that is neither GET nor POST", async () => {
    const get = await noor.query("accounts.editProfile", profile("By GET"));
    expect(get.status).toBe(405);
    const put = new Request("http://localhost:3000/api/trpc/accounts.me", { method: "PUT" });
    expect((await answerTrpc(runtime, put)).status).toBe(405);
  });

  it("refuses a body over one megabyte without reading the rest of it", async () => {
    let pulled = 0;
    const endless = new ReadableStream({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(65_536).fill(32));
      },
    });
    const request = new Request("http://localhost:3000/api/trpc/accounts.editProfile", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: endless,
      duplex: "half",
    } as RequestInit);
    expect((await answerTrpc(runtime, request)).status).toBe(413);
    expect(pulled).toBeLessThan(25);
    const declared = await post("accounts.editProfile", "{}", { "content-length": "52428800" });
    expect(declared.status).toBe(413);
  });

  it("refuses JSON nested 10,000 deep, prototype keys, NUL characters and text that is no JSON", async () => {
    const deep = `${"[".repeat(10_000)}${"]".repeat(10_000)}`;
    for (const body of [
      `{"json":${deep}}`,
      '{"json":{"__proto__":{"isOperator":true}}}',
      '{"json":{"\\u005f_proto__":{"isOperator":true}}}',
      '{"json":{"name":"x"},"meta":{"values":{"__proto__.x":["Date"]}}}',
      '{"json":{"name":"a\\u0000b","about":null}}',
      "{",
      "not json",
    ]) {
      const answer = await post("accounts.editProfile", body);
      expect([body.slice(0, 40), answer.status]).toEqual([body.slice(0, 40), 400]);
    }
  });

  it("refuses superjson annotations that fit nothing, without a fault", async () => {
    for (const meta of [
      { values: { a: ["no-such-type"] } },
      { values: { "name.x.y": ["Date"] } },
      { values: [["class", "Date"]] },
      { referentialEqualities: { name: ["about.x"] } },
      7,
    ]) {
      const body = JSON.stringify({ json: profile("x"), meta });
      const { cookie } = { cookie: [...noor.cookies].map(([name, value]) => `${name}=${value}`).join(";") };
      expect((await post("accounts.editProfile", body, { cookie })).status).toBeLessThan(500);
    }
  });

  it("refuses more than ten calls in a batch", async () => {
    const path = Array(11).fill("accounts.me").join(",");
    const request = new Request(`http://localhost:3000/api/trpc/${path}?batch=1&input={}`);
    expect((await answerTrpc(runtime, request)).status).toBe(400);
    const many = Array(10_000).fill("accounts.me").join(",");
    const huge = new Request(`http://localhost:3000/api/trpc/${many}?batch=1&input={}`);
    expect((await answerTrpc(runtime, huge)).status).toBe(400);
  });

  it("refuses a field it does not know, and tells which field is wrong", async () => {
    const foreign = await noor.mutate("accounts.editProfile", { ...profile("x"), role: "operator" });
    expect(foreign.status).toBe(400);
    expect(await refusalOf(foreign)).toBe("invalid_input");
    const empty = await noor.mutate("accounts.editProfile", profile(""));
    expect(await empty.text()).toContain('"fields":{"name"');
  });

  it("takes no identity, address or request id from headers", async () => {
    const answer = await browserOf(runtime).query("accounts.me", undefined, {
      "x-user-id": "1",
      "x-forwarded-for": "1.2.3.4",
      "x-request-id": "mine",
      "x-middleware-subrequest": "proxy",
      "x-roost-address": "0 9.9.9.9",
    });
    expect(await answer.text()).toContain('"me":null');
    expect(answer.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    const buckets = await market.query<{ bucket: string }>("select bucket from rate_limits");
    expect(buckets.map((row) => row.bucket).join()).not.toMatch(/1\.2\.3\.4|9\.9\.9\.9/);
  });

  it("answers an unknown procedure with 404 and a fault of ours without its inside", async () => {
    expect((await noor.query("accounts.nothing")).status).toBe(404);
    const broken = { ...runtime, database: { ...runtime.database, db: brokenDb() } };
    const answer = await answerTrpc(broken, new Request("http://localhost:3000/api/trpc/accounts.me"));
    expect(answer.status).toBe(500);
    const text = await answer.text();
    expect(text).toContain("internal_error");
    expect(text).not.toMatch(/secret inside|stack|\.ts/);
  });

  it("marks every answer as not to be stored and gives a new browser a visitor id it cannot read", async () => {
    const answer = await browserOf(runtime).query("accounts.me");
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.getSetCookie().join()).toMatch(/roost_visitor=[\w-]{22};.*HttpOnly; SameSite=Lax/);
    expect(answer.headers.get("ratelimit-policy")).toBe('"read";q=6000;w=60');
  });
});

/** A database that fails on every statement. */
function brokenDb(): Market["db"] {
  return new Proxy(market.db, {
    get: () => () => {
      throw new Error("secret inside");
    },
  });
}

describe("roles", () => {
  it("asks somebody signed out to sign in, before the input is looked at", async () => {
    const answer = await browserOf(runtime).mutate("accounts.editProfile", profile("x"));
    expect(answer.status).toBe(401);
    expect(await refusalOf(answer)).toBe("sign_in_required");
  });

  it("ends nobody else's session", async () => {
    const other = browserOf(runtime);
    await other.signUpAndIn("other@example.com");
    const listed = await other.query("accounts.listSessions");
    const { sessions } = await dataOf<{ sessions: { sessionId: string }[] }>(listed);
    expect(sessions).toHaveLength(1);
    const foreign = await noor.mutate("accounts.endSession", { sessionId: sessions[0]?.sessionId });
    expect(foreign.status).toBe(404);
    const own = await other.mutate("accounts.endSession", { sessionId: sessions[0]?.sessionId });
    expect(own.status).toBe(200);
    expect(await (await other.query("accounts.me")).text()).toContain('"me":null');
  });
});

describe("rate limits", () => {
  const fill = (bucket: string) =>
    market.query(
      "insert into rate_limits values ($1, now() + interval '1 hour') on conflict (bucket) do update set tat = excluded.tat",
      [bucket],
    );

  it("refuse a person's mutations with 429 and Retry-After, and nobody else's", async () => {
    const hasty = browserOf(runtime);
    await hasty.signUpAndIn("hasty@example.com");
    const { me } = await dataOf<{ me: { personId: string } }>(await hasty.query("accounts.me"));
    await fill(`write:${me.personId}`);
    const refused = await hasty.mutate("accounts.editProfile", profile("Hasty"));
    expect([refused.status, await refusalOf(refused)]).toEqual([429, "too_many_requests"]);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(refused.headers.get("ratelimit")).toMatch(/^"write";r=0;t=\d+$/);
    expect((await noor.mutate("accounts.editProfile", profile("Noor"))).status).toBe(200);
  });

  it("count a signed-out client's reads by address, each call of a batch", async () => {
    const left = async (path: string) => {
      const request = new Request(`http://localhost:3000/api/trpc/${path}?batch=1&input={}`);
      const told = (await answerTrpc(runtime, request)).headers.get("ratelimit") ?? "";
      return Number(/r=(\d+)/.exec(told)?.[1]);
    };
    const before = await left("accounts.me");
    expect(await left(Array(10).fill("accounts.me").join(","))).toBeLessThanOrEqual(before - 9);
    await fill("read:address unknown");
    const refused = await browserOf(runtime).query("accounts.me");
    expect(refused.status).toBe(429);
    await market.query("delete from rate_limits where bucket = 'read:address unknown'");
  });
});

describe("idempotency keys", () => {
  let key = 0;
  let headers: Record<string, string>;
  beforeEach(() => {
    key += 1;
    headers = { "idempotency-key": `key-${key}` };
  });

  it("give a repeat the first answer, and do the work once", async () => {
    const first = await noor.mutate("accounts.editProfile", profile("First"), headers);
    await market.query("update people set name = 'Changed since' where email = 'noor@example.com'");
    const again = await noor.mutate("accounts.editProfile", profile("First"), headers);
    expect(await again.text()).toBe(await first.text());
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    const rows = await market.query("select name from people where email = 'noor@example.com'");
    expect(rows).toEqual([{ name: "Changed since" }]);
  });

  it("with another body are refused with 422", async () => {
    await noor.mutate("accounts.editProfile", profile("One"), headers);
    const other = await noor.mutate("accounts.editProfile", profile("Two"), headers);
    expect(other.status).toBe(422);
    expect(await refusalOf(other)).toBe("idempotency_key_reused");
    const otherProcedure = await noor.mutate("accounts.endOtherSessions", undefined, headers);
    expect(otherProcedure.status).toBe(422);
  });

  it("that are none are refused", async () => {
    for (const none of ["", " ", "x".repeat(129), "two words"]) {
      const answer = await noor.mutate("accounts.editProfile", profile("x"), { "idempotency-key": none });
      expect([none.length, await refusalOf(answer)]).toEqual([none.length, "idempotency_key_invalid"]);
    }
  });

  it("of another person are as good as new", async () => {
    const other = browserOf(runtime);
    await other.signUpAndIn(`keys-${key}@example.com`);
    await noor.mutate("accounts.editProfile", profile("Noor's"), headers);
    const answer = await other.mutate("accounts.editProfile", profile("Theirs"), headers);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain("Theirs");
  });

  it("in flight are refused with 409, and taken over once their call must have died", async () => {
    const started = (age: string) =>
      market.query(
        `update idempotency_keys set status = 'in_flight', answer = null, started_at = now() - $2::interval
         where key = $1`,
        [headers["idempotency-key"], age],
      );
    const call = () => noor.mutate("accounts.editProfile", profile("Slow"), headers);
    await call();
    await started("30 seconds");
    const early = await call();
    expect([early.status, await refusalOf(early)]).toEqual([409, "idempotency_in_flight"]);
    await started("61 seconds");
    expect((await call()).status).toBe(200);
  });

  it("let one of a hundred parallel repeats do the work", async () => {
    const calls = Array.from({ length: 100 }, () =>
      noor.mutate("accounts.editProfile", profile("Parallel"), headers),
    );
    const answers = await Promise.all(calls);
    const fresh = answers.filter((a) => a.status === 200 && !a.headers.has("idempotency-replayed"));
    expect(fresh).toHaveLength(1);
    expect(new Set(answers.map((answer) => answer.status)).size).toBeLessThanOrEqual(2);
    expect(answers.every((answer) => [200, 409].includes(answer.status))).toBe(true);
  });

  it("keep a refusal as the answer, but not an input that breaks the contract", async () => {
    const gone = { sessionId: "session_01h455vb4pex5vsknk084sn02q" };
    expect((await noor.mutate("accounts.endSession", gone, headers)).status).toBe(404);
    const repeat = await noor.mutate("accounts.endSession", gone, headers);
    expect([repeat.status, repeat.headers.get("idempotency-replayed")]).toEqual([404, "true"]);
    const wrong = { "idempotency-key": `wrong-${key}` };
    expect((await noor.mutate("accounts.editProfile", profile(""), wrong)).status).toBe(400);
    expect((await noor.mutate("accounts.editProfile", profile("Right"), wrong)).status).toBe(200);
  });
});
