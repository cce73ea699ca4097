-- An event waits for its place from its own transaction on.
create function await_place() returns trigger language plpgsql as $$
begin
  insert into unplaced_events (topic, partition, seq) select topic, partition, seq from written;
  return null;
end $$;
--> statement-breakpoint
create trigger event_log_await_place after insert on event_log
referencing new table as written for each statement execute function await_place();
--> statement-breakpoint
-- A log that is emptied has no places either. Nothing of the market empties it.
create function empty_places() returns trigger language plpgsql as $$
begin
  truncate unplaced_events, event_placings;
  return null;
end $$;
--> statement-breakpoint
create trigger event_log_empty_places after truncate on event_log
for each statement execute function empty_places();
--> statement-breakpoint
-- Gives committed, unplaced events their dense positions, for every partition that no other relay is working on.
-- Each statement of a volatile function sees what was committed before it, so the rows read after a partition's lock was
-- taken include everything an earlier relay left; a row that commits late is simply found unplaced the next time. Makes
-- one row for all that it places of a partition; about `batch_max`, more by what commits between its two statements.
create function place_events(batch_max integer, placed_now timestamptz)
returns table (placed_topic text, placed_partition integer, placed_count integer)
-- Plans are made while the tables are empty and stay for the session: by the key they are right at any size.
language plpgsql set enable_seqscan = off set enable_bitmapscan = off as $$
declare
  taken record;
  until_seq bigint;
begin
  for taken in
    select p.topic, p.partition, p.next_position
    from event_partitions p
    where exists (
      select 1 from unplaced_events u where u.topic = p.topic and u.partition = p.partition
    )
    for update of p skip locked
  loop
    select max(s.seq) into until_seq from (
      select u.seq from unplaced_events u
      where u.topic = taken.topic and u.partition = taken.partition
      order by u.seq
      limit batch_max
    ) s;
    continue when until_seq is null;
    with batch as (
      delete from unplaced_events u
      where u.topic = taken.topic and u.partition = taken.partition and u.seq <= until_seq
      returning u.seq
    )
    insert into event_placings (topic, partition, first_position, last_position, seqs, first_seq, last_seq, placed_at)
    select taken.topic, taken.partition, taken.next_position, taken.next_position + count(*) - 1,
      array_agg(batch.seq order by batch.seq), min(batch.seq), max(batch.seq), placed_now
    from batch
    returning cardinality(seqs) into placed_count;
    update event_partitions p
    set next_position = p.next_position + placed_count
    where p.topic = taken.topic and p.partition = taken.partition;
    placed_topic := taken.topic;
    placed_partition := taken.partition;
    return next;
  end loop;
end $$;
--> statement-breakpoint
-- Every placed event. For reading the whole: a single one is found by `log_between` or `place_of`.
create view event_places as
select g.topic, g.partition, g.first_position + s.nth - 1 as position, s.seq, g.placed_at
from event_placings g cross join lateral unnest(g.seqs) with ordinality s(seq, nth);
--> statement-breakpoint
-- The place of an event; no row while it has none. An event that committed late stands in a later row than its
-- neighbours: rows are looked through from the first that can have it.
create function place_of(of_topic text, of_partition integer, of_seq bigint)
returns table ("position" bigint, placed_at timestamptz)
language sql stable as $$
  select g.first_position + array_position(g.seqs, of_seq) - 1, g.placed_at
  from event_placings g
  where g.topic = of_topic and g.partition = of_partition and g.last_seq >= of_seq and g.first_seq <= of_seq
    and of_seq = any(g.seqs)
  order by g.last_seq limit 1
$$;
--> statement-breakpoint
-- Up to `count_max` placed events of a partition after a position, in position order. Positions have no gap, so that
-- many rows of places at most hold them, and of those only the part that is wanted is taken up. `offset 0` keeps the
-- planner from sorting or hashing whole events: each is looked up by its sequence number.
create function log_between(of_topic text, of_partition integer, after_position bigint, count_max integer)
returns table ("position" bigint, seq bigint, id uuid, key text, type text, version integer, payload json,
  occurred_at timestamptz, trace text)
