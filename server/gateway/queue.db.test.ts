import { createHash, createHmac } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { answerQueue, type QueueCall, type QueueSettings } from "@/server/gateway/answer-queue";
import { signPush } from "@/server/gateway/queue-signature";
import { bookingConfirmed } from "@/server/modules/bookings/events";
import { type Market, openMarket } from "@/tests/support/market";

const CONSUMER = "notifications.email-guest-on-booking-confirmed";
const SECRET = "a-cron-secret-of-tests-that-is-long-enough";
const KEYS = {
  current: "sig_current-key-of-the-tests-of-qstash",
  next: "sig_next-key-of-the-tests-of-qstash-0",
};
const SETTINGS: QueueSettings = { secret: SECRET, appUrl: "https://roost.example", qstashKeys: KEYS };
const URL_OF_CONSUMER = `https://roost.example/api/queue/${CONSUMER}`;
const AT = new Date("2026-04-28T12:00:00Z");
const NOTHING = { claimed: 0, handled: 0, failed: 0, lagAfter: 0 };

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market.close());
beforeEach(() => market.query("truncate event_log, deliveries"));

const answer = (call: Partial<QueueCall>, settings = SETTINGS) =>
  answerQueue(
    { consumer: CONSUMER, body: "{}", signature: null, qstashSignature: null, at: AT, ...call },
    settings,
    async () => market.systemCtx(),
  );

const push = async (over: { body?: string; signedBody?: string; secret?: string; signedAt?: Date }) => {
  const signed = { consumer: CONSUMER, body: over.signedBody ?? "{}", secret: over.secret ?? SECRET };
  const signature = await signPush(signed, over.signedAt ?? AT);
  return answer({ body: over.body ?? "{}", signature });
};

test("a signed push runs its consumer", async () => {
  const answered = await push({});
  expect(answered.status).toBe(200);
  expect(await answered.json()).toEqual(NOTHING);
});

test("a push that is unsigned, changed, stale or signed with another secret is refused with 400", async () => {
  expect((await push({ body: '{"a":1}' })).status).toBe(400);
  expect((await push({ secret: "another-secret-that-is-long-enough-too" })).status).toBe(400);
  expect((await push({ signedAt: new Date("2026-04-28T11:54:59Z") })).status).toBe(400);
  expect((await push({ signedAt: new Date("2026-04-28T12:05:01Z") })).status).toBe(400);
  for (const signature of [null, "", "t=1,v1=00"])
    expect((await answer({ body: "", signature })).status).toBe(400);
});

test("a signed push for a consumer that does not exist is not found", async () => {
  const consumer = "nobody.listens";
  const signature = await signPush({ consumer, body: "{}", secret: SECRET }, AT);
  expect((await answer({ consumer, signature })).status).toBe(404);
});

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** What QStash sends, by its documentation: a JWT over the address and the body's SHA-256. */
function qstashToken(over: {
  url?: string;
  body?: string;
  key?: string;
  issuer?: string;
  ageSeconds?: number;
}) {
  const issuedAt = Math.floor(Date.now() / 1_000) - (over.ageSeconds ?? 0);
  const claims = {
    iss: over.issuer ?? "Upstash",
    sub: over.url ?? URL_OF_CONSUMER,
    iat: issuedAt,
    nbf: issuedAt,
    exp: issuedAt + 300,
    jti: "jwt_1",
    body: createHash("sha256")
      .update(over.body ?? "{}")
      .digest("base64url"),
  };
  const text = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
  return `${text}.${createHmac("sha256", over.key ?? KEYS.current)
    .update(text)
    .digest("base64url")}`;
}

test("a push of QStash is taken, signed with the present key or the next", async () => {
  for (const key of [KEYS.current, KEYS.next]) {
    const answered = await answer({ qstashSignature: qstashToken({ key }) });
    expect(answered.status).toBe(200);
    expect(await answered.json()).toEqual(NOTHING);
  }
});

test.each([
  ["for another address", { url: "https://roost.example/api/queue/search.refresh-documents" }],
  ["for another market", { url: `https://other.example/api/queue/${CONSUMER}` }],
  ["with another body", { body: "{ }" }],
  ["with another key", { key: "sig_a-key-that-somebody-guessed-000000" }],
  ["of another issuer", { issuer: "Somebody" }],
  ["that is too old", { ageSeconds: 331 }],
])("a push of QStash %s is refused with 400", async (_case, over) => {
  expect((await answer({ qstashSignature: qstashToken(over) })).status).toBe(400);
});

test("a token that is none, or is not signed at all, is refused with 400", async () => {
  const unsigned = `${encode({ alg: "none" })}.${encode({ iss: "Upstash", sub: URL_OF_CONSUMER })}.`;
  for (const qstashSignature of ["", "x", "a.b.c", unsigned])
    expect((await answer({ qstashSignature })).status).toBe(400);
});

test("without keys of QStash its pushes are refused, whatever the library's own environment says", async () => {
  vi.stubEnv("QSTASH_DEV", "true");
  const settings = { ...SETTINGS, qstashKeys: undefined };
  expect((await answer({ qstashSignature: qstashToken({}) }, settings)).status).toBe(400);
  const published = "sig_7kYjw48mhY7kAjqNGcy6cr29RJ6r";
  expect((await answer({ qstashSignature: qstashToken({ key: published }) })).status).toBe(400);
  vi.unstubAllEnvs();
});

test("an event that a push carries and the log does not know has no effect", async () => {
  const body = JSON.stringify({ type: bookingConfirmed.type, payload: { bookingId: "booking_made_up" } });
  const signature = await signPush({ consumer: CONSUMER, body, secret: SECRET }, AT);
  expect(await (await answer({ body, signature })).json()).toEqual(NOTHING);
  expect(await market.query("select 1 from deliveries")).toEqual([]);
});
