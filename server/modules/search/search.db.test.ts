/** What searches find, against one database filled once. Longer than the usual file: its groups share that market. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AMENITIES, PROPERTY_TYPES } from "@/server/modules/listings/contract";
import { CANDIDATES_MAX } from "@/server/modules/search/candidates-store";
import { loadPlaces } from "@/server/modules/search/load-places";
import { rebuildSearchDocuments } from "@/server/modules/search/rebuild-search-documents";
import { searchRouter } from "@/server/modules/search/router";
import { SEARCH_SORTS } from "@/server/modules/search/words";
import { type ListingId, type PersonId, uuidOf } from "@/server/primitives/id";
import { addDays, localDate } from "@/server/primitives/local-date";
import { type Stay, stay } from "@/server/primitives/stay";
import { createCallerFactory } from "@/server/trpc/init";
import { type Market, openMarket } from "@/tests/support/market";
import { addClaims } from "@/tests/support/market-listing";

let market: Market;
beforeAll(async () => {
  market = await openMarket();
  await loadPlaces(market.db, [
    place("us", "United States", "country", "United States", [-125, 25, -67, 49], 330_000_000),
    place("us/new-york", "New York", "region", "New York, United States", [-79.8, 40.5, -71.8, 45], 0),
    place("us/new-york/albany", "Albany", "city", "Albany, New York, United States", ALBANY, 101_228),
    place(
      "us/georgia/albany",
      "Albany",
      "city",
      "Albany, Georgia, United States",
      [-84.3, 31.5, -84, 31.7],
      72_000,
    ),
    place(
      "fr/ile-de-france/saint-denis",
      "Saint-Denis",
      "city",
      "Saint-Denis, Île-de-France, France",
      [2.3, 48.9, 2.4, 49],
      113_000,
    ),
  ]);
});
afterAll(() => market.close());

const ALBANY: [number, number, number, number] = [-73.898, 42.614, -73.725, 42.722];
const MAY = stay(localDate("2026-05-14"), localDate("2026-05-17"));
const createCaller = createCallerFactory(searchRouter);
const search = (personId?: PersonId) => createCaller(market.trpcCtx(personId ? { personId } : undefined));
const refresh = (...listingIds: ListingId[]) =>
  rebuildSearchDocuments(market.db, { now: market.now, listingIds });

function place(
  placeId: string,
  name: string,
  kind: "country" | "region" | "city",
  fullName: string,
  [west, south, east, north]: [number, number, number, number],
  population: number,
) {
  return {
    placeId,
    name,
    kind,
    fullName,
    countryCode: placeId.slice(0, 2).toUpperCase(),
    latitude: (south + north) / 2,
    longitude: (west + east) / 2,
    box: { west, south, east, north },
    population,
    timeZone: kind === "city" ? "America/New_York" : "",
  };
}

let cityCount = 0;
/** A city of its own, so that tests do not see each other's homes. */
function newCity() {
  cityCount += 1;
  return { city: `Town ${cityCount}`, placeId: `us/new-york/town-${cityCount}` };
}

