/**
 * Rows in the binary format of `copy … from stdin`, the cheapest way into a table: the server neither plans nor takes apart
 * an array, and writes a page of rows at once.
 * Source: PostgreSQL's manual, COPY, "Binary Format".
 */
import {
  type BinaryType,
  type BinaryValues,
  CODECS,
  type Codec,
  LENGTH_BYTES,
  NULL_LENGTH,
  type Nullable,
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
/** Of a row, to begin with. */
const ROW_BYTES = 256;

/** What is sent of a copy. It may be sent again: a copy that failed leaves it as it is. */
export class CopyData {
  constructor(readonly pieces: readonly Buffer[]) {}
}

/** Rows that are written piece by piece, so that those of one piece are forgotten before the next are made. */
export class CopyRows<Row> {
  readonly #fields: readonly { readonly codec: Codec<BinaryType>; readonly read: CopyField<Row>["read"] }[];
  readonly #pieces: Buffer[] = [];

  constructor(fields: readonly CopyField<Row>[]) {
    this.#fields = fields.map(({ type, read }) => ({ codec: CODECS[type] as Codec<BinaryType>, read }));
  }

  get isEmpty(): boolean {
    return this.#pieces.length === 0;
  }

  add(rows: readonly Row[]): void {
    if (rows.length === 0) return;
    let buffer = Buffer.allocUnsafe(rows.length * ROW_BYTES);
    let at = 0;
    const reserve = (bytes: number) => {
      if (at + bytes > buffer.length) buffer = Buffer.concat([buffer.subarray(0, at)], (at + bytes) * 2);
    };
    for (const row of rows) {
      reserve(COUNT_BYTES);
      buffer.writeInt16BE(this.#fields.length, at);
      at += COUNT_BYTES;
      for (const { codec, read } of this.#fields) {
        const value = read(row);
        const isNull = value === null || value === undefined;
        reserve(LENGTH_BYTES + (isNull ? 0 : codec.bytesMax(value)));
        const length = isNull ? 0 : codec.write(value, buffer, at + LENGTH_BYTES);
        buffer.writeInt32BE(isNull ? NULL_LENGTH : length, at);
        at += LENGTH_BYTES + length;
      }
    }
    this.#pieces.push(buffer.subarray(0, at));
  }

  data(): CopyData {
    return new CopyData([HEADER, ...this.#pieces, TRAILER]);
  }
}
