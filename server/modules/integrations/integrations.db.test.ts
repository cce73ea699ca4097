import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { PayloadOf } from "@/server/events/define-event";
import { publish } from "@/server/events/publish";
import type { bookingConfirmed } from "@/server/modules/bookings/events";
import { bookingHeld, bookingConfirmed as confirmed } from "@/server/modules/bookings/events";
import { queueWebhooksOnEvents } from "@/server/modules/integrations/consumers/queue-webhooks-on-events";
import { ENDPOINTS_MAX } from "@/server/modules/integrations/contract";
import { integrationsRouter } from "@/server/modules/integrations/router";
import { ATTEMPTS_MAX } from "@/server/modules/integrations/rules";
import { sendWebhooks } from "@/server/modules/integrations/send-webhooks";
import { claimDue } from "@/server/modules/integrations/store";
import { inTransaction } from "@/server/platform/db";
import { type FakeWebhooks, fakeWebhooks } from "@/server/platform/fakes/webhooks";
import { type EndpointId, type EventId, newId, type PersonId } from "@/server/primitives/id";
import { addMs, DAY_MS, HOUR_MS, MINUTE_MS } from "@/server/primitives/zoned";
import { createCallerFactory } from "@/server/trpc/init";
import { bookingPayload, confirmedPayload } from "@/tests/support/analytics-events";
import { relayAndRun, WIDE } from "@/tests/support/events";
import { type Market, openMarket } from "@/tests/support/market";

const caller = createCallerFactory(integrationsRouter);
const REASON = "for a test of it";

let market: Market;
let webhooks: FakeWebhooks;
let operatorId: PersonId;
let guestId: PersonId;
let home: Awaited<ReturnType<Market["addListing"]>>;

beforeAll(async () => {
  market = await openMarket();
  operatorId = await market.addOperator();
  guestId = await market.addPerson();
  home = await market.addListing();
});
afterAll(() => market.close());
beforeEach(async () => {
  webhooks = fakeWebhooks();
  await market.query("truncate webhook_endpoints, webhook_deliveries, webhook_attempts, operator_actions");
});

const api = (now?: Date) => caller(market.trpcCtx({ personId: operatorId, role: "operator" }, now));
const add = (url: string, types: string[] = []) => api().addEndpoint({ url, description: "Channel", types });
const send = (now = market.now) => {
  const ports = Object.defineProperty({} as never, "webhooks", { value: webhooks });
  return sendWebhooks(market.systemCtx({ now, ports }), WIDE);
};

async function happen(kind: "held" | "confirmed" = "confirmed", at = market.now): Promise<EventId> {
  const payload = bookingPayload({ ...home, guestId, at });
  const eventId = await inTransaction(market, (tx) =>
    kind === "held"
      ? publish(tx, bookingHeld, {
          payload: { ...payload, holdExpiresAt: addMs(at, MINUTE_MS) },
          at,
          trace: "t",
        })
      : publish(tx, confirmed, { payload: confirmedPayload(payload, at), at, trace: "t" }),
  );
  await relayAndRun(market.systemCtx({ now: at }), [queueWebhooksOnEvents]);
  return eventId;
}
const bodyOf = (index: number) =>
  JSON.parse(webhooks.calls[index]?.body ?? "") as {
    id: string;
    type: string;
    data: PayloadOf<typeof bookingConfirmed>;
  };

describe("what is sent", () => {
  test("each endpoint gets each event that it wants, once, as it was published", async () => {
    const all = await add("https://all.example/hook");
    await add("https://some.example/hook", ["booking.confirmed"]);
    const held = await happen("held");
    const booked = await happen("confirmed");
    expect(await send()).toMatchObject({ claimed: 3, handled: 3, failed: 0, lagAfter: 0 });
    expect(await send()).toMatchObject({ claimed: 0 });
    const sent = webhooks.calls.map((call) => [call.url, call.messageId]).sort();
    expect(sent).toEqual(
      [
        ["https://all.example/hook", held],
        ["https://all.example/hook", booked],
        ["https://some.example/hook", booked],
      ].sort(),
    );
    const at = webhooks.calls.findIndex((call) => call.messageId === booked);
    expect(bodyOf(at)).toMatchObject({ id: booked, type: "booking.confirmed", data: { guestId } });
    expect(webhooks.calls.find((call) => call.url.includes("all"))?.secrets).toEqual([all.secret]);
  });

  test("an event that comes again is queued once", async () => {
    await add("https://all.example/hook");
    const eventId = await happen();
    await send();
    await market.query("update consumer_positions set position = -1 where consumer = $1", [
      queueWebhooksOnEvents.name,
    ]);
    expect((await relayAndRun(market.systemCtx(), [queueWebhooksOnEvents])).handled).toBeGreaterThan(0);
    await send();
    expect(webhooks.calls.filter(({ messageId }) => messageId === eventId)).toHaveLength(1);
  });

  test("what happened before an endpoint was added, or after it was removed, is not sent", async () => {
    const before = addMs(market.now, -MINUTE_MS);
    const { endpointId } = await add("https://all.example/hook");
    await happen("confirmed", before);
    await api().removeEndpoint({ endpointId, reason: REASON });
    await happen();
    await send();
    expect(webhooks.calls).toEqual([]);
  });

  test("sign-ins and what people look at cannot be asked for", async () => {
    for (const type of ["person.password_reset_requested", "search.performed", "nothing.known"])
      await expect(add("https://all.example/hook", [type])).rejects.toThrow("invalid_input");
    const { types } = await api().listEndpoints();
    expect(types.map(({ type }) => type)).toContain("booking.confirmed");
    expect(types.filter(({ type }) => /person|session|search|password|verification/.test(type))).toEqual([]);
  });
});

