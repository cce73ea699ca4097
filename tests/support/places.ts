/** Puts events of the log at given positions, as a relay would have that placed each as it happened. */
import { type Db, sql } from "@/server/platform/db";
import { type EventId, uuidOf } from "@/server/primitives/id";

export async function putInPlaces(
  db: Db,
  events: readonly { readonly id: EventId; readonly position: number }[],
): Promise<void> {
  const places = JSON.stringify(events.map(({ id, position }) => ({ id: uuidOf(id), position })));
  await db.execute(
    sql`with placed as (
          insert into event_placings (topic, partition, first_position, last_position, seqs, first_seq, last_seq, placed_at)
          select e.topic, e.partition, g.position, g.position, array[e.seq], e.seq, e.seq, e.occurred_at
          from jsonb_to_recordset(${places}::jsonb) as g(id uuid, position bigint) join event_log e using (id)
          on conflict do nothing
          returning topic, partition, first_seq
        )
        delete from unplaced_events u using placed p
        where u.topic = p.topic and u.partition = p.partition and u.seq = p.first_seq`,
  );
}
