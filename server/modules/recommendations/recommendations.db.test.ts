import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { EventRecord } from "@/server/events/define-event";
import { publish } from "@/server/events/publish";
import { bookingConfirmed } from "@/server/modules/bookings/events";
import { collectInteractions } from "@/server/modules/recommendations/collect-interactions";
import { forYou } from "@/server/modules/recommendations/for-you";
import { promoteModel } from "@/server/modules/recommendations/promote-model";
import { recommendationsRouter } from "@/server/modules/recommendations/router";
import { similar } from "@/server/modules/recommendations/similar";
import { trainModel, trainWhenDue } from "@/server/modules/recommendations/train-model";
import { listingViewed } from "@/server/modules/search/events";
import { rebuildSearchDocuments } from "@/server/modules/search/rebuild-search-documents";
import { listingSaved, listingUnsaved } from "@/server/modules/wishlists/events";
import type { CatalogueCtx } from "@/server/platform/context";
import { inTransaction } from "@/server/platform/db";
import { type ListingId, newId, type PersonId } from "@/server/primitives/id";
import { addMs, DAY_MS, HOUR_MS, MINUTE_MS } from "@/server/primitives/zoned";
import { createCallerFactory } from "@/server/trpc/init";
import {
  bookingPayload,
  confirmedPayload,
  EventStream,
  seededRandom,
  shuffled,
} from "@/tests/support/analytics-events";
import { MARKET_NOW, type Market, openMarket } from "@/tests/support/market";

const QUARTERS = ["Center Square", "Pine Hills", "Mansion District"] as const;
let market: Market;
let homes: { listingId: ListingId; hostId: PersonId; quarter: number }[];

beforeAll(async () => {
  market = await openMarket();
  homes = [];
  for (let count = 0; count < 24; count += 1) {
    const quarter = count % QUARTERS.length;
    const home = await market.addListing({
      listing: {
        title: `Home ${count}`,
        neighbourhood: QUARTERS[quarter] ?? "",
        fuzzedLatitude: 42.65 + quarter * 0.03,
        fuzzedLongitude: -73.76 - count * 0.0005,
        capacity: 2 + quarter * 2,
        bedrooms: 1 + quarter,
        publishedAt: addMs(MARKET_NOW, -300 * DAY_MS),
      },
      prices: { baseMinor: 9_000 + quarter * 8_000 + count * 10 },
    });
    homes.push({ ...home, quarter });
  }
  await rebuildSearchDocuments(market.db, { now: MARKET_NOW });
});
afterAll(() => market.close());
beforeEach(() =>
  market.query("truncate interactions, visitor_people, models, model_metrics, recommendation_log, event_log"),
);

const home = (index: number) => {
  const found = homes[index];
  if (!found) throw new Error(`no home ${index}`);
  return found;
};
const collect = (records: readonly EventRecord[]) =>
  inTransaction(market, (tx) => collectInteractions(tx, records));
const titlesOf = (items: readonly { title: string }[]) => items.map(({ title }) => title);
const rowOf = (answer: Awaited<ReturnType<typeof forYou>>, code: string) =>
  answer.rows.find(({ title }) => title.code === code);

/** Guests who stay in one quarter: looks, saves and stays over the last 200 days. */
function pastOf(guestCount: number, seed = 1): EventStream {
  const random = seededRandom(seed);
  const stream = new EventStream();
  const steps: { atMs: number; add: (at: Date) => void }[] = [];
  for (let guest = 0; guest < guestCount; guest += 1) {
    const quarter = Math.floor(random() * QUARTERS.length);
    const personId = newId("person");
    const own = homes.filter((one) => one.quarter === quarter);
    for (let deed = 0; deed < 4; deed += 1) {
      const one = own[Math.floor(random() * own.length)] ?? home(0);
      const who = { visitorId: `visitor-${guest}`, personId, listingId: one.listingId };
      const atMs = MARKET_NOW.getTime() - Math.floor((1 + random() * 199) * DAY_MS);
      steps.push({ atMs, add: (at) => stream.add(listingViewed, { ...who, source: "search" }, at) });
      if (deed % 2 === 0) {
        const { listingId, hostId } = one;
        const add = (at: Date) => {
          const booking = bookingPayload({ listingId, hostId, guestId: personId, at });
          stream.add(bookingConfirmed, confirmedPayload(booking, at), at);
        };
        steps.push({ atMs: atMs + HOUR_MS, add });
      }
    }
  }
  for (const { atMs, add } of steps.sort((a, b) => a.atMs - b.atMs)) add(new Date(atMs));
  return stream;
}