test("what waits for an endpoint that is removed is given up, and cannot be sent again", async () => {
  const { endpointId } = await add("https://all.example/hook");
  const eventId = await happen();
  await api().removeEndpoint({ endpointId, reason: REASON });
  expect(await api().readDelivery({ endpointId, eventId })).toMatchObject({
    status: "given_up",
    nextAttemptAt: null,
    isRemoved: true,
  });
  await expect(api().resend({ endpointId, eventId })).rejects.toThrow("not_found");
});

describe("what is not taken", () => {
  test("is tried again for three days, then given up, and the endpoint stays on", async () => {
    const { endpointId } = await add("https://down.example/hook");
    webhooks.answerWith("https://down.example/hook", 503);
    const eventId = await happen();
    let now = market.now;
    let failed = 0;
    for (let round = 0; round < 40; round += 1) {
      failed += (await send(now)).failed;
      const [row] = await market.query<{ next: Date | null }>(
        "select next_attempt_at as next from webhook_deliveries",
      );
      if (!row?.next) break;
      now = row.next;
    }
    expect(failed).toBe(ATTEMPTS_MAX);
    expect(now.getTime() - market.now.getTime()).toBeGreaterThanOrEqual(3 * DAY_MS);
    const delivery = await api().readDelivery({ endpointId, eventId });
    expect(delivery).toMatchObject({ status: "given_up", attempts: ATTEMPTS_MAX });
    expect(delivery.log).toHaveLength(ATTEMPTS_MAX);
    expect(delivery.log[0]).toMatchObject({ statusCode: 503, note: "answered 503" });
    const { endpoints } = await api().listEndpoints();
    expect(endpoints[0]).toMatchObject({ givenUp: 1, pausedAt: null, lastFailure: { statusCode: 503 } });

    webhooks.answerWith("https://down.example/hook", 200);
    await happen("confirmed", now);
    expect(await send(now)).toMatchObject({ handled: 1, failed: 0 });
  });

  test("goes out again when an operator says so, with a full set of attempts", async () => {
    const { endpointId } = await add("https://down.example/hook");
    webhooks.answerWith("https://down.example/hook", undefined);
    const eventId = await happen();
    await market.query("update webhook_deliveries set tries = $1, attempts = $1", [ATTEMPTS_MAX - 1]);
    await send();
    expect(await api().readDelivery({ endpointId, eventId })).toMatchObject({ status: "given_up" });
    expect(await api().resendGivenUp({ endpointId })).toEqual({ count: 1 });
    await send();
    const again = await api().readDelivery({ endpointId, eventId });
    expect(again).toMatchObject({ status: "waiting", attempts: ATTEMPTS_MAX + 1 });
    expect(again.log.map(({ attempt }) => attempt)).toEqual([ATTEMPTS_MAX + 1, ATTEMPTS_MAX]);
    expect(again.log[0]).toMatchObject({ statusCode: null, note: "the connection failed (ECONNREFUSED)" });
    webhooks.answerWith("https://down.example/hook", 200);
    await api().resend({ endpointId, eventId });
    await send();
    expect(await api().readDelivery({ endpointId, eventId })).toMatchObject({ status: "delivered" });
  });

  test("holds up nobody else: a dead endpoint with a long queue leaves the others their turn", async () => {
    await add("https://down.example/hook");
    await add("https://up.example/hook");
    webhooks.answerWith("https://down.example/hook", undefined);
    for (let count = 0; count < 60; count += 1) await happen("held");
    await send();
    const urls = webhooks.calls.map(({ url }) => url);
    expect(urls.filter((url) => url.includes("up.example"))).toHaveLength(60);
  });

  test("a paused endpoint's events wait and go out when it is resumed", async () => {
    const { endpointId } = await add("https://all.example/hook");
    await api().pauseEndpoint({ endpointId, reason: REASON });
    await happen();
    expect(await send()).toMatchObject({ claimed: 0, lagAfter: 0 });
    await api().resumeEndpoint({ endpointId, reason: REASON });
    expect(await send()).toMatchObject({ handled: 1 });
  });
});

