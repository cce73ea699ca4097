/** Values in PostgreSQL's binary format, as arrays and rows of a copy hold them. */
import { writeAscii } from "@/server/platform/write-ascii";
import { assert } from "@/server/primitives/assert";
import { type Id, type IdPrefix, writeUuid } from "@/server/primitives/id";
import { dayNumber, type LocalDate } from "@/server/primitives/local-date";

/** The values of each type in the code. */
export interface BinaryValues {
  readonly uuid: Id<IdPrefix>;
  readonly text: string;
  readonly timestamptz: Date;
  readonly date: LocalDate;
  readonly int4: number;
  readonly int8: number;
}
export type BinaryType = keyof BinaryValues;
export type Nullable<T> = T | null | undefined;

export interface Codec<Type extends BinaryType> {
  /** `pg_type.oid`. */
  readonly oid: number;
  /** Bytes of a value at most. */
  readonly bytesMax: (value: BinaryValues[Type]) => number;
  /** Gives how many bytes it wrote. */
  readonly write: (value: BinaryValues[Type], into: Buffer, at: number) => number;
}

/** PostgreSQL counts from 1 January 2000. */
const EPOCH_MS = Date.UTC(2000, 0, 1);
const EPOCH_DAY = EPOCH_MS / 86_400_000;
const UTF8_BYTES_MAX = 3;
const UINT32 = 0x1_0000_0000;
const INT8_BYTES = 8;

export const CODECS: { readonly [Type in BinaryType]: Codec<Type> } = {
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

/** The length that stands before a value; of a null there is nothing but its length. */
const LENGTH_BYTES = 4;
const NULL_LENGTH = -1;

/** Bytes that a value takes at most, its length among them. */
export function bytesMaxOf<Type extends BinaryType>(
  codec: Codec<Type>,
  value: Nullable<BinaryValues[Type]>,
): number {
  return LENGTH_BYTES + (value === null || value === undefined ? 0 : codec.bytesMax(value));
}

/** Writes a value behind its length; gives how many bytes both took. */
export function writeValue<Type extends BinaryType>(
  codec: Codec<Type>,
  value: Nullable<BinaryValues[Type]>,
  into: Buffer,
  at: number,
): number {
  const isNull = value === null || value === undefined;
  const length = isNull ? 0 : codec.write(value, into, at + LENGTH_BYTES);
  into.writeInt32BE(isNull ? NULL_LENGTH : length, at);
  return LENGTH_BYTES + length;
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
