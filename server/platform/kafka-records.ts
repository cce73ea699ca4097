/** Records as the client library gives them. */
import type { BusSlice, StoredRecord } from "@/server/platform/kafka-port";

/** What of the library's answer is read. */
interface FetchedPartition {
  readonly logStartOffset: bigint;
  readonly highWatermark: bigint;
  readonly records?: readonly FetchedBatch[] | null | undefined;
}
interface FetchedBatch {
  readonly firstOffset: bigint;
  readonly records: readonly {
    readonly offsetDelta: number;
    readonly key: Buffer | null;
    readonly value: Buffer | null;
    readonly headers: readonly (readonly [Buffer | null, Buffer | null])[];
  }[];
}

/** A batch may begin before the offset asked for; those records are left out. */
export function readStored(
  part: FetchedPartition,
  from: { readonly topic: string; readonly partition: number; readonly offset: number },
): BusSlice {
  const records: StoredRecord[] = [];
  for (const batch of part.records ?? [])
    for (const record of batch.records) {
      const offset = Number(batch.firstOffset) + record.offsetDelta;
      if (offset < from.offset) continue;
      records.push({
        ...{ topic: from.topic, partition: from.partition, offset },
        key: textOf(record.key),
        value: textOf(record.value),
        headers: new Map(record.headers.map(([name, value]) => [textOf(name), textOf(value)])),
      });
    }
  return { records, startOffset: Number(part.logStartOffset), endOffset: Number(part.highWatermark) };
}

function textOf(bytes: Buffer | null): string {
  return bytes?.toString() ?? "";
}
