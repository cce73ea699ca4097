/** Records as the client library wants and gives them. */
import type { MessageToProduce } from "@platformatic/kafka";
import type { BusRecord, BusSlice, StoredRecord } from "@/server/platform/kafka-port";
import { assert } from "@/server/primitives/assert";

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

export type TextMessage = MessageToProduce<string, string, string, string>;

export function toMessage(topic: string, record: BusRecord): TextMessage {
  const { partition, key, value, headers } = record;
  // The library only reads the headers.
  return { topic, partition, key, value, headers: headers as Map<string, string> };
}

const names = new Map<string, Buffer>();
/** There are a handful of header names, in every record. */
function nameBytes(name: string | undefined): Buffer {
  assert(name !== undefined, "a header has no name");
  const bytes = names.get(name) ?? Buffer.from(name);
  names.set(name, bytes);
  return bytes;
}

const toBytes = (text: string | undefined) => (text === undefined ? undefined : Buffer.from(text));
/** Texts become bytes as each record is encoded, so that a batch of them is never in memory twice. */
export const TEXT_SERIALIZERS = {
  key: toBytes,
  value: toBytes,
  headerKey: nameBytes,
  headerValue: toBytes,
};

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