describe("a stay rule or a taken night", () => {
  const guests = { adults: 2, children: 0, infants: 0, pets: 0 };
  type Fields = Parameters<Market["addListing"]>[0];
  const finds = async (
    fields: Fields,
    input: { stay?: Stay; party?: typeof guests } = {},
    before?: (listingId: ListingId) => Promise<unknown>,
  ) => {
    const { city, placeId } = newCity();
    const { listingId } = await market.addListing({ ...fields, listing: { city, ...fields?.listing } });
    await before?.(listingId);
    await refresh(listingId);
    const result = await search().listings({ place: placeId, stay: MAY, party: guests, ...input });
    return result.matchCount === 1;
  };

  test("a home that is free and whose rules hold is found", async () => {
    expect(await finds({})).toBe(true);
  });

  test("one taken or blocked night keeps a home out, its neighbours do not", async () => {
    const claim = (from: string, kind: "booking" | "block") => (listingId: ListingId) =>
      addClaims(market.db, {
        listingId,
        kind,
        stay: stay(localDate(from), addDays(localDate(from), 1)),
      });
    expect(await finds({}, {}, claim("2026-05-16", "booking"))).toBe(false);
    expect(await finds({}, {}, claim("2026-05-14", "block"))).toBe(false);
    expect(await finds({}, {}, claim("2026-05-13", "booking"))).toBe(true);
    expect(await finds({}, {}, claim("2026-05-17", "booking"))).toBe(true);
  });

  test("a hold keeps a home out while it stands", async () => {
    const held = (expiresAt: Date) => (listingId: ListingId) =>
      addClaims(market.db, { listingId, stay: MAY, kind: "hold", expiresAt });
    expect(await finds({}, {}, held(new Date(market.now.getTime() + 60_000)))).toBe(false);
    expect(await finds({}, {}, held(market.now))).toBe(true);
  });

  test("preparation nights after the stay must be unsold; a blocked one serves", async () => {
    const rules = { preparationNights: 1 };
    const soldAfter = (kind: "booking" | "block") => (listingId: ListingId) =>
      addClaims(market.db, {
        listingId,
        kind,
        stay: stay(localDate("2026-05-17"), localDate("2026-05-18")),
      });
    expect(await finds({ rules }, {}, soldAfter("booking"))).toBe(false);
    expect(await finds({ rules }, {}, soldAfter("block"))).toBe(true);
    expect(await finds({}, {}, soldAfter("booking"))).toBe(true);
  });

  test("fewest and most nights hold, a night's own minimum before the home's", async () => {
    expect(await finds({ rules: { nightsMin: 4 } })).toBe(false);
    expect(await finds({ rules: { nightsMax: 2 } })).toBe(false);
    expect(await finds({ nightRules: { "2026-05-14": 4 } })).toBe(false);
    expect(await finds({ nightRules: { "2026-05-15": 4 } })).toBe(true);
    expect(await finds({ rules: { nightsMin: 4 }, nightRules: { "2026-05-14": 3 } })).toBe(true);
  });

  test("arrival and departure weekdays hold", async () => {
    // 14 May 2026 is a Thursday, 17 May a Sunday.
    expect(await finds({ rules: { checkInWeekdays: [5] } })).toBe(false);
    expect(await finds({ rules: { checkInWeekdays: [4] } })).toBe(true);
    expect(await finds({ rules: { checkOutWeekdays: [1, 6] } })).toBe(false);
  });

  test("notice, booking window and the past hold in the home's own zone", async () => {
    const tomorrow = stay(localDate("2026-04-29"), localDate("2026-05-01"));
    // It is 3:30 pm on 28 April in Albany; check-in is at 3 pm.
    expect(await finds({ rules: { advanceNoticeHours: 24 } }, { stay: tomorrow })).toBe(false);
    expect(await finds({ rules: { advanceNoticeHours: 23 } }, { stay: tomorrow })).toBe(true);
    expect(await finds({ rules: { bookingWindowDays: 15 } })).toBe(false);
    expect(await finds({ rules: { bookingWindowDays: 16 } })).toBe(true);
    const today = stay(localDate("2026-04-28"), localDate("2026-04-30"));
    expect(await finds({}, { stay: today })).toBe(true);
    expect(await finds({ listing: { timeZone: "Pacific/Kiritimati" } }, { stay: today })).toBe(false);
  });

  test("capacity counts adults and children, and pets must be welcome", async () => {
    const party = (change: Partial<typeof guests>) => ({ party: { ...guests, ...change } });
    expect(await finds({ listing: { capacity: 2 } }, party({ infants: 2 }))).toBe(true);
    expect(await finds({ listing: { capacity: 2 } }, party({ children: 1 }))).toBe(false);
    expect(await finds({}, party({ pets: 1 }))).toBe(false);
    const houseRules = {
      petsAllowed: true,
      smokingAllowed: false,
      partiesAllowed: false,
      childrenWelcome: true,
      quietFromMinutes: null,
      quietUntilMinutes: null,
      more: [],
    };
    expect(await finds({ listing: { houseRules, petsMax: 1 } }, party({ pets: 1 }))).toBe(true);
    expect(await finds({ listing: { houseRules, petsMax: 1 } }, party({ pets: 2 }))).toBe(false);
  });

  test("a home that is paused or whose host is suspended is gone with the next refresh", async () => {
    const { city, placeId } = newCity();
    const { listingId } = await market.addListing({ listing: { city } });
    await refresh(listingId);
    expect((await search().listings({ place: placeId })).matchCount).toBe(1);
    await market.query("update listings set status = 'paused' where id = $1", [uuidOf(listingId)]);
    await refresh(listingId);
    expect((await search().listings({ place: placeId })).matchCount).toBe(0);
  });
});

