import { createHash, randomBytes } from "node:crypto";
import { mkdir, open, readdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { parseJson } from "@/server/platform/local/read-file";

const recordContract = z.object({
  pathname: z.string(),
  contentType: z.string(),
  cacheControl: z.string(),
  size: z.int(),
  uploadedAt: z.string(),
  etag: z.string(),
});
export type BlobRecord = z.output<typeof recordContract>;

/** A header of this many bytes names its own length, then comes the record as JSON, then the blob's bytes. */
const LENGTH_BYTES = 4;
const RECORD_BYTES_MAX = 64 * 1024;

/**
 * Blobs on disk. One file holds a blob together with its record, so that a single rename makes both appear at once, and
 * files are named by the hash of the pathname, so that no pathname can lead out of the folder. One process owns the folder.
 */
export class BlobFiles {
  readonly #folder: string;
  readonly #records: Map<string, BlobRecord>;

  private constructor(folder: string, records: Map<string, BlobRecord>) {
    this.#folder = folder;
    this.#records = records;
  }

  static async open(folder: string): Promise<BlobFiles> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const records = new Map<string, BlobRecord>();
    for (const item of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!item.isFile()) continue;
      const file = path.join(item.parentPath, item.name);
      const record = item.name.endsWith(".blob") ? await readRecord(file) : undefined;
      // What is left is a write that was cut off before its rename.
      if (record) records.set(record.pathname, record);
      else await rm(file);
    }
    return new BlobFiles(folder, records);
  }

  read(pathname: string): BlobRecord | undefined {
    return this.#records.get(pathname);
  }

  /** Pathnames in order, from the first that comes after the cursor. */
  list(prefix: string, after: string): BlobRecord[] {
    const chosen = [...this.#records.values()].filter(
      ({ pathname }) => pathname.startsWith(prefix) && pathname > after,
    );
    return chosen.sort((one, other) => (one.pathname < other.pathname ? -1 : 1));
  }

  async write(record: BlobRecord, bytes: Uint8Array): Promise<void> {
    const file = this.#fileOf(record.pathname);
    const json = Buffer.from(JSON.stringify(record));
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32BE(json.length);
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    const unfinished = `${file}.${randomBytes(6).toString("hex")}`;
    await writeFile(unfinished, Buffer.concat([length, json, bytes]), { mode: 0o600, flush: true });
    await rename(unfinished, file);
    this.#records.set(record.pathname, record);
  }

  async readBytes(record: BlobRecord): Promise<Buffer> {
    const handle = await open(this.#fileOf(record.pathname), "r");
    try {
      const whole = await handle.readFile();
      return whole.subarray(whole.length - record.size);
    } finally {
      await handle.close();
    }
  }

  async delete(pathname: string): Promise<void> {
    if (!this.#records.delete(pathname)) return;
    await rm(this.#fileOf(pathname), { force: true });
  }

  #fileOf(pathname: string): string {
    const name = createHash("sha256").update(pathname).digest("hex");
    return path.join(this.#folder, name.slice(0, 2), `${name}.blob`);
  }
}

async function readRecord(file: string): Promise<BlobRecord | undefined> {
  const handle = await open(file, "r");
  try {
    const head = Buffer.alloc(LENGTH_BYTES);
    await handle.read(head, 0, LENGTH_BYTES, 0);
    const length = Math.min(head.readUInt32BE(), RECORD_BYTES_MAX);
    const json = Buffer.alloc(length);
    await handle.read(json, 0, length, LENGTH_BYTES);
    return recordContract.safeParse(parseJson(json.toString())).data;
  } finally {
    await handle.close();
  }
}
