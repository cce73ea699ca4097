import { afterAll, beforeAll, expect, test } from "vitest";
import { runConsumers } from "@/server/events/run-consumer";
import { appRouter } from "@/server/gateway/router";
import { recordFactsOnEvents } from "@/server/modules/analytics/consumers/record-facts-on-events";
import { emailGuestOnBookingConfirmed } from "@/server/modules/notifications/consumers/email-guest-on-booking-confirmed";
import { startPayment } from "@/server/modules/payments/start-payment";
import { connectDb } from "@/server/platform/connect-db";
import { sql } from "@/server/platform/db";
import { exportSpans } from "@/server/platform/export-spans";
import { fakeMail } from "@/server/platform/fakes/mail";
import { silentLog } from "@/server/platform/log";
import { inSpan } from "@/server/platform/spans";
import { parseTraceparent } from "@/server/primitives/traceparent";
import { createCallerFactory } from "@/server/trpc/init";
import { MAY_STAY, TWO_ADULTS } from "@/tests/support/bookings";
import { WIDE } from "@/tests/support/events";
import { type MoneyMarket, openMoneyMarket } from "@/tests/support/money-market";
import { openSpanCollector, type SpanCollector } from "@/tests/support/span-collector";

const TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
const BROWSER = `00-${TRACE_ID}-00f067aa0ba902b7-01`;
const caller = createCallerFactory(appRouter);

let market: MoneyMarket;
let collector: SpanCollector;
beforeAll(async () => {
  market = await openMoneyMarket();
  collector = await openSpanCollector();
});
afterAll(async () => {
  await collector.close();
  await market.close();
});

const exported = () =>
  exportSpans(
    {
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_HEADERS: { "x-key": "of the tests" },
      OTEL_SERVICE_NAME: "roost",
    },
    "test",
    silentLog,
  );

/** A guest's browser holds a stay in a trace of its own, pays, and everything that follows is done. */
async function bookInTrace() {
  const guestId = await market.addPerson({ email: `traced-${Math.random()}@example.com` });
  const { listingId } = await market.addListing();
  const plain = market.trpcCtx({ personId: guestId });
  const api = caller({ ...plain, request: { ...plain.request, parentTrace: BROWSER }, trace: BROWSER });
  const { quoteId } = await api.pricing.quote({ listingId, stay: MAY_STAY, party: TWO_ADULTS });
  const { bookingId } = await api.bookings.hold({ quoteId });
  const { intentId } = await startPayment(market.guestAt(guestId, market.now), { bookingId });
  market.gateway.confirm(intentId);
  await market.settle(market.now);
  const mail = fakeMail();
  const ports = Object.defineProperty({} as never, "mail", { value: mail });
  const ctx = market.systemCtx({ ports });
  await runConsumers(ctx, [emailGuestOnBookingConfirmed, recordFactsOnEvents], { bounds: WIDE });
  return { bookingId, letters: mail.letters };
}

test("one trace leads from a browser's request over the gateway's webhook and the events to the letter", async () => {
  const spanExport = await exported();
  const { bookingId, letters } = await bookInTrace();
  await spanExport.end();

  expect(letters).toHaveLength(1);
  const events = await market.query<{ type: string; trace: string }>(
    "select type, trace from event_log where key = $1 order by seq",
    [bookingId],
  );
  expect(events.map(({ type }) => type)).toContain("booking.confirmed");
  expect(new Set(events.map(({ trace }) => parseTraceparent(trace)?.traceId))).toEqual(new Set([TRACE_ID]));

  const ours = collector.spans.filter((span) => span.traceId === TRACE_ID);
  const named = new Map(ours.map((span) => [span.name, span]));
  const hold = named.get("mutation bookings.hold");
  const settle = named.get("handle bookings.settle-booking-on-payment-succeeded");
  const handle = named.get("handle notifications.email-guest-on-booking-confirmed");
  const send = named.get("send booking-confirmed");
  expect(hold?.parentSpanId).toBe("00f067aa0ba902b7");
  expect(settle?.parentSpanId).toBe(hold?.spanId);
  expect(handle?.parentSpanId).toBe(settle?.spanId);
  expect(send?.parentSpanId).toBe(handle?.spanId);
  const batch = collector.spans.find((span) => span.name === `handle ${recordFactsOnEvents.name}`);
  expect(batch?.links.map((link) => link.traceId)).toContain(TRACE_ID);
  expect(new Set(collector.keys)).toEqual(new Set(["of the tests"]));
});

