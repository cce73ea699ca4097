import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { answerLocalBlob } from "@/server/gateway/local-blob";
import { answerPhotoUpload } from "@/server/gateway/uploads";
import { removePhoto } from "@/server/modules/listings/edit-photos";
import { deleteFilesOnPhotoRemoved } from "@/server/modules/storage/consumers/delete-files-on-photo-removed";
import { type FakeBlobStore, fakeBlobStore } from "@/server/platform/fakes/blob";
import { isId, type ListingId, type PersonId } from "@/server/primitives/id";
import { type Market, openMarket } from "@/tests/support/market";
import { type Browser, browserOf, runtimeOf } from "@/tests/support/web";

let market: Market;
let blob: FakeBlobStore;
let runtime: ReturnType<typeof runtimeOf>;
let host: Browser;
let hostId: PersonId;
let listingId: ListingId;
let foreignListingId: ListingId;

beforeAll(async () => {
  market = await openMarket();
  blob = fakeBlobStore();
  runtime = runtimeOf(market, { blob });
  host = browserOf(runtime);
  await host.signUpAndIn("host@example.com");
  hostId = await personOf("host@example.com");
  await market.query(
    "insert into hosts (person_id, host_since) select id, now() from people where email = $1",
    ["host@example.com"],
  );
  listingId = (await market.addListing({ hostId })).listingId;
  foreignListingId = (await market.addListing({ hostId: await market.addHost() })).listingId;
});
afterAll(() => market.close());

async function personOf(email: string): Promise<PersonId> {
  const rows = await market.db.execute(`select id from people where email = '${email}'`);
  const { idFromUuid } = await import("@/server/primitives/id");
  return idFromUuid("person", (rows as unknown as { rows: { id: string }[] }).rows[0]?.id ?? "");
}

function send(
  body: BodyInit,
  options: { who?: Browser; to?: string; type?: string } = {},
): Promise<Response> {
  const { who = host, to = listingId, type } = options;
  const request = new Request(`http://localhost:3000/api/uploads/photos?listingId=${to}`, {
    method: "POST",
    headers: {
      origin: "http://localhost:3000",
      cookie: [...who.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
      ...(type ? { "content-type": type } : {}),
    },
    body,
  });
  return answerPhotoUpload(runtime, request);
}

const photo = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "#7a5c3e" } });
const bytesOf = (buffer: Buffer) => new Uint8Array(buffer);
const codeOf = async (answer: Response) => ((await answer.json()) as { error: { code: string } }).error.code;

async function state() {
  const rows = await market.query("select id, ordinal from listing_photos order by id");
  return JSON.stringify({ rows, files: [...blob.files.keys()] });
}

describe("a photo that is one", () => {
  it("is turned upright, freed of its metadata, and kept in three widths", async () => {
    const upload = await photo(3_000, 2_000)
      .jpeg()
      .withExif({ IFD0: { Make: "Secret Camera" }, IFD3: { GPSLatitude: "42/1 39/1 9/1" } })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    expect(upload.toString("latin1")).toContain("Exif");
    const answer = await send(bytesOf(upload), { type: "image/jpeg" });
    expect(answer.status).toBe(201);
    const { photoId, listing } = (await answer.json()) as {
      photoId: string;
      listing: {
        photos: { photoId: string; widths: number[]; width: number; height: number; blur: string }[];
      };
    };
    const shown = listing.photos.at(-1);
    expect(shown).toMatchObject({ photoId, widths: [400, 800, 1_600], width: 1_600, height: 2_400 });
    expect(shown?.blur).toMatch(/^data:image\/webp;base64,/);
    for (const width of [400, 800, 1_600]) {
      const file = blob.files.get(`photos/${listingId}/${photoId}-${width}.webp`);
      const { exif, xmp, orientation, format, width: actual } = await sharp(file?.bytes).metadata();
      expect({ exif, xmp, orientation, format, actual }).toMatchObject({ format: "webp", actual: width });
      expect(exif ?? xmp ?? orientation).toBeUndefined();
    }
  });

  it("is never made wider than it is, and may come as a form, whatever its file is called", async () => {
    for (const name of ["../../x.jpg", "a\r\nset-cookie: x=1.jpg", `${"n".repeat(300)}.jpg`, "x.svg"]) {
      const form = new FormData();
      form.append("photo", new File([bytesOf(await photo(600, 300).png().toBuffer())], name));
      const answer = await send(form);
      expect(answer.status).toBe(201);
      const { listing } = (await answer.json()) as { listing: { photos: { widths: number[] }[] } };
      expect(listing.photos.at(-1)?.widths).toEqual([400, 600]);
    }
    expect(
      [...blob.files.keys()].every((name) => /^photos\/listing_\w+\/photo_\w+-\d+\.webp$/.test(name)),
    ).toBe(true);
  });

  it("keeps transparency out and WebP as it is", async () => {
    const clear = sharp({ create: { width: 500, height: 400, channels: 4, background: "#0000" } });
    expect((await send(bytesOf(await clear.webp().toBuffer()))).status).toBe(201);
  });

  it("is read through the market while the blob server is the local one, and nothing else is", async () => {
    const [name = ""] = blob.files.keys();
    const local = { ...runtime, config: { ...runtime.config, standIns: new Set(["blob"]) } };
    const answer = await answerLocalBlob(local, name.split("/"));
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "image/webp"]);
    await blob.put({ pathname: "models/secret.json", bytes: new Uint8Array(1), contentType: "x" });
    expect((await answerLocalBlob(local, ["models", "secret.json"])).status).toBe(404);
    expect((await answerLocalBlob(local, ["photos", "..", "models", "secret.json"])).status).toBe(404);
    expect((await answerLocalBlob(runtime, name.split("/"))).status).toBe(404);
  });
});

