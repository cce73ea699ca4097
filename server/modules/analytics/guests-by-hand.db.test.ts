/** What the statements about guests answer on random events, against the same counted one by one from the definitions. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { countSources } from "@/server/modules/analytics/guests-store";
import { countGuestsByDepth } from "@/server/modules/analytics/read-store";
import { recordEvents } from "@/server/modules/analytics/record-events";
import { analyticsLive } from "@/server/modules/analytics/tables";
import { bookingConfirmed, bookingHeld } from "@/server/modules/bookings/events";
import { listingViewed, quoteShown, searchPerformed } from "@/server/modules/search/events";
import { inTransaction } from "@/server/platform/db";
import { assertPresent } from "@/server/primitives/assert";
import { newId, uuidOf } from "@/server/primitives/id";
import { localDate } from "@/server/primitives/local-date";
import { addMs, DAY_MS, dateAt, MINUTE_MS } from "@/server/primitives/zoned";
import {
  bookingPayload,
  confirmedPayload,
  EventStream,
  emptyAnalytics,
  seededRandom,
  shuffled,
} from "@/tests/support/analytics-events";
import { MARKET_NOW, type Market, openMarket } from "@/tests/support/market";

const ZONE = "America/New_York";
const WINDOW_DAYS = 30;
const SPAN = { from: addMs(MARKET_NOW, -40 * DAY_MS), until: addMs(MARKET_NOW, -20 * DAY_MS) };
const REACH = addMs(SPAN.until, WINDOW_DAYS * DAY_MS);
const SEEDS = [1, 2, 3, 4, 5];

const homes = Array.from({ length: 3 }, () => ({ listingId: newId("listing"), hostId: newId("person") }));
const people = Array.from({ length: 20 }, () => newId("person"));
const visitors = Array.from({ length: 60 }, (_, at) => `visitor-${at}`);

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market.close());
beforeEach(() => emptyAnalytics(market));

const record = (stream: EventStream, random: () => number) =>
  inTransaction(market, (tx) => recordEvents(tx, analyticsLive, shuffled(stream.records, random)));
const pickWith =
  (random: () => number) =>
  <T>(items: readonly T[]): T =>
    assertPresent(items[Math.floor(random() * items.length)], "one of them");

interface Act {
  readonly kind: "search" | "view" | "quote" | "held" | "confirmed";
  readonly at: Date;
  readonly eventId: string;
  readonly group: string;
  readonly visitor: string | null;
  readonly person: string | null;
  readonly listing: string;
  readonly source: string;
}

/** Late steps are rare, so that guests come to every depth. */
const KINDS = [
  ...Array<"search">(12).fill("search"),
  ...Array<"view">(10).fill("view"),
  ...(["quote", "quote", "held", "confirmed"] as const),
];

/** Few visitors and people who mix, few instants so that many acts share one, and acts on both sides of every edge. */
function randomActs(random: () => number): { stream: EventStream; acts: Act[] } {
  const pick = pickWith(random);
  const stream = new EventStream();
  const acts: Act[] = [];
  for (let count = 0; count < 900; count += 1) {
    const at = addMs(MARKET_NOW, (-5 * Math.floor(random() * 18) - (random() < 0.1 ? 1 : 0)) * DAY_MS);
    const kind = pick(KINDS);
    const home = pick(homes);
    const channel = pick(["web", "mobile"] as const);
    const isBooking = kind === "held" || kind === "confirmed";
    const person = isBooking || random() < 0.1 ? pick(people) : null;
    const visitor = isBooking ? null : pick(visitors);
    const source = pick(["search", "home", "link"]);
    const who = { visitorId: visitor ?? "", personId: person, channel, device: "phone" as const };
    const stay = { checkIn: localDate("2026-05-14"), checkOut: localDate("2026-05-16") };
    const { listingId } = home;
    const booking = () => bookingPayload({ ...home, at, channel, guestId: assertPresent(person, "a guest") });
    const added =
      kind === "search"
        ? stream.add(searchPerformed, { ...who, place: null, ...stay, guests: 2, matchCount: 3 }, at)
        : kind === "view"
          ? stream.add(listingViewed, { ...who, listingId, source }, at)
          : kind === "quote"
            ? stream.add(quoteShown, { ...who, listingId, ...stay }, at)
            : kind === "held"
              ? stream.add(bookingHeld, { ...booking(), holdExpiresAt: addMs(at, MINUTE_MS) }, at)
              : stream.add(bookingConfirmed, confirmedPayload(booking(), at), at);
    acts.push({
      kind,
      at,
      eventId: uuidOf(added.id),
      group: channel,
      visitor,
      person: person && uuidOf(person),
      listing: uuidOf(listingId),
      source,
    });
  }
  return { stream, acts };
}