test("two runs at once send each message once; a run that died leaves its messages to the next", async () => {
  await add("https://all.example/hook");
  for (let count = 0; count < 12; count += 1) await happen("held");
  await Promise.all([send(), send(), send()]);
  expect(new Set(webhooks.calls.map(({ messageId }) => messageId)).size).toBe(12);
  expect(webhooks.calls).toHaveLength(12);

  await happen("held");
  const leasedUntil = addMs(market.now, MINUTE_MS);
  const lost = await claimDue(market.db, { now: market.now, leasedUntil, max: 10, perEndpointMax: 10 });
  expect(lost).toHaveLength(1);
  expect(await send()).toMatchObject({ claimed: 0 });
  expect(await send(leasedUntil)).toMatchObject({ handled: 1 });
});

test("a replaced secret signs beside the new one for a day", async () => {
  const first = await add("https://all.example/hook");
  const second = await api().rotateSecret({ endpointId: first.endpointId });
  expect(second.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  await happen();
  await send();
  expect(webhooks.calls[0]?.secrets).toEqual([second.secret, first.secret]);
  const later = addMs(market.now, 25 * HOUR_MS);
  await happen("confirmed", later);
  await send(later);
  expect(webhooks.calls[1]?.secrets).toEqual([second.secret]);
  const stored = JSON.stringify(await market.query("select * from webhook_endpoints"));
  expect(stored).not.toContain(first.secret);
  expect(stored).not.toContain(second.secret);
});

describe("bad input", () => {
  test.each([
    "ftp://a.example/",
    "javascript:alert(1)",
    "https://user:word@a.example/",
    "https://a.example/#part",
    "not a url",
    `https://a.example/${"x".repeat(2_048)}`,
  ])("%s is no address for webhooks", async (url) => {
    await expect(add(url)).rejects.toThrow();
    expect(await market.query("select 1 from webhook_endpoints")).toEqual([]);
  });

  test("an endpoint or a delivery that is none is not found, and nothing changes", async () => {
    const endpointId: EndpointId = newId("endpoint", market.now.getTime());
    const eventId: EventId = newId("event", market.now.getTime());
    const { endpointId: own } = await add("https://all.example/hook");
    const change = { url: "https://b.example/", description: "b", types: [] };
    const calls = [
      () => api().editEndpoint({ endpointId, ...change }),
      () => api().rotateSecret({ endpointId }),
      () => api().pauseEndpoint({ endpointId, reason: REASON }),
      () => api().resumeEndpoint({ endpointId, reason: REASON }),
      () => api().removeEndpoint({ endpointId, reason: REASON }),
      () => api().resendGivenUp({ endpointId }),
      () => api().readDelivery({ endpointId: own, eventId }),
      () => api().resend({ endpointId: own, eventId }),
      () => api().resend({ endpointId, eventId }),
    ];
    for (const call of calls) await expect(call()).rejects.toThrow("not_found");
    await expect(api().listDeliveries({ cursor: "made-up" })).rejects.toThrow("invalid_input");
  });

  test("there are at most as many endpoints as a market can have", async () => {
    for (let count = 0; count < ENDPOINTS_MAX; count += 1) await add(`https://n${count}.example/`);
    await expect(add("https://more.example/")).rejects.toThrow("too_many_endpoints");
  });
});

test("pages of the log follow each other without a repeat or a gap, and can be narrowed", async () => {
  const { endpointId } = await add("https://a.example/hook");
  await add("https://b.example/hook");
  for (let count = 0; count < 5; count += 1) await happen("held");
  await send();
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await api().listDeliveries({ pageSize: 3, ...(cursor === undefined ? {} : { cursor }) });
    seen.push(...page.items.map((item) => `${item.endpointId} ${item.eventId}`));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  expect(new Set(seen).size).toBe(10);
  expect(seen).toHaveLength(10);
  const mine = await api().listDeliveries({ endpointId, status: "delivered", pageSize: 50 });
  expect(mine.items).toHaveLength(5);
  expect((await api().listDeliveries({ status: "given_up" })).items).toEqual([]);
});

test("whatever an operator does to an endpoint is in the audit log", async () => {
  const { endpointId } = await add("https://all.example/hook");
  await api().editEndpoint({ endpointId, url: "https://b.example/", description: "b", types: [] });
  await api().rotateSecret({ endpointId });
  await api().pauseEndpoint({ endpointId, reason: REASON });
  await api().resumeEndpoint({ endpointId, reason: REASON });
  await api().resendGivenUp({ endpointId });
  await api().removeEndpoint({ endpointId, reason: REASON });
  const actions = await market.query<{ action: string }>("select action from operator_actions order by id");
  expect(actions.map(({ action }) => action).sort()).toEqual([
    "endpoint.added",
    "endpoint.changed",
    "endpoint.paused",
    "endpoint.removed",
    "endpoint.resumed",
    "endpoint.secret_rotated",
    "webhooks.resent",
  ]);
});