async function trainOn(guestCount = 120) {
  await collect(pastOf(guestCount).records);
  const training = await trainModel(market.systemCtx());
  if (!training) throw new Error("nothing was trained");
  return training;
}

/** A guest looks at a home, as the browser tells it; no consumer has run. */
async function look(ctx: CatalogueCtx, listingId: ListingId, at: Date): Promise<void> {
  const payload = {
    visitorId: ctx.visitorId ?? "",
    personId: ctx.actor?.personId ?? null,
    listingId,
    source: "search",
  };
  await inTransaction(market, (tx) => publish(tx, listingViewed, { payload, at, trace: "test" }));
}

describe("collecting", () => {
  it("adds each event once under 20 % repeats and any sequence of guests", async () => {
    const { records } = pastOf(60);
    const read = () => market.query("select * from interactions order by event_id");
    await collect(records);
    const once = await read();
    await market.query("truncate interactions, visitor_people");
    const random = seededRandom(5);
    const repeated = shuffled([...records, ...records.filter(() => random() < 0.2)], random);
    for (let from = 0; from < repeated.length; from += 23) await collect(repeated.slice(from, from + 23));
    expect(await read()).toEqual(once);
    expect(once.length).toBe(records.length);
  });

  it("forgets a save that was taken back, also when the save is told again", async () => {
    const personId = newId("person");
    const { listingId } = home(0);
    const stream = new EventStream();
    const saved = stream.add(
      listingSaved,
      { personId, listingId, wishlistId: newId("wishlist") },
      MARKET_NOW,
    );
    stream.add(listingUnsaved, { personId, listingId }, addMs(MARKET_NOW, MINUTE_MS));
    await collect(stream.records);
    await collect([saved]);
    const standing = await market.query("select 1 from interactions where removed_at is null");
    expect(standing).toHaveLength(0);
  });
});

describe("training", () => {
  it("gives the same bytes for the same interactions and seed", async () => {
    const one = await trainOn();
    const two = await trainModel(market.systemCtx());
    expect(two?.sha256).toBe(one.sha256);
    expect(two?.version).toBe(one.version + 1);
  });

  it("puts a good version live, with its metrics beside the baselines', and retires the one before", async () => {
    const { evaluation } = await trainOn();
    expect(evaluation.methods.model["ndcg@10"] ?? 0).toBeGreaterThan(
      evaluation.methods.popularity["ndcg@10"] ?? 1,
    );
    await trainModel(market.systemCtx());
    const statuses = await market.query("select status from models order by version");
    expect(statuses).toEqual([{ status: "retired" }, { status: "live" }]);
    const methods = await market.query<{ method: string }>(
      "select distinct method from model_metrics order by 1",
    );
    expect(methods.map(({ method }) => method)).toEqual([
      "content",
      "ease",
      "item-knn",
      "model",
      "popularity",
      "popularity-90d",
    ]);
  });

  it("waits until there is something to learn from, and then until enough is new", async () => {
    const bounds = { recordsMax: 100_000, msMax: 20_000 };
    const place = (position: number) =>
      market.query(
        `insert into consumer_positions (consumer, topic, partition, position)
         values ('recommendations.collect-interactions', 'search', 0, $1)
         on conflict (consumer, topic, partition) do update set position = excluded.position`,
        [position],
      );
    await place(10);
    expect((await trainWhenDue(market.systemCtx(), bounds)).handled).toBe(0);
    await collect(pastOf(120).records);
    await place(700);
    expect((await trainWhenDue(market.systemCtx(), bounds)).handled).toBeGreaterThan(100);
    await place(710);
    expect((await trainWhenDue(market.systemCtx(), bounds)).handled).toBe(0);
    const nextDay = market.systemCtx({ now: addMs(MARKET_NOW, DAY_MS) });
    expect((await trainWhenDue(nextDay, bounds)).handled).toBeGreaterThan(100);
  });
});

