import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listingsRouter } from "@/server/modules/listings/router";
import { type ListingId, newId, type PersonId, uuidOf } from "@/server/primitives/id";
import { addMs } from "@/server/primitives/zoned";
import { createCallerFactory } from "@/server/trpc/init";
import { type Market, openMarket } from "@/tests/support/market";

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market.close());

const createCaller = createCallerFactory(listingsRouter);
const anybody = () => createCaller(market.trpcCtx());
const as = (personId: PersonId, role: "guest" | "host" = "host") =>
  createCaller(market.trpcCtx({ personId, role }));
const eventsOf = (listingId: ListingId) =>
  market.query<{ type: string; payload: Record<string, unknown> }>(
    "select type, payload from event_log where key = $1 order by seq",
    [listingId],
  );

describe("the public page", () => {
  test("shows a published home and its host, and nothing of the exact address or point", async () => {
    const { listingId, hostId } = await market.addListing();
    const page = await anybody().read({ listingId });
    expect(page).toMatchObject({
      title: "Garden floor of a brick rowhouse",
      baseMinor: 11_300,
      currency: "USD",
    });
    expect(page.host).toMatchObject({ hostId, name: "Halina Nowak", listingCount: 1 });
    expect(page.photos).toHaveLength(5);
    expect(page.photos[0]?.base).toBe("/demo/homes/center-square-exterior");
    expect(page.circle).toEqual({ latitude: 42.6563, longitude: -73.7581, radiusMetres: 500 });
    const said = JSON.stringify(page);
    for (const secret of ["12 Jay Street", "12210", "42.6541", "-73.7612", "4711"])
      expect(said).not.toContain(secret);
  });

  test("a draft, a paused and an unknown home are alike: not found", async () => {
    const draft = await market.addListing({ listing: { status: "draft" } });
    const paused = await market.addListing({ listing: { status: "paused" } });
    for (const listingId of [draft.listingId, paused.listingId, newId("listing")])
      await expect(anybody().read({ listingId })).rejects.toMatchObject({ message: "listing_not_found" });
  });

  test("an id of another noun and an unknown field are bad input", async () => {
    await expect(anybody().read({ listingId: newId("person") as never })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
    const extra = { listingId: newId("listing"), hostId: "x" };
    await expect(anybody().read(extra)).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});

describe("a host's own homes", () => {
  test("a guest begins a home and becomes a host by it; the event is told once", async () => {
    const personId = await market.addPerson();
    const first = await as(personId, "guest").create({});
    const later = market.trpcCtx({ personId }, addMs(market.now, 1_000));
    await createCaller(later).create({ fields: { title: "A second home of mine" } });
    const own = await as(personId).readOwn(first);
    expect(own).toMatchObject({ status: "draft", version: 1 });
    expect(own.missing).toEqual(["title", "description", "address", "point", "photos", "price", "amenities"]);
    const events = await market.query(
      "select 1 from event_log where type = 'person.became_host' and key = $1",
      [personId],
    );
    expect(events).toHaveLength(1);
    expect((await as(personId).listOwn({})).items.map((item) => item.fields.title)).toEqual([
      "A second home of mine",
      "",
    ]);
  });

  test("the list shows each home with its own first picture, price and what is missing", async () => {
    const { listingId, hostId } = await market.addListing();
    const draft = await as(hostId).create({});
    const { items } = await as(hostId).listOwn({});
    const byId = new Map(items.map((item) => [item.listingId, item]));
    const whole = await as(hostId).readOwn({ listingId });
    expect(byId.get(listingId)).toEqual({ ...whole, photos: whole.photos.slice(0, 1) });
    expect(byId.get(listingId)).toMatchObject({ baseMinor: 11_300, missing: [] });
    expect(byId.get(draft.listingId)).toMatchObject({ photos: [] });
    expect(byId.get(draft.listingId)?.missing).toContain("price");
  });

  test("a save on an old version is refused and changes nothing", async () => {
    const { listingId, hostId } = await market.addListing();
    const saved = await as(hostId).save({ listingId, version: 1, fields: { title: "A new title of it" } });
    expect(saved).toMatchObject({ version: 2 });
    await expect(
      as(hostId).save({ listingId, version: 1, fields: { title: "An edit too late" } }),
    ).rejects.toMatchObject({
      message: "listing_changed_meanwhile",
      cause: { details: { version: 2 } },
    });
    expect((await as(hostId).readOwn({ listingId })).fields.title).toBe("A new title of it");
    expect((await eventsOf(listingId)).map((event) => event.payload.fields)).toEqual([["title"]]);
  });

  test("moving the point moves the fuzzed one with it, 200 to 500 m away", async () => {
    const { listingId, hostId } = await market.addListing();
    await as(hostId).save({ listingId, version: 1, fields: { latitude: 42.66, longitude: -73.77 } });
    const { circle } = await anybody().read({ listingId });
    const metres = Math.hypot(
      (circle.latitude - 42.66) * 111_320,
      (circle.longitude + 73.77) * 111_320 * Math.cos((42.66 * Math.PI) / 180),
    );
    expect(metres).toBeGreaterThan(195);
    expect(metres).toBeLessThan(505);
  });

  test("what is said in two places agrees: pets and self check-in are rule and amenity at once", async () => {
    const { listingId, hostId } = await market.addListing();
    const own = await as(hostId).readOwn({ listingId });
    const saved = await as(hostId).save({
      listingId,
      version: own.version,
      fields: {
        amenities: ["wifi", "self_check_in"],
        selfCheckIn: false,
        houseRules: { ...own.fields.houseRules, petsAllowed: true },
      },
    });
    expect(saved.fields.amenities).toEqual(["wifi", "pets_allowed"]);
    expect(saved.fields.petsMax).toBe(1);
  });

  test("a published home may not lose what guests must know", async () => {
    const { listingId, hostId } = await market.addListing();
    await expect(
      as(hostId).save({ listingId, version: 1, fields: { description: "" } }),
    ).rejects.toMatchObject({ message: "listing_not_publishable" });
    expect(await eventsOf(listingId)).toHaveLength(0);
  });

  test("publishing names what is missing, then publishes once and makes the place findable", async () => {
    const { listingId, hostId } = await market.addListing({
      listing: { status: "draft", publishedAt: null, title: "", neighbourhood: "Hudson/Park" },
    });
    await expect(as(hostId).publish({ listingId })).rejects.toMatchObject({
      message: "listing_not_publishable",
      cause: { details: { missing: ["title"] } },
    });
    await as(hostId).save({ listingId, version: 1, fields: { title: "Garden floor" } });
    const published = await as(hostId).publish({ listingId });
    await as(hostId).publish({ listingId });
    expect(published.status).toBe("published");
    expect((await eventsOf(listingId)).map((event) => event.type)).toEqual([
      "listing.changed",
      "listing.published",
    ]);
    const places = await market.query<{ id: string; full_name: string }>(
      "select id, full_name from places where id = 'us/new-york/albany/hudson-park'",
    );
    expect(places[0]?.full_name).toBe("Hudson/Park, Albany, New York, US");
  });

  test("pausing takes a home off the public page", async () => {
    const { listingId, hostId } = await market.addListing();
    await as(hostId).pause({ listingId });
    await expect(anybody().read({ listingId })).rejects.toMatchObject({ message: "listing_not_found" });
    expect((await eventsOf(listingId)).map((event) => event.type)).toEqual(["listing.paused"]);
  });

  test("a zone that does not exist and half a point are refused", async () => {
    const { listingId, hostId } = await market.addListing();
    const save = (fields: { timeZone?: string; latitude?: number }) =>
      as(hostId).save({ listingId, version: 1, fields });
    await expect(save({ timeZone: "Mars/Olympus" })).rejects.toMatchObject({ message: "invalid_input" });
    await expect(save({ latitude: 42 })).rejects.toMatchObject({ message: "invalid_input" });
  });
});

describe("photos", () => {
  const photoIdsOf = async (listingId: ListingId, hostId: PersonId) =>
    (await as(hostId).readOwn({ listingId })).photos.map((photo) => photo.photoId);

  test("photos take the sequence given", async () => {
    const { listingId, hostId } = await market.addListing();
    const photoIds = (await photoIdsOf(listingId, hostId)).reverse();
    await as(hostId).movePhotos({ listingId, photoIds });
    expect(await photoIdsOf(listingId, hostId)).toEqual(photoIds);
  });

  test("one photo of another home refuses the whole sequence", async () => {
    const mine = await market.addListing();
    const theirs = await market.addListing();
    const before = await photoIdsOf(mine.listingId, mine.hostId);
    const [foreign] = await photoIdsOf(theirs.listingId, theirs.hostId);
    const photoIds = [...before.slice(1), foreign ?? newId("photo")];
    await expect(as(mine.hostId).movePhotos({ listingId: mine.listingId, photoIds })).rejects.toMatchObject({
      message: "photo_not_found",
    });
    await expect(
      as(mine.hostId).editPhoto({
        listingId: mine.listingId,
        photoId: foreign ?? newId("photo"),
        alt: "Mine now",
      }),
    ).rejects.toMatchObject({ message: "photo_not_found" });
    expect(await photoIdsOf(mine.listingId, mine.hostId)).toEqual(before);
  });

  test("a photo is described and removed; a published home keeps five", async () => {
    const { listingId, hostId } = await market.addListing({ photoCount: 6 });
    const [photoId, second] = await photoIdsOf(listingId, hostId);
    if (!photoId || !second) throw new Error("photos are missing");
    const edited = await as(hostId).editPhoto({ listingId, photoId, caption: "The garden", room: "terrace" });
    expect(edited.photos[0]).toMatchObject({ caption: "The garden", room: "terrace" });
    const left = await as(hostId).removePhoto({ listingId, photoId });
    expect(left.photos).toHaveLength(5);
    await expect(as(hostId).removePhoto({ listingId, photoId: second })).rejects.toMatchObject({
      message: "listing_not_publishable",
    });
  });
});

describe("permission", () => {
  test("another host's home is not found, whatever is asked of it", async () => {
    const { listingId } = await market.addListing();
    const stranger = as(await market.addHost());
    const photoId = newId("photo");
    const calls = [
      () => stranger.readOwn({ listingId }),
      () => stranger.save({ listingId, version: 1, fields: { title: "Mine from now on" } }),
      () => stranger.publish({ listingId }),
      () => stranger.pause({ listingId }),
      () => stranger.movePhotos({ listingId, photoIds: [photoId] }),
      () => stranger.editPhoto({ listingId, photoId, alt: "x" }),
      () => stranger.removePhoto({ listingId, photoId }),
    ];
    for (const call of calls) await expect(call()).rejects.toMatchObject({ message: "listing_not_found" });
    const rows = await market.query("select version from listings where id = $1", [uuidOf(listingId)]);
    expect(rows).toEqual([{ version: 1 }]);
  });

  test("somebody signed out is asked to sign in, and a guest is not a host", async () => {
    const { listingId } = await market.addListing();
    await expect(anybody().create({})).rejects.toMatchObject({ message: "sign_in_required" });
    await expect(anybody().readOwn({ listingId })).rejects.toMatchObject({ message: "sign_in_required" });
    const guest = as(await market.addPerson(), "guest");
    await expect(guest.listOwn({})).rejects.toMatchObject({ message: "not_permitted" });
    await expect(guest.publish({ listingId })).rejects.toMatchObject({ message: "not_permitted" });
  });

  test("role, host and status cannot be set from outside", async () => {
    const { listingId, hostId } = await market.addListing();
    const fields = { hostId: newId("person"), status: "published" };
    await expect(as(hostId).save({ listingId, version: 1, fields: fields as never })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
  });
});