describe("a file that is no photo, or comes from somebody who may not", () => {
  let before: string;
  beforeEach(async () => {
    before = await state();
  });
  const unchanged = async () => expect(await state()).toBe(before);

  it("is refused by its content with 415, before it is decoded", async () => {
    const jpeg = await photo(500, 400).jpeg().toBuffer();
    const files: [string, Uint8Array<ArrayBuffer>][] = [
      ["svg", bytesOf(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'))],
      ["html", bytesOf(Buffer.from("<!doctype html><script>alert(1)</script>"))],
      ["pdf", bytesOf(Buffer.from("%PDF-1.7\n1 0 obj"))],
      ["jpeg and html", bytesOf(Buffer.concat([jpeg, Buffer.from("<html><script>1</script>")]))],
      [
        "jpeg and pdf",
        bytesOf(Buffer.concat([jpeg.subarray(0, 20), Buffer.from("%PDF-1.4"), jpeg.subarray(20)])),
      ],
      ["jpeg and zip", bytesOf(Buffer.concat([jpeg, Buffer.from("PK\u0005\u0006"), Buffer.alloc(18)]))],
      ["avif", bytesOf(await photo(64, 64).avif().toBuffer())],
      [
        "heic",
        bytesOf(Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from("ftypheic"), Buffer.alloc(64)])),
      ],
      ["tiff", bytesOf(await photo(64, 64).tiff().toBuffer())],
      ["gif", bytesOf(await photo(64, 64).gif().toBuffer())],
      ["empty", new Uint8Array()],
    ];
    for (const [name, bytes] of files) {
      const answer = await send(bytes, { type: "image/jpeg" });
      expect([name, answer.status]).toEqual([name, 415]);
    }
    await unchanged();
  });

  it("is refused with 422 at 50,000 × 50,000 pixels, within bounded memory", async () => {
    const memory = process.memoryUsage().rss;
    const answer = await send(bytesOf(hugePng(50_000, 50_000)), { type: "image/png" });
    expect([answer.status, await codeOf(answer)]).toEqual([422, "photo_dimensions_too_large"]);
    expect(process.memoryUsage().rss - memory).toBeLessThan(200 * 1024 * 1024);
    await unchanged();
  });

  it("is refused with 422 when it cannot be read to its end", async () => {
    const whole = await photo(2_000, 1_500).png().toBuffer();
    const answer = await send(bytesOf(whole.subarray(0, 200)));
    expect([answer.status, await codeOf(answer)]).toEqual([422, "photo_unreadable"]);
    await unchanged();
  });

  it("is refused over 20 MB, as a body and in a form", async () => {
    const large = new Uint8Array(21 * 1024 * 1024).fill(1);
    expect((await send(large)).status).toBe(413);
    const form = new FormData();
    form.append("photo", new File([large], "large.jpg"));
    const answer = await send(form);
    expect([answer.status, await codeOf(answer)]).toEqual([413, "photo_too_large"]);
    await unchanged();
  });

  it("is refused for another host's home with 404, for a guest with 403, signed out with 401", async () => {
    const good = bytesOf(await photo(500, 400).jpeg().toBuffer());
    expect((await send(good, { to: foreignListingId })).status).toBe(404);
    expect((await send(good, { to: "listing_x" })).status).toBe(400);
    const guest = browserOf(runtime);
    await guest.signUpAndIn("guest@example.com");
    expect((await send(good, { who: guest })).status).toBe(403);
    expect((await send(good, { who: browserOf(runtime) })).status).toBe(401);
    await unchanged();
  });

  it("leaves nothing behind when the store is down in the middle", async () => {
    blob.failNextPut();
    const answer = await send(bytesOf(await photo(500, 400).jpeg().toBuffer()));
    expect([answer.status, await codeOf(answer)]).toEqual([500, "internal_error"]);
    await unchanged();
  });
});

it("deletes a removed photo's files after the removal was committed, also when told twice", async () => {
  const answer = await send(bytesOf(await photo(500, 400).jpeg().toBuffer()));
  const { photoId } = (await answer.json()) as { photoId: string };
  if (!isId("photo", photoId)) throw new Error("not a photo id");
  await removePhoto(market.hostCtx(hostId), { listingId, photoId });
  const filesOf = () => [...blob.files.keys()].filter((name) => name.includes(photoId));
  expect(filesOf()).toHaveLength(2);
  const [row] = await market.query<{ payload: unknown }>(
    "select payload from event_log where type = 'listing.photo_removed'",
  );
  const event = { type: "listing.photo_removed", version: 1, payload: row?.payload } as never;
  const ctx = { ...market.systemCtx(), ports: { ...market.systemCtx(), blob } } as never;
  await deleteFilesOnPhotoRemoved.handle(ctx, event);
  await deleteFilesOnPhotoRemoved.handle(ctx, event);
  expect(filesOf()).toHaveLength(0);
});

/** A PNG whose header promises the size; its pixels compress to almost nothing. */
function hugePng(width: number, height: number): Buffer {
  const chunk = (type: string, content: Buffer) => {
    const name = Buffer.from(type, "latin1");
    const length = Buffer.alloc(4);
    length.writeUInt32BE(content.length);
    return Buffer.concat([length, name, content, crc(Buffer.concat([name, content]))]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const pixels = deflateSync(Buffer.alloc(1_000_000));
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", pixels),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function crc(bytes: Buffer): Buffer {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  const out = Buffer.alloc(4);
  out.writeUInt32BE((sum ^ 0xffffffff) >>> 0);
  return out;
}
