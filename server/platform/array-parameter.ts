/**
 * Arrays as parameters in PostgreSQL's binary format: `unnest(${arrayParameter("uuid", rows, (row) => row.id)}::uuid[])`.
 *
 * A batch of ten thousand rows travels as one parameter for each column. As text (or JSON) every value is quoted here and
 * parsed there, which costs more than the insert. The drivers send a Buffer as a binary parameter.
 */
import { writeAscii } from "@/server/platform/write-ascii";
import { assert } from "@/server/primitives/assert";
import { type Id, type IdPrefix, writeUuid } from "@/server/primitives/id";
import { dayNumber, type LocalDate } from "@/server/primitives/local-date";

interface ArrayValues {
  readonly uuid: Id<IdPrefix>;
  readonly text: string;
  readonly timestamptz: Date;
  readonly date: LocalDate;
  readonly int4: number;
  readonly int8: number;
}
export type ArrayType = keyof ArrayValues;
type Nullable<T> = T | null | undefined;

interface Codec<Type extends ArrayType> {
  /** `pg_type.oid`. */
  readonly oid: number;
  /** Bytes of a value at most. */
  readonly bytesMax: (value: ArrayValues[Type]) => number;
  /** Gives how many bytes it wrote. */
  readonly write: (value: ArrayValues[Type], into: Buffer, at: number) => number;
}

/** PostgreSQL counts from 1 January 2000. */
const EPOCH_MS = Date.UTC(2000, 0, 1);
const EPOCH_DAY = EPOCH_MS / 86_400_000;
const UTF8_BYTES_MAX = 3;
const UINT32 = 0x1_0000_0000;
const INT8_BYTES = 8;

const CODECS: { readonly [Type in ArrayType]: Codec<Type> } = {
  uuid: {
    oid: 2950,
    bytesMax: () => 16,
    write: (value, into, at) => {
      writeUuid(value, into, at);
      return 16;
    },
  },
  text: {
    oid: 25,
    bytesMax: (value) => value.length * UTF8_BYTES_MAX,
    write: writeText,
  },
  timestamptz: {
    oid: 1184,
    bytesMax: () => 8,
    write: (value, into, at) => writeInt8((value.getTime() - EPOCH_MS) * 1_000, into, at),
  },
  date: {
    oid: 1082,
    bytesMax: () => 4,
    write: (value, into, at) => writeInt4(dayNumber(value) - EPOCH_DAY, into, at),
  },
  int4: { oid: 23, bytesMax: () => 4, write: writeInt4 },
  int8: { oid: 20, bytesMax: () => 8, write: writeInt8 },
};

/** Longer texts are written by the runtime, whose call costs as much as some dozens of characters. */
const SHORT_TEXT_MAX = 48;

function writeText(value: string, into: Buffer, at: number): number {
  const isDone = value.length <= SHORT_TEXT_MAX && writeAscii(value, into, at);
  return isDone ? value.length : into.write(value, at, "utf8");
}

function writeInt4(value: number, into: Buffer, at: number): number {
  into.writeInt32BE(value, at);
  return 4;
}

function writeInt8(value: number, into: Buffer, at: number): number {
  assert(Number.isSafeInteger(value), "not a whole number");
  into.writeInt32BE(Math.floor(value / UINT32), at);
  into.writeUInt32BE(value - Math.floor(value / UINT32) * UINT32, at + 4);
  return 8;
}

/**
 * The instants of `timestamptz` values that stand one behind the other as `timestamptz_send` gives them, in milliseconds
 * since 1970.
 */
export function millisFromBytes(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.byteLength / INT8_BYTES }, (_, nth) => {
    const micros = view.getInt32(nth * INT8_BYTES) * UINT32 + view.getUint32(nth * INT8_BYTES + 4);
    return Math.floor(micros / 1_000) + EPOCH_MS;
  });
}

/** Dimensions, whether there are nulls, element type, length, lower bound. */
const HEADER_BYTES = 20;
const LENGTH_BYTES = 4;
const NULL_LENGTH = -1;

/** The array of what `read` gives of each row. */
export function arrayParameter<Type extends ArrayType, Row>(
  type: Type,
  rows: readonly Row[],
  read: (row: Row) => Nullable<ArrayValues[Type]>,
): Buffer {
  const array = new ArrayParameter(type);
  array.add(rows, read);
  return array.toBuffer();
}

/** An array that is written piece by piece, so that the rows of one piece are forgotten before those of the next are made. */
export class ArrayParameter<Type extends ArrayType> {
  readonly #codec: Codec<Type>;
  readonly #pieces: Buffer[] = [];
  #length = 0;

  constructor(type: Type) {
    this.#codec = CODECS[type];
  }

  /** Adds what `read` gives of each row. */
  add<Row>(rows: readonly Row[], read: (row: Row) => Nullable<ArrayValues[Type]>): void {
    // Read once: rows are of many shapes, and reading a property of those costs more than writing its bytes.
    const values = rows.map(read);
    let bytesMax = rows.length * LENGTH_BYTES;
    for (const value of values)
      if (value !== null && value !== undefined) bytesMax += this.#codec.bytesMax(value);
    const buffer = Buffer.allocUnsafe(bytesMax);
    let at = 0;
    for (const value of values) {
      const isNull = value === null || value === undefined;
      const length = isNull ? 0 : this.#codec.write(value, buffer, at + LENGTH_BYTES);
      buffer.writeInt32BE(isNull ? NULL_LENGTH : length, at);
      at += LENGTH_BYTES + length;
    }
    this.#pieces.push(buffer.subarray(0, at));
    this.#length += rows.length;
  }

  toBuffer(): Buffer {
    const header = Buffer.alloc(HEADER_BYTES);
    header.writeInt32BE(1, 0);
    header.writeInt32BE(1, 4);
    header.writeInt32BE(this.#codec.oid, 8);
    header.writeInt32BE(this.#length, 12);
    header.writeInt32BE(1, 16);
    return Buffer.concat([header, ...this.#pieces]);
  }
}
