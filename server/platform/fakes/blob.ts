/** A blob store in memory, for tests. Held to the same contract as the real one by `blob.test.ts`. */
import type { BlobStore } from "@/server/platform/ports";

export interface FakeBlobStore extends BlobStore {
  readonly files: ReadonlyMap<string, { readonly bytes: Uint8Array; readonly contentType: string }>;
  /** Makes the next put fail, as a store that is down does. */
  failNextPut(): void;
  /** Makes every file that is there older. */
  age(ms: number): void;
}

export function fakeBlobStore(publicBase = "/blob"): FakeBlobStore {
  const files = new Map<string, { bytes: Uint8Array; contentType: string; ageMs: number }>();
  let isFailing = false;
  return {
    files,
    age(ms) {
      for (const file of files.values()) file.ageMs += ms;
    },
    failNextPut() {
      isFailing = true;
    },
    async put({ pathname, bytes, contentType }) {
      if (isFailing) {
        isFailing = false;
        throw new Error("the blob store is down");
      }
      files.set(pathname, { bytes: bytes.slice(), contentType, ageMs: 0 });
    },
    async delete(pathnames) {
      for (const pathname of pathnames) files.delete(pathname);
    },
    publicUrl: (pathname) => `${publicBase}/${pathname}`,
    async read(pathname) {
      return files.get(pathname)?.bytes.slice();
    },
    async list({ prefix, cursor = "", max }) {
      const names = [...files.keys()].filter((name) => name.startsWith(prefix) && name > cursor).sort();
      const page = names.slice(0, max);
      return {
        files: page.map((pathname) => ({ pathname, ageMs: files.get(pathname)?.ageMs ?? 0 })),
        nextCursor: names.length > max ? page.at(-1) : undefined,
      };
    },
  };
}
