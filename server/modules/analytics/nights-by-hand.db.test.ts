/** What the statement about nights answers on random events, against the same counted one by one from the definition. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { sumNights } from "@/server/modules/analytics/night-store";
import { recordEvents } from "@/server/modules/analytics/record-events";
import { analyticsLive } from "@/server/modules/analytics/tables";
import { bookingConfirmed } from "@/server/modules/bookings/events";
import { nightsChanged } from "@/server/modules/calendar/events";
import { listingPaused, listingPublished } from "@/server/modules/listings/events";
import { inTransaction } from "@/server/platform/db";
import { assertPresent } from "@/server/primitives/assert";
import { newId, uuidOf } from "@/server/primitives/id";
import { addDays, localDate } from "@/server/primitives/local-date";
import {
  bookingPayload,
  confirmedPayload,
  EventStream,
  emptyAnalytics,
  seededRandom,
  shuffled,
} from "@/tests/support/analytics-events";
import { type Market, openMarket } from "@/tests/support/market";

const ZONE = "America/New_York";
const SEEDS = [1, 2, 3, 4, 5];
const homes = Array.from({ length: 6 }, () => ({ listingId: newId("listing"), hostId: newId("person") }));

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market.close());
beforeEach(() => emptyAnalytics(market));

const DAYS = Array.from({ length: 70 }, (_, at) => addDays(localDate("2026-03-01"), at));
type Night = { isOpen: boolean; sold: number; blocked: number };

/** Publications, pauses, blocks and sales of every home in any sequence, also twice on one day. */
function randomSupply(random: () => number): { stream: EventStream; nights: Map<string, Night[]> } {
  const stream = new EventStream();
  const nights = new Map<string, Night[]>();
  for (const home of homes) {
    const own = DAYS.map((): Night => ({ isOpen: false, sold: 0, blocked: 0 }));
    const change = (checkIn: number, nightCount: number, field: "sold" | "blocked", by: number) =>
      own.slice(checkIn, checkIn + nightCount).forEach((night) => {
        night[field] += by;
      });
    const moments = Array.from({ length: 6 }, () => Math.floor(random() * DAYS.length * 24)).sort(
      (a, b) => a - b,
    );
    moments.forEach((hour, index) => {
      const on = Math.floor(hour / 24);
      // Noon UTC and the hours after are the same day in the market's zone.
      const at = new Date(`${DAYS[on]}T${12 + Math.floor((hour % 24) / 3)}:${10 + index}:00Z`);
      const isPublished = index === 0 || random() < 0.6;
      if (isPublished)
        stream.add(
          listingPublished,
          { ...home, countryCode: "US", city: "Albany", neighbourhood: "Pine Hills" },
          at,
        );
      else stream.add(listingPaused, home, at);
      own.slice(on).forEach((night) => {
        night.isOpen = isPublished;
      });
    });
    for (let count = 0; count < 6; count += 1) {
      const [first, nightCount] = [Math.floor(random() * 60), 1 + Math.floor(random() * 6)];
      const [checkIn, checkOut] = [
        assertPresent(DAYS[first], "a day"),
        assertPresent(DAYS[first + nightCount], "a day"),
      ];
      const at = new Date("2026-02-01T12:00:00Z");
      if (random() < 0.5) {
        const cause = random() < 0.7 ? ("blocked" as const) : ("unblocked" as const);
        stream.add(nightsChanged, { listingId: home.listingId, checkIn, checkOut, cause }, at);
        change(first, nightCount, "blocked", cause === "blocked" ? 1 : -1);
      } else {
        const booking = bookingPayload({ ...home, at, checkIn, nights: nightCount });
        stream.add(bookingConfirmed, confirmedPayload(booking, at), at);
        change(first, nightCount, "sold", 1);
      }
    }
    nights.set(uuidOf(home.listingId), own);
  }
  return { stream, nights };
}

function nightsByHand(
  all: ReadonlyMap<string, Night[]>,
  uuids: readonly string[],
  from: number,
  until: number,
) {
  const own = uuids.flatMap((uuid) => (all.get(uuid) ?? []).slice(from, until + 1));
  const count = (is: (night: Night) => boolean) => own.filter(is).length;
  return {
    sold: own.reduce((sum, { sold }) => sum + sold, 0),
    blocked: count(({ isOpen, blocked, sold }) => isOpen && blocked > 0 && sold <= 0),
    available: count(({ isOpen, blocked, sold }) => sold > 0 || (isOpen && blocked <= 0)),
  };
}

describe.each(SEEDS)("on the random supply of seed %i", (seed) => {
  const [from, until] = [10, 55];
  const query = {
    days: { from: DAYS[from] ?? localDate("2026-03-11"), until: DAYS[until] ?? localDate("2026-04-25") },
    zone: ZONE,
    currency: "USD",
  };
  const uuids = homes.map(({ listingId }) => uuidOf(listingId));

  it("nights are those of the definition by home, day, month, and for groups that share homes", async () => {
    const random = seededRandom(seed);
    const { stream, nights } = randomSupply(random);
    const records = shuffled(stream.records, random);
    await inTransaction(market, (tx) => recordEvents(tx, analyticsLive, records));
    const byHome = await sumNights(market.db, { ...query, by: "listing", step: "span" });
    for (const uuid of uuids)
      expect(byHome.find(({ group }) => group === uuid)).toMatchObject(
        nightsByHand(nights, [uuid], from, until),
      );
    const daily = await sumNights(market.db, { ...query, by: "market", step: "day" });
    for (let at = from; at <= until; at += 1)
      expect(daily.find((row) => row.at === DAYS[at]) ?? { sold: 0, blocked: 0, available: 0 }).toMatchObject(
        nightsByHand(nights, uuids, at, at),
      );
    const monthly = await sumNights(market.db, { ...query, by: "market", step: "month" });
    expect(monthly.map(({ at }) => at)).toEqual(["2026-03-01", "2026-04-01"]);
    expect(monthly[0]).toMatchObject(nightsByHand(nights, uuids, from, 30));
    expect(monthly[1]).toMatchObject(nightsByHand(nights, uuids, 31, until));
    const groups = new Map([
      ["some", uuids.slice(0, 4)],
      ["others", uuids.slice(2)],
    ]);
    const given = await sumNights(market.db, { ...query, by: groups, step: "span" });
    expect(given.map(({ group }) => group).sort()).toEqual(["others", "some"]);
    for (const { group, ...sums } of given)
      expect(sums).toMatchObject(nightsByHand(nights, groups.get(group) ?? [], from, until));
  });
});
