import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerAuth } from "@/server/gateway/auth-endpoint";
import { purgeLapsedSignIns } from "@/server/modules/accounts/purge-lapsed";
import { openSealedLink } from "@/server/modules/accounts/sealed-link";
import { hashPassword } from "@/server/platform/password";
import { type Market, openMarket, TEST_CONFIG } from "@/tests/support/market";
import { type Browser, browserOf, dataOf, runtimeOf, TEST_PASSWORD } from "@/tests/support/web";

let market: Market;
let runtime: ReturnType<typeof runtimeOf>;
const newBrowser = (): Browser => browserOf(runtime);

beforeAll(async () => {
  market = await openMarket();
  runtime = runtimeOf(market);
});
afterAll(() => market.close());

async function tokenIn(type: string, email: string): Promise<string> {
  const rows = await market.query<{ sealed: string }>(
    `select e.payload->>'sealedUrl' as sealed from event_log e join people p on p.email = $2
     where e.type = $1 order by e.seq desc limit 1`,
    [type, email],
  );
  const link = await openSealedLink(rows[0]?.sealed ?? "", TEST_CONFIG.authSecret);
  return new URL(link ?? "").searchParams.get("token") ?? "";
}

async function meOf(browser: Browser) {
  type Me = { email: string; emailVerified: boolean };
  const { me } = await dataOf<{ me: Me | null }>(await browser.query("accounts.me"));
  return me;
}

describe("sign-up and sign-in", () => {
  it("makes a person, a credential and both events in one go, and signs in with a plain-named cookie on http", async () => {
    const browser = newBrowser();
    await browser.signUpAndIn("Noor@Example.com");
    expect(await meOf(browser)).toMatchObject({ email: "noor@example.com", emailVerified: false });
    expect([...browser.cookies.keys()]).toContain("roost_session");
    const events = await market.query<{ type: string }>(
      "select type from event_log where topic = 'accounts' order by seq",
    );
    expect(events.map((event) => event.type)).toEqual(["person.registered", "person.verification_requested"]);
  });

  it("answers a known and an unknown address alike, at sign-up, sign-in and reset", async () => {
    const alike = async (path: string, body: (email: string) => unknown) => {
      const known = await newBrowser().auth(path, body("noor@example.com"));
      const unknown = await newBrowser().auth(path, body("nobody@example.com"));
      expect(known.status).toBe(unknown.status);
      const shape = (value: unknown) =>
        JSON.stringify(value, (key, inner: unknown) =>
          ["id", "email", "createdAt", "updatedAt"].includes(key) ? typeof inner : inner,
        );
      expect(shape(await known.json())).toBe(shape(await unknown.json()));
    };
    await alike("sign-in/email", (email) => ({ email, password: "not the password" }));
    await alike("request-password-reset", (email) => ({ email }));
    await alike("send-verification-email", (email) => ({ email }));
    await alike("sign-up/email", (email) => ({ email, name: "X", password: TEST_PASSWORD }));
  });

  it("refuses fields and routes it does not know", async () => {
    const body = { email: "r@example.com", name: "R", password: TEST_PASSWORD, role: "operator" };
    expect((await newBrowser().auth("sign-up/email", body)).status).toBe(400);
    expect((await newBrowser().auth("sign-up/email", { ...body, emailVerified: true })).status).toBe(400);
    expect((await newBrowser().auth("update-user", { emailVerified: true })).status).toBe(404);
    expect((await newBrowser().auth("sign-in/email")).status).toBe(405);
  });

  it("refuses another site, a wrong media type and a NUL character", async () => {
    const body = { email: "noor@example.com", password: TEST_PASSWORD };
    const attempt = (headers: Record<string, string>, email = body.email) =>
      newBrowser().auth("sign-in/email", { ...body, email }, headers);
    expect((await attempt({ origin: "https://evil.example" })).status).toBe(403);
    expect((await attempt({ origin: "null" })).status).toBe(403);
    expect((await attempt({ "content-type": "text/plain" })).status).toBe(415);
    expect((await attempt({}, "a\u0000@example.com")).status).toBe(400);
  });

  it("replaces a session that was planted before sign-in", async () => {
    const attacker = newBrowser();
    await attacker.signUpAndIn("attacker@example.com");
    const victim = newBrowser();
    victim.cookies.set("roost_session", attacker.cookies.get("roost_session") ?? "");
    await victim.auth("sign-in/email", { email: "noor@example.com", password: TEST_PASSWORD });
    expect(victim.cookies.get("roost_session")).not.toBe(attacker.cookies.get("roost_session"));
    expect(await meOf(victim)).toMatchObject({ email: "noor@example.com" });
    expect(await meOf(attacker)).toMatchObject({ email: "attacker@example.com" });
  });

  it("gives a client without cookies a bearer token, and takes no token whose signature is wrong", async () => {
    const answer = await newBrowser().auth("sign-in/email", {
      email: "noor@example.com",
      password: TEST_PASSWORD,
    });
    const token = answer.headers.get("set-auth-token") ?? "";
    const asked = await newBrowser().query("accounts.me", undefined, { authorization: `Bearer ${token}` });
    expect(JSON.stringify(await asked.json())).toContain("noor@example.com");
    const [bare] = decodeURIComponent(token).split(".");
    for (const forged of [bare, `${bare}.AAAA`, "x", "%zz.%zz"]) {
      const answered = await newBrowser().query("accounts.me", undefined, {
        authorization: `Bearer ${forged}`,
      });
      expect(JSON.stringify(await answered.json())).toContain('"me":null');
    }
  });

  it("takes an app's sign-in, which names no origin", async () => {
    const request = new Request("http://localhost:3000/api/auth/sign-in/email", {
      method: "POST",
      headers: { "content-type": "application/json", "sec-fetch-mode": "cors" },
      body: JSON.stringify({ email: "noor@example.com", password: TEST_PASSWORD }),
    });
    expect((await answerAuth(runtime, request)).status).toBe(200);
  });

  it("ends a suspended person's live session at once, and lets them not sign in again", async () => {
    const browser = newBrowser();
    await browser.signUpAndIn("suspended@example.com");
    await market.query("update people set suspended_at = now() where email = 'suspended@example.com'");
    expect((await browser.query("accounts.me")).status).toBe(401);
    const again = await newBrowser().auth("sign-in/email", {
      email: "suspended@example.com",
      password: TEST_PASSWORD,
    });
    expect(again.status).toBe(403);
  });
});

