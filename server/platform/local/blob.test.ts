import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { copy, del, head, list, put } from "@vercel/blob";
import { put as clientPut, generateClientTokenFromReadWriteToken } from "@vercel/blob/client";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { serveBlob } from "@/server/platform/local/blob";
import type { LocalServer } from "@/server/platform/local/http";

const TOKEN = "vercel_blob_rw_abc123store_0123456789abcdef";
const PUBLIC = { access: "public", token: TOKEN } as const;
const LATER = Date.parse("2100-01-01T00:00:00Z");
let folder: string;
let server: LocalServer;
const at = (pathname: string) => `http://127.0.0.1:${server.port}/${pathname}`;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "roost-blob-"));
  server = await serveBlob({ port: 0, token: TOKEN, folder });
  vi.stubEnv("VERCEL_BLOB_API_URL", at("api/blob"));
  vi.stubEnv("VERCEL_BLOB_RETRIES", "0");
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await server.close();
  await rm(folder, { recursive: true });
});

describe("the blob server, through Vercel's client library", () => {
  test("a put blob is read at its address with its type, cached, and never sniffed or run", async () => {
    const stored = await put("photos/a b/östra.webp", Buffer.from([1, 2, 3]), {
      ...PUBLIC,
      contentType: "image/webp",
      cacheControlMaxAge: 60,
    });
    expect(stored.pathname).toBe("photos/a b/östra.webp");
    const answer = await fetch(stored.url);
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(new Uint8Array([1, 2, 3]));
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "image/webp",
      "cache-control": "public, max-age=60",
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox",
    });
    const again = await fetch(stored.url, { headers: { "if-none-match": answer.headers.get("etag") ?? "" } });
    expect(again.status).toBe(304);
  });

  test("head, list, copy and delete see the same blobs", async () => {
    for (const name of ["one", "two", "three"]) await put(`things/${name}.txt`, name, PUBLIC);
    expect(await head("things/one.txt", { token: TOKEN })).toMatchObject({
      size: 3,
      contentType: "text/plain",
    });
    const first = await list({ prefix: "things/", limit: 2, token: TOKEN });
    expect(first.blobs.map((blob) => blob.pathname)).toEqual(["things/one.txt", "things/three.txt"]);
    const rest = await list({
      prefix: "things/",
      token: TOKEN,
      ...(first.cursor && { cursor: first.cursor }),
    });
    expect(rest).toMatchObject({ hasMore: false, blobs: [{ pathname: "things/two.txt" }] });
    const copied = await copy(at("things/one.txt"), "copies/one.txt", PUBLIC);
    expect(await (await fetch(copied.url)).text()).toBe("one");
    await del([at("things/one.txt"), "things/two.txt", "things/never-there.txt"], { token: TOKEN });
    await expect(head("things/one.txt", { token: TOKEN })).rejects.toThrow("does not exist");
    expect((await fetch(at("things/two.txt"))).status).toBe(404);
  });

  test("a blob is replaced only when that is allowed, and a random suffix makes a new one", async () => {
    await put("same.txt", "first", PUBLIC);
    await expect(put("same.txt", "second", PUBLIC)).rejects.toThrow("already exists");
    await put("same.txt", "second", { ...PUBLIC, allowOverwrite: true });
    expect(await (await fetch(at("same.txt"))).text()).toBe("second");
    const suffixed = await put("same.txt", "third", { ...PUBLIC, addRandomSuffix: true });
    expect(suffixed.pathname).toMatch(/^same-[\w-]{22}\.txt$/);
  });

  test("another token does nothing", async () => {
    const stranger = { access: "public", token: "vercel_blob_rw_abc123store_ffffffffffffffff" } as const;
    await expect(put("stolen.txt", "x", stranger)).rejects.toThrow("Access denied");
    await expect(list({ token: stranger.token })).rejects.toThrow("Access denied");
    await expect(del("same.txt", { token: stranger.token })).rejects.toThrow("Access denied");
  });

  test("a client token uploads within its limits and nothing else", async () => {
    const limits = {
      pathname: "up.png",
      maximumSizeInBytes: 4,
      allowedContentTypes: ["image/*"],
      validUntil: LATER,
    };
    const token = await generateClientTokenFromReadWriteToken({ token: TOKEN, ...limits });
    const upload = (pathname: string, bytes: string, contentType: string, by = token) =>
      clientPut(pathname, bytes, { access: "public", token: by, contentType });
    await expect(upload("other.png", "1234", "image/png")).rejects.toThrow("Pathname mismatch");
    await expect(upload("up.png", "12345", "image/png")).rejects.toThrow("File is too large");
    await expect(upload("up.png", "1234", "text/html")).rejects.toThrow("Content type mismatch");
    await expect(list({ token })).rejects.toThrow("client token");
    await upload("up.png", "1234", "image/png");
    expect(await (await fetch(at("up.png"))).text()).toBe("1234");

    const old = await generateClientTokenFromReadWriteToken({ token: TOKEN, ...limits, validUntil: 1 });
    await expect(upload("up.png", "1", "image/png", old)).rejects.toThrow("expired");
    const forged = await generateClientTokenFromReadWriteToken({ token: `${TOKEN}0`, ...limits });
    await expect(upload("up.png", "1", "image/png", forged)).rejects.toThrow("Access denied");
  });
});

describe("the blob server's folder", () => {
  test("no pathname leads out of it", async () => {
    for (const pathname of [
      "../outside.txt",
      "a/../../outside.txt",
      "a//b",
      "/absolute",
      "a/./b",
      "a\r\nb",
      "a\0b",
    ]) {
      const answer = await fetch(`${at("api/blob")}?${new URLSearchParams({ pathname })}`, {
        method: "PUT",
        body: "x",
        headers: { authorization: `Bearer ${TOKEN}` },
      });
      expect(answer.status, pathname).toBe(400);
    }
    expect((await fetch(at("..%2f..%2fetc%2fpasswd"))).status).toBe(404);
    expect((await fetch(at("%zz"))).status).toBe(404);
    for (const item of await readdir(folder)) expect(item).toMatch(/^[0-9a-f]{2}$/);
  });

  test("is read again at the next start, without what a crash left half written", async () => {
    await put("kept.txt", "kept", { ...PUBLIC, allowOverwrite: true });
    await writeFile(path.join(folder, "00.unfinished"), "half");
    const again = await serveBlob({ port: 0, token: TOKEN, folder });
    expect(await (await fetch(`http://127.0.0.1:${again.port}/kept.txt`)).text()).toBe("kept");
    expect(await readdir(folder)).not.toContain("00.unfinished");
    await again.close();
  });
});
