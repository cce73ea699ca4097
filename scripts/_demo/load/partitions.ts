import { partitionCountOf, TOPICS } from "@/server/events/partition";

/** Every partition of the log. */
export const PARTITIONS: ReadonlyArray<{ topic: string; partition: number }> = TOPICS.flatMap((topic) =>
  Array.from({ length: partitionCountOf(topic) }, (_, partition) => ({ topic, partition })),
);
