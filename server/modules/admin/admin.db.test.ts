/** The operator's procedures. Longer than the usual file: its groups share one market of bookings, events and people. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { partitionOf } from "@/server/events/partition";
import { deadEvents } from "@/server/events/tables";
import { adminRouter } from "@/server/modules/admin/router";
import { modelMetrics, models } from "@/server/modules/recommendations/tables";
import { type EventId, newId, type PersonId } from "@/server/primitives/id";
import { addMs, HOUR_MS } from "@/server/primitives/zoned";
import { createCallerFactory } from "@/server/trpc/init";
import { addBookedStay, type BookedStay, placeConsumer } from "@/tests/support/booked-stay";
import { MARKET_NOW, type Market, openMarket } from "@/tests/support/market";

let market: Market;
let stay: BookedStay;
let operatorId: PersonId;
const CONSUMER = "test.tell-host";

beforeAll(async () => {
  market = await openMarket();
  operatorId = await market.addOperator();
  stay = await addBookedStay(market);
  await placeConsumer(market, { consumer: CONSUMER, bookingId: stay.bookingId, position: 0 });
});
afterAll(() => market.close());

const callerOf = (who?: { personId: PersonId; role?: "guest" | "host" | "operator" }) =>
  createCallerFactory(adminRouter)(market.trpcCtx(who));
const operator = () => callerOf({ personId: operatorId, role: "operator" });

async function addDead(eventId: EventId, at = MARKET_NOW): Promise<void> {
  await market.db.insert(deadEvents).values({
    consumer: CONSUMER,
    eventId,
    topic: "bookings",
    partition: partitionOf("bookings", stay.bookingId),
    position: 0,
    key: stay.bookingId,
    type: "booking.held",
    attempts: 8,
    error: "the mailbox is full",
    diedAt: at,
  });
}

describe("who may call", () => {
  const reason = "a test of who may call";
  const someEvent = newId("event");
  const inputs: Record<keyof typeof adminRouter._def.procedures, unknown> = {
    overview: {},
    find: { text: "RST" },
    listBookings: {},
    readBooking: { bookingId: newId("booking") },
    noteBooking: { bookingId: newId("booking"), reason },
    listPeople: {},
    readPerson: { personId: newId("person") },
    listListings: {},
    readListing: { listingId: newId("listing") },
    listEvents: {},
    readEvent: { eventId: someEvent },
    consumers: undefined,
    pauseConsumer: { consumer: CONSUMER, reason },
    resumeConsumer: { consumer: CONSUMER, reason },
    listDeadEvents: {},
    replayDeadEvent: { consumer: CONSUMER, eventId: someEvent, reason },
    replayDeadEvents: { consumer: CONSUMER, reason },
    dropDeadEvent: { consumer: CONSUMER, eventId: someEvent, reason },
    listInbox: {},
    auditLog: {},
    models: undefined,
    promoteModel: { modelId: newId("model"), reason },
  };

  for (const [name, input] of Object.entries(inputs)) {
    it(`${name}: nobody, a guest and a host are refused`, async () => {
      const call = async (caller: ReturnType<typeof callerOf>) => {
        const procedure = Reflect.get(caller, name) as (input: unknown) => Promise<unknown>;
        return procedure(input);
      };
      const personId = stay.guestId;
      await expect(call(callerOf())).rejects.toMatchObject({ code: "UNAUTHORIZED" });
      await expect(call(callerOf({ personId }))).rejects.toMatchObject({ code: "FORBIDDEN" });
      await expect(call(callerOf({ personId, role: "host" }))).rejects.toMatchObject({ code: "FORBIDDEN" });
    });
  }

  it("every procedure of the router is among them", () => {
    expect(Object.keys(inputs).sort()).toEqual(Object.keys(adminRouter._def.procedures).sort());
  });

  it("an operator without a reason changes nothing", async () => {
    await expect(operator().pauseConsumer({ consumer: CONSUMER, reason: "  " })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
    expect((await operator().auditLog({})).items).toEqual([]);
  });
});

describe("a booking", () => {
  it("shows everything: people, lines, transitions, money, events and references", async () => {
    const found = await operator().readBooking({ bookingId: stay.bookingId });
    expect(found.booking).toMatchObject({ code: stay.code, status: "confirmed", nightCount: 3 });
    expect(found.booking.guest.name).toBe("Nadia Haddad");
    expect(found.transitions.map(({ status, actor }) => [status, actor?.name])).toEqual([
      ["held", "Nadia Haddad"],
      ["confirmed", undefined],
    ]);
    expect(found.ledger.sum.amountMinor).toBe(0);
    expect(found.ledger.transactions.map(({ entries }) => entries.length)).toEqual([2, 3]);
    expect(found.references.map(({ name }) => name)).toEqual(["quote", "payment_intent", "charge"]);
    expect(found.events.map(({ type }) => type)).toEqual(["booking.held", "booking.confirmed"]);
  });

  it("says who has each cent, and the parts are the whole", async () => {
    const { cents } = await operator().readBooking({ bookingId: stay.bookingId });
    expect(cents.paid.amountMinor).toBe(stay.totalMinor);
    expect(cents.holders.reduce((sum, { amount }) => sum + amount.amountMinor, 0)).toBe(stay.totalMinor);
    expect(cents.unowned.amountMinor).toBe(0);
    expect(cents.gatewayFee.amountMinor).toBe(1_953);
  });

  it("keeps a note of an operator, with their name, in the audit log", async () => {
    const reason = "the guest called about the key";
    await operator().noteBooking({ bookingId: stay.bookingId, reason });
    const { actions } = await operator().readBooking({ bookingId: stay.bookingId });
    expect(actions).toMatchObject([{ action: "booking.noted", reason, operator: { personId: operatorId } }]);
    await market.query("truncate operator_actions");
  });

  it("that does not exist takes no note", async () => {
    const call = operator().noteBooking({ bookingId: newId("booking"), reason: "a note about nothing" });
    await expect(call).rejects.toMatchObject({ code: "NOT_FOUND", message: "booking_not_found" });
    expect((await operator().auditLog({})).items).toEqual([]);
  });

  it("that does not exist is not found", async () => {
    const call = operator().readBooking({ bookingId: newId("booking") });
    await expect(call).rejects.toMatchObject({ code: "NOT_FOUND", message: "booking_not_found" });
  });
});

describe("the list of bookings", () => {
  it("finds by code, name, e-mail and listing, and takes wildcards for what they are", async () => {
    const of = async (text: string) =>
      (await operator().listBookings({ text })).items.map(({ code }) => code);
    expect(await of(stay.code.toLowerCase())).toEqual([stay.code]);
    expect(await of("nadia h")).toEqual([stay.code]);
    expect(await of("brick rowhouse")).toEqual([stay.code]);
    expect(await of("%")).toEqual([]);
    expect(await of("nobody like this")).toEqual([]);
  });

  it("pages through everything once, latest first", async () => {
    const others: string[] = [];
    for (const hours of [1, 2, 2, 3]) {
      others.push((await addBookedStay(market, { at: addMs(MARKET_NOW, -hours * HOUR_MS) })).code);
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await operator().listBookings({ limit: 2, ...(cursor ? { cursor } : {}) });
      seen.push(...page.items.map(({ code }) => code));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen.slice().sort()).toEqual([stay.code, ...others].sort());
    expect(seen[0]).toBe(stay.code);
    const { counts, items } = await operator().listBookings({ statuses: ["completed"] });
    expect([counts, items]).toEqual([{ confirmed: 5 }, []]);
  });

  it("refuses a cursor that is not its own", async () => {
    await expect(operator().listBookings({ cursor: "bm90LW91cnM" })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
  });
});

describe("the event bus", () => {
  it("shows an event's payload and its path through the consumers", async () => {
    const [heldId, confirmedId] = stay.eventIds;
    if (!heldId || !confirmedId) throw new Error("no events");
    const held = await operator().readEvent({ eventId: heldId });
    expect(held.payload).toMatchObject({ bookingId: stay.bookingId });
    expect(held.consumers).toMatchObject([{ consumer: CONSUMER, outcome: "passed" }]);
    const confirmed = await operator().readEvent({ eventId: confirmedId });
    expect(confirmed.consumers).toMatchObject([{ consumer: CONSUMER, outcome: "waiting" }]);
    expect(confirmed.related.map(({ eventId }) => eventId)).toContain(heldId);
  });

  it("filters the log by key, type and topic", async () => {
    const byKey = await operator().listEvents({ key: stay.bookingId });
    expect(byKey.items.map(({ type }) => type)).toEqual(["booking.confirmed", "booking.held"]);
    expect(byKey.types).toEqual(["booking.confirmed", "booking.held"]);
    expect((await operator().listEvents({ type: "booking.held", limit: 100 })).items).toHaveLength(5);
    expect((await operator().listEvents({ topic: "listings" })).items).toEqual([]);
  });

  it("finds by trace and by time, and lists every event of a trace", async () => {
    const [heldId, confirmedId] = stay.eventIds;
    const traceId = "0123456789abcdef0123456789abcdef";
    const span = (digit: string) => `00-${traceId}-${digit.repeat(16)}-01`;
    await market.query(
      "update event_log set trace = $1, occurred_at = $3 where key = $2 and type = 'booking.held'",
      [span("a"), stay.bookingId, new Date("2026-04-01T10:00:00Z")],
    );
    await market.query("update event_log set trace = $1 where key = $2 and type = 'booking.confirmed'", [
      span("b"),
      stay.bookingId,
    ]);
    for (const trace of [traceId, span("c")])
      expect((await operator().listEvents({ trace })).items.map(({ eventId }) => eventId)).toEqual([
        confirmedId,
        heldId,
      ]);
    expect((await operator().listEvents({ trace: traceId.slice(0, 31) })).items).toEqual([]);
    expect((await operator().listEvents({ trace: "%" })).items).toEqual([]);
    const hour = async (from: string, to: string) =>
      (await operator().listEvents({ key: stay.bookingId, from, to })).items.map(({ eventId }) => eventId);
    expect(await hour("2026-04-01T10:00:00Z", "2026-04-01T10:00:00.001Z")).toEqual([heldId]);
    expect(await hour("2026-04-01T09:00:00Z", "2026-04-01T10:00:00Z")).toEqual([]);
    await expect(hour("2026-04-02T00:00:00Z", "2026-04-01T00:00:00Z")).rejects.toMatchObject({
      message: "invalid_input",
    });
    await expect(operator().listEvents({ from: "yesterday" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });

  it("tells what a consumer has handled from what it does not listen to and what it was moved past", async () => {
    const [heldId] = stay.eventIds;
    if (!heldId) throw new Error("no event");
    const placed = async (types: string[], passedOverTo: number) => {
      await market.query("update consumer_positions set types = $1, passed_over_to = $2, updated_at = $3", [
        types,
        passedOverTo,
        MARKET_NOW,
      ]);
      return (await operator().readEvent({ eventId: heldId })).consumers[0];
    };
    expect(await placed(["booking.held"], -1)).toMatchObject({ outcome: "handled", handledBy: MARKET_NOW });
    expect(await placed(["booking.confirmed"], -1)).toMatchObject({
      outcome: "not_interested",
      handledBy: null,
    });
    expect(await placed(["booking.held"], 0)).toMatchObject({ outcome: "passed_over", handledBy: null });
    expect(await placed([], -1)).toMatchObject({ outcome: "passed", handledBy: null });
  });

  it("pauses and resumes a consumer, and each leaves a line in the audit log", async () => {
    const reason = "the mail provider is down";
    await operator().pauseConsumer({ consumer: CONSUMER, reason });
    expect((await operator().consumers()).consumers[0]).toMatchObject({ consumer: CONSUMER, paused: true });
    const [, confirmedId] = stay.eventIds;
    if (!confirmedId) throw new Error("no event");
    const paused = await operator().readEvent({ eventId: confirmedId });
    expect(paused.consumers).toMatchObject([{ outcome: "paused" }]);
    await operator().resumeConsumer({ consumer: CONSUMER, reason: "it is back" });
    expect((await operator().consumers()).consumers[0]).toMatchObject({ paused: false });
    const log = await operator().auditLog({});
    expect(log.items.map(({ action }) => action).sort()).toEqual(["consumer.paused", "consumer.resumed"]);
    const line = log.items.find(({ action }) => action === "consumer.paused");
    expect(line).toMatchObject({ operator: { personId: operatorId }, objectId: CONSUMER, reason });
  });

  it("refuses to pause a consumer that there is not, and notes nothing", async () => {
    const call = operator().pauseConsumer({ consumer: "test.unknown", reason: "a typing mistake" });
    await expect(call).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await operator().auditLog({})).items).toHaveLength(2);
  });

  it("replays a dead event once, and drops one with its reason", async () => {
    const [heldId, confirmedId] = stay.eventIds;
    if (!heldId || !confirmedId) throw new Error("no events");
    await addDead(heldId);
    expect((await operator().listDeadEvents({ status: "dead" })).events).toMatchObject([
      { eventId: heldId, error: "the mailbox is full" },
    ]);
    const input = { consumer: CONSUMER, eventId: heldId, reason: "the mailbox was emptied" };
    await operator().replayDeadEvent(input);
    await expect(operator().replayDeadEvent(input)).rejects.toMatchObject({
      message: "dead_event_not_found",
    });
    const replayed = await operator().readEvent({ eventId: heldId });
    expect(replayed.consumers).toMatchObject([{ outcome: "waiting" }]);

    await addDead(confirmedId);
    await operator().dropDeadEvent({ ...input, eventId: confirmedId, reason: "told by phone" });
    const dropped = await operator().readEvent({ eventId: confirmedId });
    expect(dropped.consumers).toMatchObject([{ outcome: "dropped" }]);
    const lines = (await operator().auditLog({})).items.filter(({ objectKind }) => objectKind === "event");
    expect(lines.map(({ action }) => action).sort()).toEqual(["dead_event.dropped", "dead_event.replayed"]);
  });
});

describe("dead events by key and all at once", () => {
  const reason = "the mail server is back";
  beforeEach(async () => {
    await market.query("truncate dead_events, consumer_retries, operator_actions");
    for (const eventId of stay.eventIds.slice(0, 2)) await addDead(eventId);
  });
  afterAll(() => market.query("update dead_events set status = 'dropped'"));

  it("are replayed in one act, which leaves one line that says how many", async () => {
    expect((await operator().listDeadEvents({})).consumers).toEqual([
      { consumer: CONSUMER, events: 2, keys: 1 },
    ]);
    const done = await operator().replayDeadEvents({ consumer: CONSUMER, reason });
    expect(done).toEqual({ events: 2, keys: 1, left: 0 });
    const { events, consumers } = await operator().listDeadEvents({});
    expect(events.map(({ status, settledReason }) => [status, settledReason])).toEqual([
      ["replayed", reason],
      ["replayed", reason],
    ]);
    expect(consumers).toEqual([]);
    expect((await operator().auditLog({})).items).toMatchObject([
      { action: "dead_events.replayed", objectId: CONSUMER, reason, details: { events: 2, keys: 1 } },
    ]);
  });

  it("of another key or consumer stay dead, and the refused act leaves no line", async () => {
    for (const scope of [{ consumer: CONSUMER, key: newId("booking") }, { consumer: "test.unknown" }])
      await expect(operator().replayDeadEvents({ ...scope, reason })).rejects.toMatchObject({
        message: "dead_event_not_found",
      });
    expect((await operator().listDeadEvents({ status: "dead" })).events).toHaveLength(2);
    expect((await operator().auditLog({})).items).toEqual([]);
    const byKey = await operator().replayDeadEvents({ consumer: CONSUMER, key: stay.bookingId, reason });
    expect(byKey.events).toBe(2);
    const [line] = (await operator().auditLog({})).items;
    expect(line?.details).toMatchObject({ key: stay.bookingId, events: 2 });
  });

  it("are not replayed without a reason, nor by an empty key", async () => {
    for (const input of [
      { consumer: CONSUMER, reason: " " },
      { consumer: CONSUMER, key: "", reason },
    ])
      await expect(operator().replayDeadEvents(input)).rejects.toMatchObject({ code: "BAD_REQUEST" });
    expect((await operator().listDeadEvents({ status: "dead" })).events).toHaveLength(2);
  });
});

describe("the search box", () => {
  it("finds bookings, people and homes by what is typed, and anything by its id", async () => {
    const byCode = await operator().find({ text: stay.code });
    expect(byCode.bookings.map(({ code }) => code)).toEqual([stay.code]);
    const byName = await operator().find({ text: "olive" });
    expect(byName.people).toMatchObject([{ personId: operatorId, isOperator: true }]);
    const byTitle = await operator().find({ text: "garden floor" });
    expect(byTitle.listings.length).toBeGreaterThan(0);
    const byId = await operator().find({ text: stay.bookingId });
    expect([byId.bookings.length, byId.events.length]).toEqual([1, 2]);
    const [eventId] = stay.eventIds;
    expect((await operator().find({ text: eventId ?? "" })).events).toMatchObject([{ eventId }]);
    expect((await operator().find({ text: newId("person") })).people).toEqual([]);
  });
});

describe("models", () => {
  it("are promoted with a reason, and promoting an earlier one rolls back", async () => {
    const ids = [newId("model"), newId("model")] as const;
    for (const [index, id] of ids.entries()) {
      await market.db.insert(models).values({
        id,
        version: index + 1,
        status: index === 0 ? "live" : "candidate",
        recipe: {},
        seed: 1,
        artifact: new Uint8Array([1, 2, 3]),
        artifactSha256: "0".repeat(64),
        artifactBytes: 3,
        interactionCount: 0,
        listingCount: 0,
        guestCount: 0,
        eventPositions: {},
        trainedAt: MARKET_NOW,
        trainedMs: 1,
      });
    }
    await market.db
      .insert(modelMetrics)
      .values({ modelId: ids[1], method: "model", metric: "ndcg@10", value: 0.2, caseCount: 100 });
    expect((await operator().overview({})).needs).toMatchObject([{ kind: "model_ready", subject: "2" }]);
    const reason = "passed every gate";
    expect(await operator().promoteModel({ modelId: ids[1], reason })).toEqual({ version: 2 });
    const statuses = async () => (await operator().models()).models.map(({ status }) => status);
    expect(await statuses()).toEqual(["live", "retired"]);
    await operator().promoteModel({ modelId: ids[0], reason: "version 2 is too slow" });
    expect(await statuses()).toEqual(["retired", "live"]);
    const unknown = operator().promoteModel({ modelId: newId("model"), reason });
    await expect(unknown).rejects.toMatchObject({ message: "model_not_found" });
  });
});

describe("the overview", () => {
  it("shows the market's money as the ledger has it, and it sums to zero", async () => {
    const { money, latestBookings, bus } = await operator().overview({ days: 7 });
    expect(money.held.amountMinor).toBe(5 * stay.totalMinor);
    expect(money.heldStayCount).toBe(5);
    expect(money.ledgerSum.amountMinor).toBe(0);
    expect(latestBookings).toHaveLength(5);
    expect(bus.consumers.map(({ consumer }) => consumer)).toEqual([CONSUMER]);
  });

  it("puts what is broken first", async () => {
    const [heldId] = stay.eventIds;
    if (!heldId) throw new Error("no event");
    await market.query(
      "update dead_events set status = 'dead' where event_id = (select event_id from dead_events limit 1)",
    );
    await market.query("update consumer_positions set paused_at = now()");
    const { needs } = await operator().overview({});
    expect(needs.map(({ kind }) => kind)).toEqual(
      ["dead_events", "consumer_paused", "model_ready"].slice(0, needs.length),
    );
    expect(needs[0]?.severity).toBe("bad");
  });
});