language sql stable as $$
  select p.position, e.seq, e.id, e.key, e.type, e.version, e.payload, e.occurred_at, e.trace
  from (
    select g.first_position + g.skipped + s.nth - 1 as position, s.seq
    from (
      select n.first_position, n.seqs, greatest(after_position + 1 - n.first_position, 0) as skipped
      from (
        select first_position, seqs from event_placings
        where topic = of_topic and partition = of_partition and last_position > after_position
        order by last_position limit count_max
      ) n
      where n.first_position <= after_position + count_max
    ) g
    cross join lateral unnest(
      g.seqs[g.skipped + 1 : after_position + count_max + 1 - g.first_position]
    ) with ordinality s(seq, nth)
    order by position
  ) p
  cross join lateral (select * from event_log l where l.seq = p.seq offset 0) e
  order by p.position
$$;
--> statement-breakpoint
-- The same in a few rows, one for each row of places, with a column of all its events' values: consumers read a backlog by
-- thousands, and rows of their own cost three times as much to send and to take apart. The index is walked along once for
-- each row, since its sequence numbers are in the sequence of their positions. `is_whole` is false where that is not so, or
-- where an event is missing: `log_between` then tells the positions. `payload_texts` are the payloads as they were written,
-- with a character between them that JSON has nowhere; a reader takes the columns that it wants, and no other is made.
create function log_stretches(of_topic text, of_partition integer, after_position bigint, count_max integer)
returns table (first_position bigint, is_whole boolean, ids bytea, instants bytea, keys json, types json, versions json,
  payload_texts text, traces json)
language sql stable as $$
  select g.first_position, e.found = g.seqs, e.ids, e.instants, e.keys, e.types, e.versions, e.payload_texts, e.traces
  from (
    select n.last_position, greatest(n.first_position, after_position + 1) as first_position,
      n.seqs[greatest(after_position + 1 - n.first_position, 0) + 1
        : after_position + count_max + 1 - n.first_position] as seqs
    from (
      select last_position, first_position, seqs from event_placings
      where topic = of_topic and partition = of_partition and last_position > after_position
      order by last_position limit count_max
    ) n
    where n.first_position <= after_position + count_max
  ) g
  cross join lateral (
    select array_agg(l.seq) as found, string_agg(uuid_send(l.id), '') as ids,
      string_agg(timestamptz_send(l.occurred_at), '') as instants, array_to_json(array_agg(l.key)) as keys,
      array_to_json(array_agg(l.type)) as types, array_to_json(array_agg(l.version)) as versions,
      string_agg(l.payload::text, e'\x1e') as payload_texts,
      array_to_json(array_agg(l.trace)) as traces
    from (select * from event_log where seq = any(g.seqs) order by seq) l
  ) e
  order by g.last_position
$$;
--> statement-breakpoint
-- Wakes a sleeping worker. A NOTIFY makes commits take turns (one lock for the whole server, held over the flush), so
-- writers send it only while a worker sleeps: it then holds the advisory lock that they fail to share here. A worker
-- takes that lock only once no writer shares it, and looks once more before it sleeps; so no row is left unseen. The
-- numbers are those of server/platform/doorbell.ts.
create function nudge_worker() returns trigger
language plpgsql as $$
begin
  if not pg_try_advisory_xact_lock_shared(7026, tg_argv[1]::integer) then
    perform pg_notify('roost_nudge', tg_argv[0]);
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger event_log_nudge after insert on event_log
for each statement execute function nudge_worker('events', '1');
--> statement-breakpoint
create trigger stripe_inbox_nudge after insert on stripe_inbox
for each statement execute function nudge_worker('stripe-inbox', '2');
--> statement-breakpoint
-- Puts events down in the sequence given, for functions that write them together with their own rows. The rows come
-- ready from `toEventRow` of server/events/publish.ts.
create function write_events(given jsonb) returns void language sql as $$
  insert into event_log (id, topic, partition, key, type, version, payload, occurred_at, trace)
  select e.id, e.topic, e.partition, e.key, e.type, e.version, e.payload, e.occurred_at, e.trace
  from jsonb_populate_recordset(null::event_log, given) with ordinality e
  order by e.ordinality
$$;
