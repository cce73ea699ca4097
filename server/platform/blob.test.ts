import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { vercelBlob } from "@/server/platform/blob";
import { fakeBlobStore } from "@/server/platform/fakes/blob";
import { serveBlob } from "@/server/platform/local/blob";
import { findFreePort } from "@/server/platform/local/free-port";
import type { BlobStore } from "@/server/platform/ports";

const TOKEN = "vercel_blob_rw_teststore_0123456789abcdef0123456789abcdef";

/** What every blob store must do. */
function holdsTheContract(storeOf: () => BlobStore) {
  const put = (pathname: string, text: string) =>
    storeOf().put({ pathname, bytes: new TextEncoder().encode(text), contentType: "image/webp" });
  const read = async (pathname: string) => {
    const bytes = await storeOf().read(pathname);
    return bytes && new TextDecoder().decode(bytes);
  };

  it("gives back the bytes that were put", async () => {
    await put("photos/a-400.webp", "first");
    expect(await read("photos/a-400.webp")).toBe("first");
  });
  it("keeps the last of two puts under one name, so that a retry is harmless", async () => {
    await put("photos/b.webp", "one");
    await put("photos/b.webp", "two");
    expect(await read("photos/b.webp")).toBe("two");
  });
  it("knows nothing under a name that was never put or was deleted", async () => {
    expect(await read("photos/none.webp")).toBeUndefined();
    await put("photos/c.webp", "gone");
    await storeOf().delete(["photos/c.webp", "photos/never.webp"]);
    expect(await read("photos/c.webp")).toBeUndefined();
  });
  it("lists what it keeps below a prefix, page by page, each file once and with its age", async () => {
    const names = ["listed/a.webp", "listed/b.webp", "listed/c.webp"];
    for (const name of [...names, "elsewhere/d.webp"]) await put(name, "listed");
    const first = await storeOf().list({ prefix: "listed/", cursor: undefined, max: 2 });
    expect(first.nextCursor).toBeDefined();
    const second = await storeOf().list({ prefix: "listed/", cursor: first.nextCursor, max: 2 });
    expect(second.nextCursor).toBeUndefined();
    const files = [...first.files, ...second.files];
    expect(files.map((file) => file.pathname).sort()).toEqual(names);
    for (const { ageMs } of files) expect(Math.abs(ageMs)).toBeLessThan(60_000);
  });
  it("names the public address by the pathname", () => {
    expect(storeOf().publicUrl("photos/a-400.webp")).toBe("/blob/photos/a-400.webp");
  });
}

describe("the fake", () => {
  const store = fakeBlobStore();
  holdsTheContract(() => store);
});

describe("Vercel's client on the local blob server", () => {
  let store: BlobStore;
  let close: () => Promise<void>;
  beforeAll(async () => {
    const port = await findFreePort();
    const folder = await mkdtemp(path.join(tmpdir(), "roost-blob-"));
    const server = await serveBlob({ port, token: TOKEN, folder });
    vi.stubEnv("VERCEL_BLOB_API_URL", `http://127.0.0.1:${port}/api/blob`);
    store = vercelBlob({ token: TOKEN, publicBase: "/blob", readBase: `http://127.0.0.1:${port}` });
    close = async () => {
      await server.close();
      await rm(folder, { recursive: true });
      vi.unstubAllEnvs();
    };
  });
  afterAll(() => close());
  holdsTheContract(() => store);
});
