-- Gives committed, unplaced events their dense positions, for every partition that no other relay is working on.
-- Each statement of a volatile function sees what was committed before it, so the rows read after a partition's lock was
-- taken include everything an earlier relay left; a row that commits late is simply found unplaced the next time.
create function place_events(batch_max integer, placed_now timestamptz)
returns table (placed_topic text, placed_partition integer, placed_count integer)
language plpgsql as $$
declare
  taken record;
begin
  for taken in
    select p.topic, p.partition, p.next_position
    from event_partitions p
    where exists (
      select 1 from event_log e
      where e.topic = p.topic and e.partition = p.partition and e.position is null
    )
    for update of p skip locked
  loop
    with batch as (
      select s.seq, row_number() over (order by s.seq) - 1 as place
      from (
        select e.seq from event_log e
        where e.topic = taken.topic and e.partition = taken.partition and e.position is null
        order by e.seq
        limit batch_max
      ) s
    )
    update event_log e
    set position = taken.next_position + batch.place, placed_at = placed_now
    from batch
    where e.seq = batch.seq;
    get diagnostics placed_count = row_count;
    if placed_count > 0 then
      update event_partitions p
      set next_position = p.next_position + placed_count
      where p.topic = taken.topic and p.partition = taken.partition;
      placed_topic := taken.topic;
      placed_partition := taken.partition;
      return next;
    end if;
  end loop;
end $$;
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
