import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { SWEEP_JOB, sweepBlobs } from "@/server/modules/listings/sweep-blobs";
import { vercelBlob } from "@/server/platform/blob";
import { systemClock } from "@/server/platform/clock";
import { type FakeBlobStore, fakeBlobStore } from "@/server/platform/fakes/blob";
import { readJobCursor, saveJobCursor } from "@/server/platform/job-cursor";
import { serveBlob } from "@/server/platform/local/blob";
import { findFreePort } from "@/server/platform/local/free-port";
import type { BlobStore } from "@/server/platform/ports";
import { type ListingId, newId } from "@/server/primitives/id";
import { addMs, DAY_MS } from "@/server/primitives/zoned";
import { type Market, openMarket } from "@/tests/support/market";

const WIDE = { recordsMax: 1_000, msMax: 20_000 };

let market: Market;
let listingId: ListingId;
let kept: string;
beforeAll(async () => {
  market = await openMarket();
  ({ listingId } = await market.addListing());
  const [row] = await market.query<{ stem: string }>(
    `update listing_photos set origin = 'blob', stem = 'photos/${listingId}/' || $1
     where ordinal = 0 returning stem`,
    [photoName()],
  );
  kept = `${row?.stem}-400.webp`;
});
afterAll(() => market.close());
beforeEach(() => saveJobCursor(market.db, SWEEP_JOB, undefined));

/** A photo's id that no row has. */
function photoName(): string {
  return newId("photo", market.now.getTime());
}
const lostFile = () => `photos/${listingId}/${photoName()}-400.webp`;
const sweep = (blob: BlobStore, bounds = WIDE) =>
  sweepBlobs({ ...market.systemCtx(), ports: { blob } as never }, bounds);

describe("sweeping the store", () => {
  let blob: FakeBlobStore;
  const put = (pathname: string) =>
    blob.put({ pathname, bytes: new Uint8Array([1]), contentType: "image/webp" });
  beforeEach(() => {
    blob = fakeBlobStore();
  });

  it("deletes what no photo's row refers to once it is a day old, and nothing else", async () => {
    const lost = lostFile();
    const foreign = [
      "models/latest.json",
      "photos/readme.txt",
      "photos/listing_x/photo_x-1.webp",
      `photos/${listingId}/holiday-400.webp`,
    ];
    for (const name of [kept, lost, ...foreign]) await put(name);
    blob.age(DAY_MS + 1);
    const young = lostFile();
    await put(young);
    expect(await sweep(blob)).toMatchObject({ claimed: 6, handled: 1 });
    expect([...blob.files.keys()].sort()).toEqual([kept, young, ...foreign].sort());
    blob.age(DAY_MS + 1);
    expect(await sweep(blob)).toMatchObject({ handled: 1 });
    expect(blob.files.has(young)).toBe(false);
    expect(blob.files.has(kept)).toBe(true);
  });

  it("goes on where its bounds ended the run before, and begins anew at the end", async () => {
    for (let count = 0; count < 5; count += 1) await put(lostFile());
    blob.age(DAY_MS + 1);
    const few = { recordsMax: 2, msMax: 20_000 };
    expect([await sweep(blob, few), await sweep(blob, few), await sweep(blob, few)]).toMatchObject([
      { handled: 2 },
      { handled: 2 },
      { handled: 1 },
    ]);
    expect(blob.files.size).toBe(0);
    expect(await readJobCursor(market.db, SWEEP_JOB)).toBeUndefined();
  });

  it("forgets a cursor that the store does not take, so that the next run can begin anew", async () => {
    await saveJobCursor(market.db, SWEEP_JOB, "lapsed");
    const broken = { ...blob, list: () => Promise.reject(new Error("no such cursor")) };
    await expect(sweep(broken)).rejects.toThrow("no such cursor");
    expect(await readJobCursor(market.db, SWEEP_JOB)).toBeUndefined();
  });
});

it("works on the local blob server through Vercel's client", async () => {
  const port = await findFreePort();
  const folder = await mkdtemp(path.join(tmpdir(), "roost-sweep-"));
  const token = "vercel_blob_rw_teststore_0123456789abcdef0123456789abcdef";
  const server = await serveBlob({ port, token, folder });
  vi.stubEnv("VERCEL_BLOB_API_URL", `http://127.0.0.1:${port}/api/blob`);
  try {
    const blob = vercelBlob({ token, publicBase: "/blob", readBase: `http://127.0.0.1:${port}` });
    const lost = lostFile();
    for (const pathname of [kept, lost])
      await blob.put({ pathname, bytes: new Uint8Array([1]), contentType: "image/webp" });
    expect(await sweep(blob)).toMatchObject({ claimed: 2, handled: 0 });
    vi.spyOn(systemClock, "now").mockReturnValue(addMs(new Date(), DAY_MS + 60_000));
    expect(await sweep(blob)).toMatchObject({ claimed: 2, handled: 1 });
    expect([await blob.read(lost), await blob.read(kept)]).toEqual([undefined, new Uint8Array([1])]);
  } finally {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
    await server.close();
    await rm(folder, { recursive: true });
  }
});