/** Who an act is of, by what is known since the window before the span began. */
function whoIn(acts: readonly Act[]): (act: Act) => string {
  const since = addMs(SPAN.from, -WINDOW_DAYS * DAY_MS);
  const known = new Map<string, string>();
  for (const { visitor, person, at } of acts)
    if (visitor && person && at >= since && person > (known.get(visitor) ?? "")) known.set(visitor, person);
  return ({ visitor, person }) => person ?? known.get(visitor ?? "") ?? visitor ?? "";
}

function groupBy(acts: readonly Act[], keyOf: (act: Act) => string): Act[][] {
  const groups = new Map<string, Act[]>();
  for (const act of acts) groups.set(keyOf(act), [...(groups.get(keyOf(act)) ?? []), act]);
  return [...groups.values()];
}

const STEPS = ["search", "view", "quote", "held", "confirmed"];
const byKey = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function guestsByHand(acts: readonly Act[], isSplit: boolean): string[] {
  const who = whoIn(acts);
  const guests = groupBy(
    acts.filter(({ at }) => at >= SPAN.from && at < REACH),
    who,
  );
  const counts = new Map<string, number>();
  for (const own of guests) {
    const keyOf = (act: Act) => `${act.at.toISOString()} ${STEPS.indexOf(act.kind)} ${act.group}`;
    const [first] = own.toSorted((a, b) => byKey(keyOf(a), keyOf(b)));
    if (!first || first.at >= SPAN.until) continue;
    const within = own.filter(({ at }) => at <= addMs(first.at, WINDOW_DAYS * DAY_MS));
    const depth = Math.max(...within.map(({ kind }) => STEPS.indexOf(kind) + 1));
    const key = `${dateAt(first.at, ZONE)} ${isSplit ? first.group : ""} ${depth}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([key, count]) => `${key}: ${count}`).sort();
}

function sourcesByHand(acts: readonly Act[]) {
  const who = whoIn(acts);
  const views = acts.filter(({ kind, at }) => kind === "view" && at >= SPAN.from && at < SPAN.until);
  const firsts = groupBy(views, (act) => `${who(act)} ${act.listing}`).map((own) =>
    assertPresent(
      own.toSorted((a, b) =>
        byKey(`${a.at.toISOString()} ${a.eventId}`, `${b.at.toISOString()} ${b.eventId}`),
      )[0],
      "a first view",
    ),
  );
  const hasBooked = (view: Act) =>
    acts.some(
      ({ kind, listing, person, at }) =>
        kind === "confirmed" &&
        listing === view.listing &&
        person === who(view) &&
        at >= view.at &&
        at <= addMs(view.at, WINDOW_DAYS * DAY_MS),
    );
  return [...new Set(views.map(({ source }) => source))]
    .map((source) => {
      const own = firsts.filter((view) => view.source === source);
      return {
        source,
        views: views.filter((view) => view.source === source).length,
        guests: new Set(own.map(who)).size,
        bookingGuests: new Set(own.filter(hasBooked).map(who)).size,
      };
    })
    .sort((a, b) => b.views - a.views || byKey(a.source, b.source));
}

describe.each(SEEDS)("on the random acts of seed %i", (seed) => {
  it("guests by how far they came are those of the definition, together and by channel", async () => {
    const random = seededRandom(seed);
    const { stream, acts } = randomActs(random);
    await record(stream, random);
    for (const by of ["market", "channel"] as const) {
      const rows = await countGuestsByDepth(market.db, SPAN, ZONE, WINDOW_DAYS, by);
      const read = rows.map(({ day, group, depth, guests }) => `${day} ${group} ${depth}: ${guests}`).sort();
      expect(read, by).toEqual(guestsByHand(acts, by === "channel"));
      expect(new Set(rows.map(({ depth }) => depth)).size).toBeGreaterThan(3);
    }
  });

  it("views by source, their guests and who of them booked are those of the definition", async () => {
    const random = seededRandom(seed);
    const { stream, acts } = randomActs(random);
    await record(stream, random);
    const read = await countSources(market.db, SPAN, WINDOW_DAYS);
    expect(read).toEqual(sourcesByHand(acts));
    expect(read.some(({ bookingGuests }) => bookingGuests > 0)).toBe(true);
  });
});