describe("a page of results", () => {
  const homes = newCity();
  const ids: ListingId[] = [];
  beforeAll(async () => {
    for (let index = 0; index < 12; index += 1) {
      const { listingId } = await market.addListing({
        listing: {
          city: homes.city,
          title: `Home ${index}`,
          bedrooms: 1 + (index % 3),
          beds: 2 + (index % 2),
          propertyType: PROPERTY_TYPES[index % 2] ?? "apartment",
          roomType: index % 4 === 0 ? "private_room" : "entire_home",
          cancellationPolicy: index % 2 === 0 ? "strict" : "flexible",
          amenities: index % 5 === 0 ? ["wifi", "patio", "step_free"] : ["wifi"],
          ratingSumCenti: 480 * index,
          reviewCount: index,
          fuzzedLatitude: 42.65 + index / 1_000,
          fuzzedLongitude: -73.76,
        },
        prices: { baseMinor: 10_000 + index * 1_000, weekendMinor: null, cleaningFeeMinor: 0 },
      });
      ids.push(listingId);
    }
    await refresh(...ids);
  });
  const base = () => ({ place: homes.placeId });

  test("pages follow each other without a repeat or a gap, and the end says so", async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    let pageCount = 0;
    do {
      const page = await search().listings({ ...base(), pageSize: 5, ...(cursor ? { cursor } : {}) });
      expect(page.matchCount).toBe(12);
      seen.push(...page.items.map((item) => item.listingId));
      cursor = page.nextCursor;
      pageCount += 1;
    } while (cursor);
    expect(pageCount).toBe(3);
    expect(new Set(seen)).toEqual(new Set(ids));
    expect(seen).toHaveLength(12);
  });

  test("a search is one statement, whatever the sort, the filter and the page", async () => {
    let statementCount = 0;
    const ctx = market.trpcCtx({ personId: await market.addPerson() });
    const db = new Proxy(ctx.db, {
      get(target, name) {
        if (name !== "execute") return Reflect.get(target, name) as unknown;
        statementCount += 1;
        return target.execute.bind(target);
      },
    });
    const counted = createCaller({ ...ctx, db });
    const filters = { bedroomsMin: 2 };
    for (const sort of SEARCH_SORTS)
      for (const change of [{}, { stay: MAY }, { filters }, { stay: MAY, filters }]) {
        let cursor: string | undefined;
        do {
          statementCount = 0;
          const asked = { ...base(), ...change, sort, pageSize: 5, ...(cursor ? { cursor } : {}) };
          const page = await counted.listings(asked);
          expect(page.items.length).toBeGreaterThan(0);
          expect([statementCount, sort, change]).toEqual([1, sort, change]);
          cursor = page.nextCursor;
        } while (cursor);
      }
  });

  test("each sort gives its sequence", async () => {
    const sorted = async (sort: "price" | "price_desc" | "rating" | "distance") =>
      (await search().listings({ ...base(), sort })).items.map((item) => item.title);
    const inSequence = ids.map((_, index) => `Home ${index}`);
    expect(await sorted("price")).toEqual(inSequence);
    expect(await sorted("price_desc")).toEqual([...inSequence].reverse());
    // All but the first have the same rating, so the more reviewed stand first, and the unrated last.
    expect(await sorted("rating")).toEqual([...inSequence].reverse());
    const fromSouth = { box: { west: -73.8, south: 42.5, east: -73.7, north: 42.7 } };
    const near = await search().listings({ ...base(), ...fromSouth, sort: "distance", pageSize: 48 });
    const mine = near.items.filter((item) => ids.includes(item.listingId)).map((item) => item.title);
    expect(mine).toEqual(inSequence);
    expect(near.items.find((item) => item.title === "Home 1")?.reason?.code).toBe("by_distance");
  });

  test("each count is what the search finds with that value on", async () => {
    const filters = { bedroomsMin: 2, propertyTypes: ["apartment" as const] };
    const { counts, matchCount } = await search().listings({ ...base(), stay: MAY, filters });
    const found = async (change: object) =>
      (await search().listings({ ...base(), stay: MAY, filters: { ...filters, ...change } })).matchCount;
    expect(matchCount).toBe(await found({}));
    expect(counts.roomTypes.private_room).toBe(await found({ roomTypes: ["private_room"] }));
    expect(counts.propertyTypes.house).toBe(await found({ propertyTypes: ["house"] }));
    expect(counts.bedrooms[1]).toBe(await found({ bedroomsMin: 1 }));
    expect(counts.bedrooms[3]).toBe(await found({ bedroomsMin: 3 }));
    expect(counts.beds[3]).toBe(await found({ bedsMin: 3 }));
    expect(counts.amenities.patio).toBe(await found({ amenities: ["patio"] }));
    expect(counts.freeCancellation).toBe(await found({ freeCancellation: true }));
    expect(counts.instantBook).toBe(await found({ instantBook: true }));
    expect(counts.selfCheckIn).toBe(await found({ selfCheckIn: true }));
    expect([counts.amenities.patio, counts.roomTypes.private_room, counts.bedrooms[1]]).not.toContain(0);
  });

  test("a price filter goes by the total with dates, and the histogram leaves the filter out", async () => {
    const all = await search().listings({ ...base(), stay: MAY, sort: "price" });
    const totals = all.items.map((item) => item.total?.amountMinor ?? 0);
    const limit = totals[4] ?? 0;
    const some = await search().listings({ ...base(), stay: MAY, filters: { priceMaxMinor: limit } });
    expect(some.matchCount).toBe(5);
    expect(some.histogram).toEqual(all.histogram);
    expect(all.histogram.bins.reduce((sum, bin) => sum + bin, 0)).toBe(12);
    expect([all.histogram.minMinor, all.histogram.maxMinor]).toEqual([totals[0], totals[11]]);
    expect(all.pins.map((pin) => pin.amountMinor)).toEqual(totals);
  });

  test("free cancellation holds while the policy still gives everything back", async () => {
    const filters = { freeCancellation: true as const };
    expect((await search().listings({ ...base(), stay: MAY, filters })).matchCount).toBe(6);
    const tomorrow = stay(localDate("2026-04-29"), localDate("2026-05-01"));
    expect((await search().listings({ ...base(), stay: tomorrow, filters })).matchCount).toBe(0);
  });

  test("hearts show for the person who saved a home and for nobody else", async () => {
    const personId = await market.addPerson();
    const [listingId] = ids;
    if (!listingId) throw new Error("homes are missing");
    await market.query(
      `with w as (insert into wishlists (id, person_id, name, created_at) values (gen_random_uuid(), $1, 'x', now()) returning id)
       insert into wishlist_items (wishlist_id, listing_id, saved_at) select id, $2, now() from w`,
      [uuidOf(personId), uuidOf(listingId)],
    );
    const savedFor = async (who?: PersonId) =>
      (await search(who).listings(base())).items.filter((item) => item.saved).map((item) => item.listingId);
    expect(await savedFor(personId)).toEqual([listingId]);
    expect(await savedFor(await market.addPerson())).toEqual([]);
    expect(await savedFor()).toEqual([]);
  });

  test("a card and a pin say nothing of the exact point", async () => {
    const said = JSON.stringify(await search().listings({ ...base(), stay: MAY }));
    for (const secret of ["42.6541", "-73.7612", "Jay Street", "4711"]) expect(said).not.toContain(secret);
  });
});

