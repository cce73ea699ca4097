import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WISHLISTS_MAX } from "@/server/modules/wishlists/contract";
import { wishlistsRouter } from "@/server/modules/wishlists/router";
import { newId, type PersonId } from "@/server/primitives/id";
import { addMs } from "@/server/primitives/zoned";
import { createCallerFactory } from "@/server/trpc/init";
import { type Market, openMarket } from "@/tests/support/market";

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market.close());

const createCaller = createCallerFactory(wishlistsRouter);
const as = (personId: PersonId, atMs = 0) =>
  createCaller(market.trpcCtx({ personId }, addMs(market.now, atMs)));
const eventsOf = async (personId: PersonId) =>
  (
    await market.query<{ type: string }>("select type from event_log where key = $1 order by seq", [personId])
  ).map((event) => event.type);

describe("saving", () => {
  test("the first heart makes a wishlist named after the city, the next go to it", async () => {
    const personId = await market.addPerson();
    const first = await market.addListing();
    const second = await market.addListing();
    const saved = await as(personId).save({ listingId: first.listingId });
    await as(personId, 1_000).save({ listingId: second.listingId });
    await as(personId, 2_000).save({ listingId: second.listingId });
    expect(saved.name).toBe("Albany");
    expect((await as(personId).list({})).wishlists).toEqual([
      { ...saved, itemCount: 2, listingIds: [second.listingId, first.listingId] },
    ]);
    expect(await eventsOf(personId)).toEqual(["listing.saved", "listing.saved"]);
  });

  test("ten first hearts at once make one wishlist", async () => {
    const personId = await market.addPerson();
    const { listingId } = await market.addListing();
    await Promise.all(Array.from({ length: 10 }, () => as(personId).save({ listingId })));
    const { wishlists } = await as(personId).list({});
    expect(wishlists).toHaveLength(1);
    expect(await eventsOf(personId)).toEqual(["listing.saved"]);
  });

  test("removing takes a home out of all wishlists and is told once", async () => {
    const personId = await market.addPerson();
    const { listingId } = await market.addListing();
    const { wishlistId } = await as(personId).create({ name: "Spring" });
    await as(personId).save({ listingId, wishlistId });
    await as(personId).save({
      listingId,
      wishlistId: (await as(personId).create({ name: "Fall" })).wishlistId,
    });
    await as(personId).remove({ listingId });
    await as(personId).remove({ listingId });
    expect((await as(personId).list({})).wishlists.map((list) => list.itemCount)).toEqual([0, 0]);
    expect((await eventsOf(personId)).filter((type) => type === "listing.unsaved")).toHaveLength(1);
  });

  test("a home that is not published cannot be saved", async () => {
    const personId = await market.addPerson();
    const draft = await market.addListing({ listing: { status: "draft" } });
    for (const listingId of [draft.listingId, newId("listing")])
      await expect(as(personId).save({ listingId })).rejects.toMatchObject({ message: "listing_not_found" });
    expect((await as(personId).list({})).wishlists).toEqual([]);
  });
});

describe("wishlists", () => {
  test("are made, renamed and removed; their homes are told as no longer saved", async () => {
    const personId = await market.addPerson();
    const { listingId } = await market.addListing();
    const { wishlistId } = await as(personId).create({ name: "  Spring in Albany " });
    await as(personId).save({ listingId, wishlistId });
    const renamed = await as(personId).rename({ wishlistId, name: "Summer" });
    expect(renamed).toEqual({ wishlistId, name: "Summer" });
    await as(personId).delete({ wishlistId });
    expect((await as(personId).list({})).wishlists).toEqual([]);
    expect(await eventsOf(personId)).toEqual(["listing.saved", "listing.unsaved"]);
  });

  test("nobody has more of them than the bound", async () => {
    const personId = await market.addPerson();
    for (let index = 0; index < WISHLISTS_MAX; index += 1)
      await as(personId).create({ name: `List ${index}` });
    await expect(as(personId).create({ name: "One more" })).rejects.toMatchObject({
      message: "wishlist_full",
    });
  });

  test("an empty name, a name with NUL and an unknown field are bad input", async () => {
    const personId = await market.addPerson();
    for (const input of [{ name: " " }, { name: "a\u0000" }, { name: "x", personId: newId("person") }])
      await expect(as(personId).create(input)).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});

describe("permission", () => {
  test("somebody else's wishlist is not found and stays as it is", async () => {
    const owner = await market.addPerson();
    const stranger = await market.addPerson();
    const { listingId } = await market.addListing();
    const { wishlistId } = await as(owner).create({ name: "Mine" });
    const calls = [
      () => as(stranger).save({ listingId, wishlistId }),
      () => as(stranger).rename({ wishlistId, name: "Yours" }),
      () => as(stranger).delete({ wishlistId }),
    ];
    for (const call of calls) await expect(call()).rejects.toMatchObject({ message: "wishlist_not_found" });
    await as(owner).save({ listingId, wishlistId });
    await as(stranger).remove({ listingId });
    expect((await as(owner).list({})).wishlists).toMatchObject([{ name: "Mine", itemCount: 1 }]);
  });

  test("somebody signed out is asked to sign in", async () => {
    const anybody = createCaller(market.trpcCtx());
    const calls = [() => anybody.list({}), () => anybody.save({ listingId: newId("listing") })];
    for (const call of calls) await expect(call()).rejects.toMatchObject({ message: "sign_in_required" });
  });
});