describe("for you", () => {
  it("without a model shows homes by search's ranking", async () => {
    const answer = await forYou(market.publicCtx(), { limit: 4 });
    expect([answer.modelVersion, answer.personal]).toEqual([null, false]);
    expect(answer.rows.map(({ title, items }) => [title.code, items.length])).toEqual([
      ["popular", 4],
      ["popular_near", 4],
    ]);
  });

  it("without a model still follows what the guest looked at, and says so", async () => {
    const ctx = market.publicCtx({ visitorId: "early-bird" });
    await look(ctx, home(2).listingId, addMs(MARKET_NOW, -MINUTE_MS));
    const answer = await forYou(ctx, { limit: 4 });
    expect([answer.modelVersion, answer.personal]).toEqual([null, true]);
    const row = rowOf(answer, "for_you");
    expect(row?.items).toHaveLength(4);
    expect(row?.note).toEqual({ code: "because_viewed", values: { title: "Home 2" } });
    expect(row?.items[0]?.neighbourhood).toBe(QUARTERS[2]);
    expect(row?.items.map((item) => item.listingId)).not.toContain(home(2).listingId);
  });

  it("never fails the page, even when the database does", async () => {
    const down: CatalogueCtx["db"] = new Proxy(market.db, {
      get() {
        throw new Error("connection refused");
      },
    });
    const answer = await forYou(market.publicCtx({ db: down }), { limit: 4 });
    expect(answer.rows).toEqual([]);
    const { listingId } = home(0);
    expect((await similar(market.publicCtx({ db: down }), { listingId, limit: 4 })).items).toEqual([]);
  });

  it("shows somebody unknown what is popular, and says where", async () => {
    await trainOn();
    const answer = await forYou(market.publicCtx(), { limit: 6 });
    expect(answer.personal).toBe(false);
    expect(rowOf(answer, "popular")?.items).toHaveLength(6);
    for (const item of rowOf(answer, "popular")?.items ?? []) {
      expect(item.because).toMatchObject({
        code: "popular_near",
        values: { neighbourhood: item.neighbourhood },
      });
    }
    expect(rowOf(answer, "popular_near")?.note?.code).toBe("booked_lately");
  });

  it("the last clicks change the row on the next page view, before any consumer has run", async () => {
    await trainOn();
    const ctx = market.publicCtx({ visitorId: "a-browser" });
    const before = await forYou(ctx, { limit: 5 });
    const looked = homes.find(({ quarter }) => quarter === 2);
    if (!looked) throw new Error("no home");
    await look(ctx, looked.listingId, addMs(MARKET_NOW, -MINUTE_MS));
    const after = await forYou(ctx, { limit: 5 });
    expect([before.personal, after.personal]).toEqual([false, true]);
    const row = rowOf(after, "for_you")?.items ?? [];
    expect(titlesOf(row)).not.toEqual(titlesOf(rowOf(before, "popular")?.items ?? []));
    expect(rowOf(after, "more_like")?.title.values.title).toBeTruthy();
    const causes = row.map(({ because }) => because).filter(({ code }) => code === "viewed");
    expect(causes.length).toBeGreaterThan(0);
    expect(causes[0]?.listingId).toBe(looked.listingId);
  });

  it("names a saved home as the cause, and taking the save back lowers the score and the reason goes", async () => {
    await trainOn();
    const personId = await market.addPerson();
    const ctx = market.guestCtx(personId);
    const { listingId } = home(1);
    const at = addMs(MARKET_NOW, -HOUR_MS);
    const payload = { personId, listingId, wishlistId: newId("wishlist") };
    await inTransaction(market, (tx) => publish(tx, listingSaved, { payload, at, trace: "test" }));
    const saved = await forYou(ctx, { limit: 5 });
    const [caused] = (rowOf(saved, "for_you")?.items ?? []).filter(({ because }) => because.code === "saved");
    expect(caused?.because).toMatchObject({ listingId, values: { title: "Home 1" } });
    expect(rowOf(saved, "for_you")?.note).toEqual({ code: "because_saved", values: { title: "Home 1" } });
    const withSave = await scoreIn(caused?.listingId);

    const removed = { payload: { personId, listingId }, at: addMs(at, MINUTE_MS), trace: "test" };
    await inTransaction(market, (tx) => publish(tx, listingUnsaved, removed));
    const after = await forYou(ctx, { limit: 24 });
    expect(after.personal).toBe(false);
    expect(await scoreIn(caused?.listingId)).toBeLessThan(withSave);
  });

  async function scoreIn(listingId: ListingId | undefined): Promise<number> {
    const [row] = await market.query<{ items: { listingId: string; score: number }[] }>(
      "select items from recommendation_log where surface = 'for_you' order by seq desc limit 1",
    );
    return row?.items.find((item) => item.listingId === listingId)?.score ?? 0;
  }

  it("shows a guest neither a home they stayed in nor their own", async () => {
    await trainOn();
    const { hostId, listingId } = home(4);
    const guestId = await market.addPerson();
    const stream = new EventStream();
    const at = addMs(MARKET_NOW, -DAY_MS);
    const booking = bookingPayload({ listingId, hostId, guestId, at });
    stream.add(bookingConfirmed, confirmedPayload(booking, at), at);
    await collect(stream.records);
    const all = (answer: Awaited<ReturnType<typeof forYou>>) => answer.rows.flatMap(({ items }) => items);
    const guests = all(await forYou(market.guestCtx(guestId), { limit: 24 }));
    expect(guests.length).toBeGreaterThan(10);
    expect(guests.map((item) => item.listingId)).not.toContain(listingId);
    const hosts = all(await forYou(market.hostCtx(hostId), { limit: 24 }));
    expect(hosts.map((item) => item.listingId)).not.toContain(listingId);
    expect(new Set(guests.map((item) => item.listingId)).size).toBe(guests.length);
  });

  it("keeps the browser's past when its guest signs in", async () => {
    await trainOn();
    const { listingId } = home(2);
    const guestId = await market.addPerson();
    const stream = new EventStream();
    const view = { visitorId: "phone", listingId, source: "search" };
    stream.add(listingViewed, { ...view, personId: null }, addMs(MARKET_NOW, -2 * HOUR_MS));
    stream.add(listingViewed, { ...view, personId: guestId }, addMs(MARKET_NOW, -HOUR_MS));
    await collect(stream.records);
    await market.query("delete from interactions where person_id is not null");
    const elsewhere = market.guestCtx(guestId, { visitorId: "laptop" });
    expect((await forYou(elsewhere, { limit: 4 })).personal).toBe(true);
  });

  it("serves the version that is live, and an earlier one after a roll-back", async () => {
    const first = await trainOn();
    const second = await trainModel(market.systemCtx(), { seed: 2 });
    const version = async () => (await forYou(market.publicCtx(), { limit: 2 })).modelVersion;
    expect(await version()).toBe(String(second?.version));
    const back = { modelId: first.modelId, at: MARKET_NOW, reason: "roll back" };
    await inTransaction(market, (tx) => promoteModel(tx, back));
    expect(await version()).toBe(String(first.version));
  });

  it("gives one place of eight to a home too new for the model, and logs its chance", async () => {
    await trainOn();
    const fresh = await market.addListing({ listing: { title: "Brand new", publishedAt: MARKET_NOW } });
    await rebuildSearchDocuments(market.db, { now: MARKET_NOW, listingIds: [fresh.listingId] });
    const answer = await forYou(market.publicCtx({ visitorId: "explorer" }), { limit: 8 });
    const first = rowOf(answer, "popular")?.items ?? [];
    expect(first.filter(({ because }) => because.code === "new_home").map(({ title }) => title)).toEqual([
      "Brand new",
    ]);
    const [row] = await market.query<{ items: { sources: { propensity?: number } }[] }>(
      "select items from recommendation_log order by seq desc limit 1",
    );
    expect(row?.items.find(({ sources }) => sources.propensity)?.sources.propensity).toBe(1);
    await market.query("update listings set status = 'paused' where title = 'Brand new'");
    await rebuildSearchDocuments(market.db, { now: MARKET_NOW, listingIds: [fresh.listingId] });
  });
});

