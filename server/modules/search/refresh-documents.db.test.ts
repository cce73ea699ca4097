/** I3: what search knows equals the source tables once the events are handled, whatever happened in whatever sequence. */
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { relay } from "@/server/events/relay";
import { runConsumers } from "@/server/events/run-consumer";
import { releaseClaims } from "@/server/modules/calendar/release-claims";
import { calendarRouter } from "@/server/modules/calendar/router";
import { listingsRouter } from "@/server/modules/listings/router";
import { refreshDocumentsOnChanges } from "@/server/modules/search/consumers/refresh-documents-on-changes";
import { rollSearchDocuments } from "@/server/modules/search/roll-search-documents";
import { inTransaction } from "@/server/platform/db";
import { type BookingId, type ListingId, newId, type PersonId, uuidOf } from "@/server/primitives/id";
import { addDays, localDate } from "@/server/primitives/local-date";
import { Refusal } from "@/server/primitives/refusal";
import { stay } from "@/server/primitives/stay";
import { addMs, DAY_MS, MINUTE_MS } from "@/server/primitives/zoned";
import { createCallerFactory } from "@/server/trpc/init";
import { claimNights, turnHoldIntoBooking } from "@/tests/support/claim-nights";
import { type Market, openMarket } from "@/tests/support/market";

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market.close());

const BOUNDS = { recordsMax: 10_000, msMax: 20_000 };
const FIRST = localDate("2026-05-01");

async function handleEvents(now = market.now): Promise<void> {
  const ctx = market.systemCtx({ now });
  await relay(ctx, BOUNDS);
  const outcome = await runConsumers(ctx, [refreshDocumentsOnChanges], { bounds: BOUNDS });
  expect([outcome.failed, outcome.lagAfter]).toEqual([0, 0]);
}

/** Nights of May and June that a home's document calls free, and those that no claim is on. */
async function freeNights(listingId: ListingId, now = market.now) {
  const [row] = await market.query<{ known: string[] | null; actual: string[]; base: string }>(
    `select (select base_on::text from search_documents where listing_id = $1) as base,
       (select array_agg(d::date::text order by d) from search_documents s,
          generate_series($2::date, $2::date + 60, interval '1 day') d
        where s.listing_id = $1 and substring(s.nights_free from d::date - s.base_on + 1 for 1) = b'1') as known,
       (select array_agg(d::date::text order by d) from generate_series($2::date, $2::date + 60, interval '1 day') d
        where not exists (select 1 from night_claims c where c.listing_id = $1 and c.night = d::date
          and (c.kind <> 'hold' or c.expires_at > $3))) as actual`,
    [uuidOf(listingId), FIRST, now.toISOString()],
  );
  if (!row) throw new Error("no answer");
  return row;
}

type Step = "hold" | "book" | "release" | "block" | "open" | "price" | "pause" | "publish";
const steps = fc.array(
  fc.record({
    kind: fc.constantFrom<Step[]>(
      "hold",
      "hold",
      "book",
      "release",
      "block",
      "open",
      "price",
      "pause",
      "publish",
    ),
    from: fc.integer({ min: 0, max: 40 }),
    nights: fc.integer({ min: 1, max: 6 }),
    handles: fc.boolean(),
  }),
  { minLength: 5, maxLength: 25 },
);

test("after any sequence of holds, bookings, releases, blocks, edits and pauses a document says what the tables say", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const { listingId, hostId } = await market.addListing({ rules: { preparationNights: 1 } });
      const bookings: { bookingId: BookingId; nights: ReturnType<typeof stay> }[] = [];
      await createCallerFactory(listingsRouter)(market.trpcCtx({ personId: hostId, role: "host" })).save({
        listingId,
        version: 1,
        fields: { title: "A home that much happens to" },
      });
      for (const step of sequence) {
        await take(step, { listingId, hostId, bookings }).catch((error: unknown) => {
          // A refused step changes nothing, which is part of what is tried.
          if (!(error instanceof Refusal) && !isRefusedCall(error)) throw error;
        });
        if (step.handles) await handleEvents();
      }
      await handleEvents();
      const [home] = await market.query<{ status: string }>("select status from listings where id = $1", [
        uuidOf(listingId),
      ]);
      const { known, actual } = await freeNights(listingId);
      expect(known).toEqual(home?.status === "published" ? actual : null);
    }),
    { numRuns: 15 },
  );
});

function isRefusedCall(error: unknown): boolean {
  return error instanceof Error && error.cause instanceof Refusal;
}

async function take(
  step: { kind: Step; from: number; nights: number },
  home: {
    listingId: ListingId;
    hostId: PersonId;
    bookings: { bookingId: BookingId; nights: ReturnType<typeof stay> }[];
  },
): Promise<void> {
  const { listingId, hostId, bookings } = home;
  const nights = stay(addDays(FIRST, step.from), addDays(FIRST, step.from + step.nights));
  const base = { now: market.now, trace: "t" };
  const hostCtx = market.trpcCtx({ personId: hostId, role: "host" });
  const calendar = createCallerFactory(calendarRouter)(hostCtx);
  const listings = createCallerFactory(listingsRouter)(hostCtx);
  const latest = bookings.at(-1);
  switch (step.kind) {
    case "hold": {
      const bookingId = newId("booking");
      const expiresAt = addMs(market.now, 15 * MINUTE_MS);
      const claim = { listingId, stay: nights, kind: "hold" as const, claimId: uuidOf(bookingId), expiresAt };
      await inTransaction(market, (tx) => claimNights(tx, { ...base, ...claim }));
      bookings.push({ bookingId, nights });
      return;
    }
    case "book":
      if (latest)
        await inTransaction(market, (tx) =>
          turnHoldIntoBooking(tx, { ...base, listingId, bookingId: latest.bookingId, stay: latest.nights }),
        );
      return;
    case "release":
      if (latest)
        await inTransaction(market, (tx) =>
          releaseClaims(tx, { ...base, claimId: uuidOf(latest.bookingId), kinds: ["hold", "booking"] }),
        );
      return;
    case "block":
      await calendar.block({ listingId, stay: nights });
      return;
    case "open":
      await calendar.open({ listingId, stay: nights });
      return;
    case "price":
      await calendar.editNights({ listingId, stay: nights, priceMinor: 9_900 });
      return;
    case "pause":
      await listings.pause({ listingId });
      return;
    case "publish":
      await listings.publish({ listingId });
  }
}

test("a day later the rolling job moves documents on, and lapsed holds are free in them", async () => {
  const { listingId } = await market.addListing();
  const nights = stay(FIRST, addDays(FIRST, 2));
  await inTransaction(market, (tx) =>
    claimNights(tx, {
      listingId,
      stay: nights,
      kind: "hold",
      claimId: uuidOf(newId("booking")),
      expiresAt: addMs(market.now, MINUTE_MS),
      now: market.now,
      trace: "t",
    }),
  );
  await handleEvents();
  expect((await freeNights(listingId)).known).not.toContain(FIRST);
  const tomorrow = addMs(market.now, DAY_MS);
  const outcome = await rollSearchDocuments(market.systemCtx({ now: tomorrow }), { recordsMax: 500 });
  expect(outcome.claimed).toBeGreaterThan(0);
  const rolled = await freeNights(listingId, tomorrow);
  expect(rolled.base).toBe("2026-04-28");
  expect(rolled.known).toContain(FIRST);
  const again = await rollSearchDocuments(market.systemCtx({ now: tomorrow }), { recordsMax: 500 });
  expect(again.claimed).toBe(0);
});
