/**
 * A partition's records as one batch of Kafka's format 2 (https://kafka.apache.org/documentation/#recordbatch), which is what
 * brokers store and every client reads. Made here, not by the client library, for what that takes: docs/decisions/0123.
 */
import zlib from "node:zlib";
import { ByteWriter, textBytesMax, VARINT_BYTES_MAX } from "@/server/platform/kafka-bytes";
import type { BusBatch, PackedBatch } from "@/server/platform/kafka-port";
import { assert } from "@/server/primitives/assert";

export interface BatchHead {
  /** What a broker recognises by that it has the batch already: who sends it, and as which of theirs in this partition. */
  readonly producerId: bigint;
  readonly producerEpoch: number;
  readonly sequence: number;
  readonly sentMs: number;
  readonly crc32c: (bytes: Buffer) => number;
}

/** Encodes and compresses: about 3 µs of processor time a record of 500 bytes, nearly all of it zstd's. */
export function packBatch(batch: BusBatch): PackedBatch {
  const { topic, partition, recordCount } = batch;
  return { topic, partition, recordCount, packed: zlib.zstdCompressSync(encodeRecords(batch)) };
}

const HEAD_BYTES = 61;
/** What the batch's own length counts begins here, and what its checksum covers. */
const LENGTH_FROM = 12;
const CHECKED_FROM = 21;
const NO_LEADER_EPOCH = -1;
const FORMAT = 2;
const ZSTD = 4;

/** The whole batch as it is sent and stored. */
export function sealBatch({ packed, recordCount }: PackedBatch, head: BatchHead): Buffer {
  const batch = Buffer.allocUnsafe(HEAD_BYTES + packed.length);
  batch.writeBigInt64BE(0n, 0);
  batch.writeInt32BE(batch.length - LENGTH_FROM, 8);
  batch.writeInt32BE(NO_LEADER_EPOCH, LENGTH_FROM);
  batch.writeInt8(FORMAT, 16);
  batch.writeInt16BE(ZSTD, CHECKED_FROM);
  batch.writeInt32BE(recordCount - 1, 23);
  batch.writeBigInt64BE(BigInt(head.sentMs), 27);
  batch.writeBigInt64BE(BigInt(head.sentMs), 35);
  batch.writeBigInt64BE(head.producerId, 43);
  batch.writeInt16BE(head.producerEpoch, 51);
  batch.writeInt32BE(head.sequence, 53);
  batch.writeInt32BE(recordCount, 57);
  packed.copy(batch, HEAD_BYTES);
  batch.writeUInt32BE(head.crc32c(batch.subarray(CHECKED_FROM)), 17);
  return batch;
}

/** Attributes and the distance to the batch's time, which are always zero. */
const RECORD_HEAD = Uint8Array.of(0, 0);
const writer = new ByteWriter();

/** The records one after another; good until the next call. Of the peer's kind it is measured in docs/benchmarks.md. */
export function encodeRecords({ recordCount, keys, values, headers }: BusBatch): Buffer {
  const names = headers.map(({ name }) => nameBytes(name));
  const columns = [keys, values, ...headers.map((header) => header.values)];
  for (const { length } of columns)
    assert(length >= recordCount, `${length} texts for ${recordCount} records`);
  // Of every record: its head, its index, the number of its headers and their names.
  const constantSize = RECORD_HEAD.length + names.reduce((sum, { length }) => sum + length, 0) + 2;
  let bytesMax = recordCount * (constantSize + 3 * VARINT_BYTES_MAX);
  for (const column of columns)
    for (let nth = 0; nth < recordCount; nth += 1) bytesMax += textBytesMax(column[nth] ?? "");
  writer.begin(bytesMax);
  for (let nth = 0; nth < recordCount; nth += 1) {
    // Right where no text is long and all are ASCII, or close to it.
    let sizeGuess = constantSize;
    for (let column = 0; column < columns.length; column += 1)
      sizeGuess += (columns[column]?.[nth] ?? "").length + 1;
    const at = writer.open(sizeGuess);
    writer.raw(RECORD_HEAD);
    writer.varint(nth);
    writer.text(keys[nth] ?? "");
    writer.text(values[nth] ?? "");
    writer.varint(names.length);
    for (let header = 0; header < names.length; header += 1) {
      writer.raw(names[header] ?? RECORD_HEAD);
      writer.text(headers[header]?.values[nth] ?? "");
    }
    writer.close(at, sizeGuess);
  }
  return writer.whole();
}

function nameBytes(name: string): Uint8Array {
  const to = new ByteWriter();
  to.begin(textBytesMax(name));
  to.text(name);
  return to.whole();
}
