/**
 * Rows in the binary format of `copy … from stdin`, the cheapest way into a table: the server neither plans nor takes apart
 * an array, and writes a page of rows at once.
 * Source: PostgreSQL's manual, COPY, "Binary Format".
 */
import {
  type BinaryType,
  type BinaryValues,
  bytesMaxOf,
  CODECS,
  type Codec,
  type Nullable,
  writeValue,
} from "@/server/platform/binary-values";

/** A column of the rows. */
export interface CopyField<Row, Type extends BinaryType = BinaryType> {
  readonly type: Type;
  readonly read: (row: Row) => Nullable<BinaryValues[Type]>;
}

/** Signature, flags, length of an extension. */
const HEADER = Buffer.from("PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0", "latin1");
/** A row of -1 fields. */
const TRAILER = Buffer.from([0xff, 0xff]);
const COUNT_BYTES = 2;
/** Sent at once: many rows, and no more than a driver holds lightly. */
const BUFFER_BYTES = 262_144;

/** What is sent of a copy. It may be sent again: a copy that failed leaves it as it is. */
export class CopyData {
  constructor(readonly pieces: readonly Buffer[]) {}
}

type Value = Nullable<BinaryValues[BinaryType]>;

/** Rows that are written piece by piece, so that those of one piece are forgotten before the next are made. */
export class CopyRows<Row> {
  readonly #fields: readonly { readonly codec: Codec<BinaryType>; readonly read: CopyField<Row>["read"] }[];
  readonly #pieces: Buffer[] = [];
  #buffer: Buffer = Buffer.alloc(0);
  #at = 0;

  constructor(fields: readonly CopyField<Row>[]) {
    this.#fields = fields.map(({ type, read }) => ({ codec: CODECS[type] as Codec<BinaryType>, read }));
  }

  get isEmpty(): boolean {
    return this.#pieces.length === 0 && this.#at === 0;
  }

  add(rows: readonly Row[]): void {
    const fields = this.#fields;
    const values = new Array<Value>(fields.length);
    for (const row of rows) {
      this.#reserve(this.#read(row, values));
      const buffer = this.#buffer;
      let at = this.#at;
      buffer.writeInt16BE(fields.length, at);
      at += COUNT_BYTES;
      for (const [nth, { codec }] of fields.entries()) at += writeValue(codec, values[nth], buffer, at);
      this.#at = at;
    }
  }

  data(): CopyData {
    return new CopyData([HEADER, ...this.#pieces, this.#buffer.subarray(0, this.#at), TRAILER]);
  }

  /** Reads a row's values; gives how many bytes it has at most. */
  #read(row: Row, values: Value[]): number {
    let bytes = COUNT_BYTES;
    for (const [nth, { codec, read }] of this.#fields.entries()) {
      const value = read(row);
      values[nth] = value;
      bytes += bytesMaxOf(codec, value);
    }
    return bytes;
  }

  #reserve(bytes: number): void {
    if (this.#at + bytes <= this.#buffer.length) return;
    if (this.#at > 0) this.#pieces.push(this.#buffer.subarray(0, this.#at));
    this.#buffer = Buffer.allocUnsafe(Math.max(BUFFER_BYTES, bytes));
    this.#at = 0;
  }
}