describe("similar homes", () => {
  it("are of the same kind, without the home itself", async () => {
    await trainOn();
    const { listingId, quarter } = home(0);
    const answer = await similar(market.publicCtx(), { listingId, limit: 6 });
    expect(answer.items).toHaveLength(6);
    expect(answer.items.map((item) => item.listingId)).not.toContain(listingId);
    const sameQuarter = answer.items.filter((item) => item.neighbourhood === QUARTERS[quarter]);
    expect(sameQuarter.length).toBeGreaterThanOrEqual(4);
    expect(answer.items[0]?.because.values.title).toBe("Home 0");
  });

  it("work for a home the model does not know, and before there is a model", async () => {
    const { listingId } = home(0);
    const answer = await similar(market.publicCtx(), { listingId, limit: 4 });
    expect([answer.modelVersion, answer.items.length]).toEqual([null, 4]);
    expect(answer.items[0]?.neighbourhood).toBe(QUARTERS[0]);
  });

  it("of a home that is not there are none", async () => {
    const answer = await similar(market.publicCtx(), { listingId: newId("listing"), limit: 4 });
    expect(answer.items).toEqual([]);
  });
});

describe("the procedures", () => {
  it("are open to all, and refuse what is not in the contract", async () => {
    const caller = createCallerFactory(recommendationsRouter)(market.trpcCtx());
    expect((await caller.forYou({})).rows.length).toBeGreaterThan(0);
    await expect(caller.forYou({ limit: 1_000 })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await expect(caller.similar({ listingId: "listing_1" as ListingId })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
  });
});