describe("cards of known homes", () => {
  test("come in the sequence asked for; one that is taken has no total, one that is gone is left out", async () => {
    const free = await market.addListing();
    const taken = await market.addListing();
    const draft = await market.addListing({ listing: { status: "draft" } });
    await addClaims(market.db, { listingId: taken.listingId, stay: MAY, kind: "booking" });
    await refresh(free.listingId, taken.listingId, draft.listingId);
    const listingIds = [taken.listingId, draft.listingId, free.listingId, taken.listingId];
    const { cards } = await search().cards({ listingIds, stay: MAY });
    expect(cards.map((card) => [card.listingId, card.total?.amountMinor ?? null])).toEqual([
      [taken.listingId, null],
      [free.listingId, 53_248],
    ]);
    expect((await search().cards({ listingIds: [] })).cards).toEqual([]);
  });
});

describe("when nothing matches", () => {
  test("ways on are other dates, a dropped filter and a wider place, each with a true count", async () => {
    const { city } = newCity();
    const { listingId } = await market.addListing({ listing: { city, neighbourhood: "North End" } });
    const { listingId: neighbour } = await market.addListing({
      listing: { city, neighbourhood: "South End" },
    });
    await addClaims(market.db, { listingId, stay: MAY, kind: "booking" });
    await refresh(listingId, neighbour);
    const asked = { place: `us/new-york/${city.toLowerCase().replace(" ", "-")}/north-end`, stay: MAY };
    const result = await search().listings(asked);
    expect(result.matchCount).toBe(0);
    const kinds = result.alternatives.map((alternative) => alternative.kind);
    expect(kinds).toContain("other_dates");
    for (const alternative of result.alternatives) {
      if (alternative.kind === "other_dates") {
        const there = await search().listings({ ...asked, stay: alternative.stay });
        expect(there.matchCount).toBe(alternative.matchCount);
      }
      if (alternative.kind === "wider_map") {
        // The city has no row in places, so the next place around that is known answers.
        expect(alternative.place?.placeId).toBe("us/new-york");
        const there = await search().listings({ ...asked, place: alternative.place?.placeId ?? "" });
        expect(there.matchCount).toBe(alternative.matchCount);
      }
    }
  });

  test("dropping the one filter that keeps homes out is offered with its count", async () => {
    const { city, placeId } = newCity();
    const { listingId } = await market.addListing({ listing: { city } });
    await refresh(listingId);
    const result = await search().listings({ place: placeId, filters: { amenities: ["pool"], bedsMin: 1 } });
    expect(result.alternatives[0]).toEqual({ kind: "drop_filter", filter: "amenities", matchCount: 1 });
  });

  test("a place nobody knows finds nothing, rather than everything", async () => {
    expect((await search().listings({ place: "Xyzzyqwert" })).matchCount).toBe(0);
  });
});