test("the statements of a request and of a consumer hang below their spans, in transactions too", async () => {
  const spanExport = await exported();
  await bookInTrace();
  await spanExport.end();

  const ours = collector.spans.filter((span) => span.traceId === TRACE_ID);
  const below = (name: string) => {
    const ids = new Set(ours.filter((span) => span.name === name).map((span) => span.spanId));
    expect(ids.size).toBeGreaterThan(0);
    return ours.filter((span) => ids.has(span.parentSpanId ?? "") && "db.system.name" in span.attributes);
  };
  const hold = below("mutation bookings.hold").find((span) => span.name === "SELECT hold_stay");
  expect(hold?.kind).toBe(3);
  expect(hold?.attributes).toMatchObject({
    "db.system.name": "postgresql",
    "db.query.summary": "SELECT hold_stay",
    "db.operation.name": "SELECT",
    "db.stored_procedure.name": "hold_stay",
  });
  const settled = below("handle bookings.settle-booking-on-payment-succeeded").map((span) => span.name);
  expect(settled).toContain("SELECT confirm_stay");
  const ofLetter = below("handle notifications.email-guest-on-booking-confirmed").map((span) => span.name);
  expect(ofLetter).toContain("INSERT deliveries");
  expect(JSON.stringify(ours)).not.toContain("traced-0.");
});

test("a statement that fails has its code and not its values; outside a span none is recorded", async () => {
  const spanExport = await exported();
  const plan = { name: "look", kind: "internal", trace: BROWSER } as const;
  const bad = sql`select ${"not-a-uuid-4711"}::uuid from bookings`;
  await expect(inSpan(plan, () => market.db.execute(bad))).rejects.toThrow();
  await market.db.execute(sql`select 1 from wishlists`);
  await spanExport.end();

  const look = collector.spans.find((span) => span.name === "look");
  const failed = collector.spans.find((span) => span.parentSpanId === look?.spanId);
  expect(failed).toMatchObject({
    name: "SELECT bookings",
    status: { code: 2 },
    attributes: { "db.response.status_code": "22P02", "error.type": "22P02" },
  });
  expect(JSON.stringify(failed)).not.toContain("4711");
  expect(collector.spans.some((span) => span.name === "SELECT wishlists")).toBe(false);
});

test("statements that wait for a connection keep the span that asked for them", async () => {
  const spanExport = await exported();
  const one = connectDb({ url: market.url, poolMax: 1, log: silentLog });
  const ask = (name: string) =>
    inSpan({ name, kind: "internal", trace: BROWSER }, () =>
      Promise.all(
        Array.from({ length: 5 }, () => one.db.execute(sql`select pg_sleep(0.002) from cron_runs limit 1`)),
      ),
    );
  await Promise.all([ask("left"), ask("right")]);
  await one.end();
  await spanExport.end();
  for (const name of ["left", "right"]) {
    const { spanId } = collector.spans.find((span) => span.name === name) ?? {};
    expect(collector.spans.filter((span) => span.parentSpanId === spanId)).toHaveLength(5);
  }
});

test("without a collector the trace is carried on all the same", async () => {
  const { bookingId } = await bookInTrace();
  const traces = await market.query("select distinct trace from event_log where key = $1", [bookingId]);
  expect(traces).toEqual([{ trace: BROWSER }]);
});

test("a span of work that throws is marked, and the error is thrown on as it was", async () => {
  const spanExport = await exported();
  const error = new Error("no paper");
  const work = inSpan({ name: "print", kind: "internal", trace: BROWSER }, () => Promise.reject(error));
  await expect(work).rejects.toBe(error);
  await spanExport.end();
  expect(collector.spans.find((span) => span.name === "print")?.status).toEqual({
    code: 2,
    message: "Error: no paper",
  });
});
