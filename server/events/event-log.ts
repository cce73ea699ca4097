/** The log as consumers read it. Positions mean the same in every implementation. */
import type { EventRecord } from "@/server/events/define-event";

export interface EventLog {
  /** Up to `max` events of a partition whose position is greater than `after`, in position order, without a gap. */
  read(topic: string, partition: number, after: number, max: number): Promise<readonly EventRecord[]>;
}