describe("a market with more homes than one search weighs", () => {
  test("filters and sorts still find the right homes, and the count says that it is a least", async () => {
    const { city, placeId } = newCity();
    const { listingId } = await market.addListing({ listing: { city } });
    await refresh(listingId);
    // Copies of one document: rank falls and price rises with the number; the last alone has a pool.
    await market.query(
      `insert into search_documents select (jsonb_populate_record(d, jsonb_build_object('listing_id', gen_random_uuid(),
         'rank_score', d.rank_score - n / 1e4, 'base_minor', 20000 - n,
         'facts', jsonb_set(jsonb_set(d.facts::jsonb, '{17}', to_jsonb(20000 - n)), '{9}',
           to_jsonb(case when n = 3000 then $2::int else 1 end)),
         'amenity_bits', case when n = 3000 then $2::int else 1 end))).*
       from search_documents d, generate_series(1, 3000) n where d.listing_id = $1`,
      [uuidOf(listingId), 1 + (1 << AMENITIES.indexOf("pool"))],
    );
    const all = await search().listings({ place: placeId });
    expect([all.matchCount, all.matchCountIsLeast]).toEqual([CANDIDATES_MAX + 1, true]);
    const pool = await search().listings({ place: placeId, filters: { amenities: ["pool"] } });
    expect([pool.matchCount, pool.matchCountIsLeast]).toEqual([1, false]);
    expect(pool.items[0]?.nightly.amountMinor).toBe(17_000);
    const cheapest = await search().listings({ place: placeId, sort: "price", pageSize: 2 });
    expect(cheapest.items.map((item) => item.nightly.amountMinor)).toEqual([11_300, 17_000]);
  });
});

