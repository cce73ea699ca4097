/**
 * Arrays as parameters in PostgreSQL's binary format: `unnest(${arrayParameter("uuid", rows, (row) => row.id)}::uuid[])`.
 *
 * A batch of ten thousand rows travels as one parameter for each column. As text (or JSON) every value is quoted here and
 * parsed there, which costs more than the insert. The drivers send a Buffer as a binary parameter.
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

/** Dimensions, whether there are nulls, element type, length, lower bound. */
const HEADER_BYTES = 20;

/** The array of what `read` gives of each row. */
export function arrayParameter<Type extends BinaryType, Row>(
  type: Type,
  rows: readonly Row[],
  read: (row: Row) => Nullable<BinaryValues[Type]>,
): Buffer {
  const codec: Codec<Type> = CODECS[type];
  // Read once: rows are of many shapes, and reading a property of those costs more than writing its bytes.
  const values = rows.map(read);
  const bytesMax = values.reduce((sum, value) => sum + bytesMaxOf(codec, value), HEADER_BYTES);
  const buffer = Buffer.allocUnsafe(bytesMax);
  buffer.writeInt32BE(1, 0);
  buffer.writeInt32BE(1, 4);
  buffer.writeInt32BE(codec.oid, 8);
  buffer.writeInt32BE(rows.length, 12);
  buffer.writeInt32BE(1, 16);
  let at = HEADER_BYTES;
  for (const value of values) at += writeValue(codec, value, buffer, at);
  return buffer.subarray(0, at);
}
