import type { BusBatch } from "@/server/platform/kafka-port";

/** Records one by one: of each its key, its value, and its headers' values in the sequence of their names. */
export interface BatchOfRows {
  readonly topic: string;
  readonly partition: number;
  readonly headerNames: readonly string[];
  readonly records: readonly (readonly string[])[];
}

/** The same as columns. */
export function toBusBatch({ topic, partition, headerNames, records }: BatchOfRows): BusBatch {
  const column = (nth: number) => records.map((texts) => texts[nth] ?? "");
  return {
    ...{ topic, partition, recordCount: records.length, keys: column(0), values: column(1) },
    headers: headerNames.map((name, nth) => ({ name, values: column(nth + 2) })),
  };
}