describe("the map", () => {
  test("a box over the date line holds what lies on both its sides", async () => {
    const east = await market.addListing({ listing: { fuzzedLatitude: -17, fuzzedLongitude: 179.5 } });
    const west = await market.addListing({ listing: { fuzzedLatitude: -17, fuzzedLongitude: -179.5 } });
    await refresh(east.listingId, west.listingId);
    const box = { west: 179, south: -18, east: -179, north: -16 };
    expect((await search().listings({ box })).matchCount).toBe(2);
    expect((await search().listings({ box: { ...box, east: 180 } })).matchCount).toBe(1);
  });
});

describe("places", () => {
  test("typing errors, accents and the first letters find a place", async () => {
    const first = async (text: string) => (await search().places({ text })).places[0]?.placeId;
    expect(await first("Albany")).toBe("us/new-york/albany");
    expect(await first("albny")).toBe("us/new-york/albany");
    expect(await first("alb")).toBe("us/new-york/albany");
    expect(await first("albany, georgia")).toBe("us/georgia/albany");
    expect(await first("saint denis")).toBe("fr/ile-de-france/saint-denis");
    expect(await first("ile de france")).toBe("fr/ile-de-france/saint-denis");
  });

  test("typed text searches the place it names best", async () => {
    const { listingId } = await market.addListing();
    await refresh(listingId);
    const result = await search().listings({ place: "albny" });
    expect(result.place?.placeId).toBe("us/new-york/albany");
    expect(result.items.map((item) => item.listingId)).toContain(listingId);
  });

  test("nothing typed and nonsense give no place and no error", async () => {
    for (const text of ["", "%", "qqqqzz", "'; drop table places; --"])
      expect((await search().places({ text })).places).toEqual([]);
  });
});

describe("bad input", () => {
  test("a wrong cursor, an unknown filter and impossible dates are refused", async () => {
    const calls = [
      { cursor: "bm90IG91cnM" },
      { filters: { hostId: "x" } },
      { stay: { checkIn: "2026-02-30", checkOut: "2026-03-02" } },
      { stay: { checkIn: "2026-03-02", checkOut: "2026-03-02" } },
      { box: { west: -200, south: 0, east: 0, north: 1 } },
      { pageSize: 10_000 },
    ];
    for (const input of calls)
      await expect(search().listings(input as never)).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});

describe("interactions", () => {
  test("what was shown is recorded for a visitor and a person, and for nobody when there is neither", async () => {
    const { listingId } = await market.addListing();
    const personId = await market.addPerson();
    const interactions = [
      { kind: "search" as const, place: "us/new-york/albany", stay: MAY, guests: 2, matchCount: 3 },
      { kind: "view" as const, listingId, source: "search" as const },
      { kind: "quote" as const, listingId, stay: MAY },
    ];
    const ctx = market.trpcCtx({ personId });
    const record = createCaller({ ...ctx, visitorId: "visitor-1" });
    expect(await record.record({ interactions })).toEqual({ recordedCount: 3 });
    expect(await search().record({ interactions })).toEqual({ recordedCount: 0 });
    const events = await market.query<{ type: string; payload: { personId: string } }>(
      "select type, payload from event_log where key = 'visitor-1' order by seq",
    );
    expect(events.map((event) => event.type)).toEqual(["search.performed", "listing.viewed", "quote.shown"]);
    expect(events.every((event) => event.payload.personId === personId)).toBe(true);
  });
});
