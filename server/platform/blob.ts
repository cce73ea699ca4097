/**
 * The blob store: Vercel Blob through its own client, which the local blob server answers as well (the client reads
 * VERCEL_BLOB_API_URL by itself). Names are ours and say nothing of what a person called a file.
 */
import { del, list, put } from "@vercel/blob";
import { systemClock } from "@/server/platform/clock";
import type { BlobStore } from "@/server/platform/ports";

export interface VercelBlobOptions {
  readonly token: string;
  /** Where browsers read public files. */
  readonly publicBase: string;
  /** Where this process reads them; the same but for the local blob server, which browsers reach through the market. */
  readonly readBase: string;
}

const YEAR_SECONDS = 365 * 86_400;
const READ_MS_MAX = 20_000;
const DELETE_COUNT_MAX = 100;

export function vercelBlob({ token, publicBase, readBase }: VercelBlobOptions): BlobStore {
  return {
    async put({ pathname, bytes, contentType }) {
      await put(pathname, Buffer.from(bytes), {
        access: "public",
        addRandomSuffix: false,
        // The same name is written again only by a retry of the same upload.
        allowOverwrite: true,
        contentType,
        cacheControlMaxAge: YEAR_SECONDS,
        token,
      });
    },
    async delete(pathnames) {
      for (let start = 0; start < pathnames.length; start += DELETE_COUNT_MAX)
        await del(pathnames.slice(start, start + DELETE_COUNT_MAX), { token });
    },
    publicUrl: (pathname) => `${publicBase}/${pathname}`,
    async read(pathname) {
      const answer = await fetch(`${readBase}/${pathname}`, { signal: AbortSignal.timeout(READ_MS_MAX) });
      if (answer.status === 404) return undefined;
      if (!answer.ok) throw new Error(`the blob store answered ${answer.status} for ${pathname}`);
      return new Uint8Array(await answer.arrayBuffer());
    },
    async list({ prefix, cursor, max }) {
      const page = await list({ prefix, limit: max, token, ...(cursor === undefined ? {} : { cursor }) });
      const nowMs = systemClock.now().getTime();
      return {
        files: page.blobs.map(({ pathname, uploadedAt }) => ({
          pathname,
          ageMs: nowMs - uploadedAt.getTime(),
        })),
        nextCursor: page.hasMore ? page.cursor : undefined,
      };
    },
  };
}