describe("letters", () => {
  it("verifies an address by the link's token", async () => {
    const browser = newBrowser();
    await browser.signUpAndIn("verify@example.com");
    const token = await tokenIn("person.verification_requested", "verify@example.com");
    const rows = await market.query<{ sealed: string }>(
      "select payload::text as sealed from event_log where type = 'person.verification_requested' order by seq desc limit 1",
    );
    expect(rows[0]?.sealed).not.toContain(token);
    expect((await browser.auth(`verify-email?token=${token}`)).status).toBe(200);
    expect(await meOf(browser)).toMatchObject({ emailVerified: true });
  });

  it("writes the market's own address into a reset link, whatever Host is named", async () => {
    const host = { host: "evil.example", "x-forwarded-host": "evil.example" };
    await newBrowser().auth("request-password-reset", { email: "verify@example.com" }, host);
    const rows = await market.query<{ sealed: string }>(
      "select payload->>'sealedUrl' as sealed from event_log where type = 'person.password_reset_requested' order by seq desc limit 1",
    );
    const link = await openSealedLink(rows[0]?.sealed ?? "", TEST_CONFIG.authSecret);
    expect(link?.startsWith("http://localhost:3000/reset-password?token=")).toBe(true);
  });

  it("sets a new password once per token and ends every session", async () => {
    const browser = newBrowser();
    await browser.signUpAndIn("reset@example.com");
    await browser.auth("request-password-reset", { email: "reset@example.com" });
    const token = await tokenIn("person.password_reset_requested", "reset@example.com");
    const newPassword = "another long password";
    expect((await newBrowser().auth("reset-password", { token, newPassword })).status).toBe(200);
    expect((await newBrowser().auth("reset-password", { token, newPassword })).status).toBe(400);
    expect(await meOf(browser)).toBeNull();
    const attempt = (password: string) =>
      newBrowser().auth("sign-in/email", { email: "reset@example.com", password });
    expect((await attempt(TEST_PASSWORD)).status).toBe(401);
    expect((await attempt(newPassword)).status).toBe(200);
  });

  it("ends the other sessions when a password is changed, also when the client asks for the contrary", async () => {
    const here = newBrowser();
    await here.signUpAndIn("change@example.com");
    const there = newBrowser();
    await there.auth("sign-in/email", { email: "change@example.com", password: TEST_PASSWORD });
    const changed = await here.auth("change-password", {
      currentPassword: TEST_PASSWORD,
      newPassword: "a third long password",
      revokeOtherSessions: false,
    });
    expect(changed.status).toBe(200);
    expect(await meOf(there)).toBeNull();
    expect(await meOf(here)).toMatchObject({ email: "change@example.com" });
  });
});

it("removes sessions and tokens that have ended, and no others", async () => {
  const browser = newBrowser();
  await browser.signUpAndIn("lapsed@example.com");
  const [{ count = "" } = {}] = await market.query<{ count: string }>("select count(*) from sessions");
  await newBrowser().auth("sign-in/email", { email: "lapsed@example.com", password: TEST_PASSWORD });
  await market.query(
    "update sessions set expires_at = now() - interval '1 day' where id = (select id from sessions order by created_at desc limit 1)",
  );
  expect(await purgeLapsedSignIns(market.db, 100)).toBe(1);
  expect(await market.query("select count(*) from sessions")).toEqual([{ count }]);
  expect(await meOf(browser)).toMatchObject({ email: "lapsed@example.com" });
});

describe("guessing", () => {
  it("is throttled on one account, and says when to come back", async () => {
    const statuses: number[] = [];
    let last: Response | undefined;
    for (let attempt = 0; attempt < 12; attempt += 1) {
      last = await newBrowser().auth("sign-in/email", {
        email: "target@example.com",
        password: `guess ${attempt}`,
      });
      statuses.push(last.status);
    }
    expect(statuses.slice(0, 10)).toEqual(Array(10).fill(401));
    expect(statuses.slice(10)).toEqual([429, 429]);
    expect(Number(last?.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  it("counts failures alone: somebody who signs in rightly is never throttled", async () => {
    await newBrowser().signUpAndIn("often@example.com");
    for (let attempt = 0; attempt < 15; attempt += 1) {
      const answer = await newBrowser().auth("sign-in/email", {
        email: "often@example.com",
        password: TEST_PASSWORD,
      });
      expect(answer.status).toBe(200);
    }
  });

  it("is throttled with one password over many accounts", async () => {
    const statuses = new Set<number>();
    for (let attempt = 0; attempt < 70; attempt += 1) {
      const answer = await newBrowser().auth("sign-in/email", {
        email: `spray-${attempt}@example.com`,
        password: "Winter2026!",
      });
      statuses.add(answer.status);
    }
    expect(statuses).toContain(429);
  });
});

it("hashes passwords with argon2id, 19,456 KiB, two passes, one lane", async () => {
  expect(await hashPassword("x")).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});
