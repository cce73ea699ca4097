-- 10_calendar_claims.sql
-- Claims the nights of a stay, and for holds and bookings the home's preparation nights after it, in night order; takes
-- over holds that lapsed and rows of the same claim. A preparation night that the host blocked stays blocked and counts.
-- Fewer taken than asked means somebody else has one, and the transaction must be rolled back.
create function claim_nights(
  of_listing uuid, from_night date, until_night date, as_kind text, as_claim uuid,
  lapses_at timestamptz, at_now timestamptz
) returns table (asked_count integer, taken_count integer)
language sql volatile as $$
  with asked as (
    select d::date as night, d::date >= until_night as preparation
    from generate_series(
      from_night,
      until_night - 1 + case when as_kind in ('hold', 'booking')
        then coalesce((select preparation_nights from stay_rules where listing_id = of_listing), 0) else 0 end,
      interval '1 day') as d
  ), taken as (
    insert into night_claims as c (listing_id, night, kind, claim_id, expires_at, preparation)
    select of_listing, night, as_kind, as_claim, lapses_at, preparation from asked order by night
    on conflict (listing_id, night) do update set
      kind = case when c.kind = 'block' then c.kind else excluded.kind end,
      claim_id = case when c.kind = 'block' then c.claim_id else excluded.claim_id end,
      expires_at = case when c.kind = 'block' then c.expires_at else excluded.expires_at end,
      preparation = case when c.kind = 'block' then c.preparation else excluded.preparation end
    where (c.kind = 'hold' and c.expires_at <= at_now)
       or c.claim_id = excluded.claim_id
       or (excluded.preparation and c.kind = 'block')
    returning 1
  )
  select (select count(*) from asked)::int, (select count(*) from taken)::int
$$;
--> statement-breakpoint
-- 10_platform.sql
-- Rate limits are counts of the last minutes: losing them in a crash costs nothing, and without a write-ahead log a
-- check costs no disk flush.
alter table rate_limits set unlogged;
--> statement-breakpoint
-- 20_events.sql
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
--> statement-breakpoint
-- 30_places.sql
/*
 * Places. `place_slug` makes the parts of a place's id out of names as hosts write them; it is immutable because the
 * dictionary is named, so it may stand in an index.
 */
create function place_slug(name text) returns text language sql immutable parallel safe as $$
  select coalesce(nullif(trim(both '-' from
    regexp_replace(replace(replace(lower(public.unaccent('public.unaccent', name)), '''', ''), '’', ''), '[^a-z0-9]+', '-', 'g')), ''), 'place')
$$;
--> statement-breakpoint
/* Ends at the first part that is empty: a home without a neighbourhood lies in its city. */
create function place_path(country_code text, region text, city text, neighbourhood text) returns text
language sql immutable parallel safe as $$
  select case
    when region = '' then lower(country_code)
    when city = '' then lower(country_code) || '/' || place_slug(region)
    when neighbourhood = '' then lower(country_code) || '/' || place_slug(region) || '/' || place_slug(city)
    else lower(country_code) || '/' || place_slug(region) || '/' || place_slug(city) || '/' || place_slug(neighbourhood)
  end
$$;
--> statement-breakpoint
create function plain_text(value text) returns text language sql immutable parallel safe as $$
  select lower(public.unaccent('public.unaccent', value))
$$;
--> statement-breakpoint
create index places_spot on places using gist (point(longitude, latitude));
--> statement-breakpoint
-- 31_listings.sql
/* One photo as JSON, the same wherever photos are shown. */
create function photo_json(p listing_photos) returns json language sql immutable parallel safe as $$
  select json_build_object('id', p.id, 'room', p.room, 'caption', p.caption, 'alt', p.alt, 'origin', p.origin,
    'stem', p.stem, 'widths', p.widths, 'width', p.width, 'height', p.height, 'blur', p.blur)
$$;
--> statement-breakpoint
/* Photos of a home in the host's own sequence, at most `count_max`. */
create function photos_json(of_listing uuid, count_max integer) returns json language sql stable parallel safe as $$
  select coalesce(json_agg(photo_json(p) order by p.ordinal), '[]'::json)
  from (select * from listing_photos where listing_id = of_listing order by ordinal limit count_max) p
$$;
--> statement-breakpoint
-- 40_stay_facts.sql
-- What a price and a booking decision rest on, one function per module that owns the facts, so that a quote reads all of
-- them in one statement and a hold in one more. Each answers plain JSON.

create function listing_stay_facts(of_listing uuid) returns jsonb
language sql stable as $$
  select jsonb_build_object(
    'hostUuid', l.host_id, 'status', l.status, 'capacity', l.capacity,
    'petsMax', case when (l.house_rules->>'petsAllowed')::boolean then l.pets_max else 0 end,
    'timeZone', l.time_zone, 'checkInFromMinutes', l.check_in_from_minutes,
    'checkOutByMinutes', l.check_out_by_minutes, 'cancellationPolicy', l.cancellation_policy)
  from listings l where l.id = of_listing
$$;
--> statement-breakpoint
-- Facts that only a booking may freeze: the exact address is among them.
create function listing_snapshot_facts(of_listing uuid) returns jsonb
language sql stable as $$
  select jsonb_build_object(
    'listingTitle', l.title, 'city', l.city, 'neighbourhood', l.neighbourhood, 'addressLine', l.address_line,
    'postalCode', l.postal_code, 'latitude', l.latitude, 'longitude', l.longitude, 'timeZone', l.time_zone,
    'checkInFromMinutes', l.check_in_from_minutes, 'checkOutByMinutes', l.check_out_by_minutes,
    'checkInNote', l.check_in_note, 'houseRules', l.house_rules, 'cancellationPolicy', l.cancellation_policy)
  from listings l where l.id = of_listing
$$;
--> statement-breakpoint
-- Nights of [from_night, until_night) that somebody has, and the rules for stays. What the asking guest's own standing
-- holds have counts as free for them. Index: night_claims_pkey, a range of one listing.
create function calendar_stay_facts(
  of_listing uuid, from_night date, until_night date, at_now timestamptz, asking_guest uuid
) returns jsonb
language sql stable as $$
  with claims as (
    select c.night, c.kind from night_claims c
    where c.listing_id = of_listing and c.night >= from_night and c.night < until_night
      and (c.kind <> 'hold' or c.expires_at > at_now)
      and not (c.kind = 'hold' and asking_guest is not null and exists (
        select 1 from bookings b where b.id = c.claim_id and b.guest_id = asking_guest and b.status = 'held'))
  )
  select jsonb_build_object(
    'taken', coalesce((select jsonb_agg(night) from claims where kind <> 'block'), '[]'),
    'blocked', coalesce((select jsonb_agg(night) from claims where kind = 'block'), '[]'),
    'nightMins', coalesce((select jsonb_object_agg(n.night, n.nights_min) from night_rules n
      where n.listing_id = of_listing and n.night >= from_night and n.night < until_night), '{}'),
    'rules', (select jsonb_build_object(
      'nightsMin', r.nights_min, 'nightsMax', r.nights_max, 'advanceNoticeHours', r.advance_notice_hours,
      'preparationNights', r.preparation_nights, 'bookingWindowDays', r.booking_window_days,
      'checkInWeekdays', to_jsonb(r.check_in_weekdays), 'checkOutWeekdays', to_jsonb(r.check_out_weekdays))
      from stay_rules r where r.listing_id = of_listing))
$$;
--> statement-breakpoint
-- The narrowest place that has tax rules decides; the newest fee schedule that is in force counts.
create function price_facts(of_listing uuid, from_night date, until_night date, at_now timestamptz) returns jsonb
language sql stable as $$
  select jsonb_build_object(
    'currency', p.currency, 'baseMinor', p.base_minor, 'weekendMinor', p.weekend_minor,
    'weeklyDiscountBps', p.weekly_discount_bps, 'monthlyDiscountBps', p.monthly_discount_bps,
    'cleaningFeeMinor', p.cleaning_fee_minor, 'extraGuestFeeMinor', p.extra_guest_fee_minor,
    'guestsIncluded', p.guests_included, 'petFeeMinor', p.pet_fee_minor,
    'nightMinMinor', p.night_min_minor, 'nightMaxMinor', p.night_max_minor,
    'nightPrices', coalesce((select jsonb_object_agg(n.night, n.amount_minor) from night_prices n
      where n.listing_id = of_listing and n.night >= from_night and n.night < until_night), '{}'),
    'taxes', coalesce((select jsonb_agg(jsonb_build_object(
        'code', t.code, 'name', t.name, 'kind', t.kind, 'rateBps', t.rate_bps, 'amountMinor', t.amount_minor,
        'onCleaningFee', t.on_cleaning_fee, 'onServiceFee', t.on_service_fee, 'nightsCap', t.nights_cap,
        'exemptFromNights', t.exempt_from_nights, 'childrenExempt', t.children_exempt) order by t.ordinal, t.code)
      from tax_rules t where t.place_path = (
        select w.place_path from tax_rules w
        where w.place_path in (l.country_code, l.country_code || '/' || l.region,
                               l.country_code || '/' || l.region || '/' || l.city)
        order by length(w.place_path) desc limit 1)), '[]'),
    'fees', (select jsonb_build_object('version', f.version, 'model', f.model,
        'guestFeeBps', f.guest_fee_bps, 'hostFeeBps', f.host_fee_bps)
      from fee_schedules f where f.valid_from <= at_now order by f.version desc limit 1))
  from listing_prices p join listings l on l.id = p.listing_id where p.listing_id = of_listing
$$;
--> statement-breakpoint
-- 50_booking_labels.sql
/* What a host's calendar writes on a stay's bar: the guest's first name and how many come. */
create function booking_label(of_booking uuid) returns jsonb language sql stable parallel safe as $$
  select jsonb_build_object('guestName', split_part(p.name, ' ', 1),
    'guestCount', coalesce((b.party->>'adults')::int, 0) + coalesce((b.party->>'children')::int, 0))
  from bookings b join people p on p.id = b.guest_id where b.id = of_booking
$$;
--> statement-breakpoint
-- 50_ledger.sql
-- The ledger is written once. Corrections are new transactions; nothing is updated, deleted or emptied.
create function refuse_ledger_change() returns trigger
language plpgsql as $$
begin
  raise exception 'the ledger is immutable: % on % refused', tg_op, tg_table_name using errcode = 'restrict_violation';
end $$;
--> statement-breakpoint
create trigger ledger_transactions_immutable before update or delete on ledger_transactions
for each row execute function refuse_ledger_change();
--> statement-breakpoint
create trigger ledger_entries_immutable before update or delete on ledger_entries
for each row execute function refuse_ledger_change();
--> statement-breakpoint
create trigger ledger_transactions_not_emptied before truncate on ledger_transactions
for each statement execute function refuse_ledger_change();
--> statement-breakpoint
create trigger ledger_entries_not_emptied before truncate on ledger_entries
for each statement execute function refuse_ledger_change();
--> statement-breakpoint
-- At commit: a transaction has entries, and they sum to zero in each currency.
create function check_ledger_balance() returns trigger
language plpgsql set enable_seqscan = off as $$
declare
  checked uuid := case tg_table_name when 'ledger_transactions' then (to_jsonb(new)->>'id')::uuid
                                     else (to_jsonb(new)->>'transaction_id')::uuid end;
  wrong text;
begin
  if not exists (select 1 from ledger_entries where transaction_id = checked) then
    raise exception 'ledger transaction % has no entries', checked using errcode = 'check_violation';
  end if;
  select string_agg(currency || ' ' || total, ', ') into wrong from (
    select currency, sum(amount_minor) as total from ledger_entries
    where transaction_id = checked group by currency having sum(amount_minor) <> 0) sums;
  if wrong is not null then
    raise exception 'ledger transaction % does not sum to zero: %', checked, wrong using errcode = 'check_violation';
  end if;
  return null;
end $$;
--> statement-breakpoint
create constraint trigger ledger_transactions_balanced after insert on ledger_transactions
deferrable initially deferred for each row execute function check_ledger_balance();
--> statement-breakpoint
create constraint trigger ledger_entries_balanced after insert on ledger_entries
deferrable initially deferred for each row execute function check_ledger_balance();
--> statement-breakpoint
-- Posts one transaction with its entries, once per cause: how many entries were written, none when it is a repeat.
-- Scans are off for the reason given in 55_hold_stay.sql.
create function post_ledger(given jsonb) returns integer
language sql set enable_seqscan = off as $$
  with posted as (
    insert into ledger_transactions (id, cause_key, kind, description, booking_id, "references", occurred_at)
    select t.id, t.cause_key, t.kind, t.description, t.booking_id, t."references", t.occurred_at
    from jsonb_populate_record(null::ledger_transactions, given->'transaction') t
    on conflict (cause_key) do nothing
    returning id
  ), written as (
    insert into ledger_entries (transaction_id, account, currency, amount_minor, booking_id, host_id)
    select posted.id, e.account, e.currency, e.amount_minor, e.booking_id, e.host_id
    from posted, jsonb_populate_recordset(null::ledger_entries, given->'entries') e
    returning 1
  )
  select count(*)::int from written
$$;
--> statement-breakpoint
-- 55_confirm_stay.sql
-- Makes a stay that was paid a booking, in one statement: nights, status, transition, held funds, ledger and events, or
-- none of them. The rows come ready from the code, which has locked the booking's row and decided that it may be confirmed.
--
-- Outcomes: `confirmed`; `nights_taken` (the hold had lapsed and somebody else has a night: everything is undone).
-- Raises RS002 when the booking does not stand where the code saw it, which its row lock rules out.
-- Scans are off for the reason given in 55_hold_stay.sql.
create function confirm_stay(given jsonb) returns text
language plpgsql set enable_seqscan = off as $$
declare
  change booking_transitions := jsonb_populate_record(null::booking_transitions, given->'transition');
  b bookings;
  asked integer;
  taken integer;
begin
  update bookings set status = change.to_status, confirmed_at = change.at
  where id = change.booking_id and status = change.from_status
  returning * into b;
  if not found then
    raise exception 'booking % is not %', change.booking_id, change.from_status using errcode = 'RS002';
  end if;
  select c.asked_count, c.taken_count into asked, taken
  from claim_nights(b.listing_id, b.check_in, b.check_out, 'booking', b.id, null, change.at) c;
  if taken < asked then
    raise exception 'somebody else has a night of this stay' using errcode = 'RS001';
  end if;
  insert into booking_transitions (booking_id, from_status, to_status, actor_kind, reason, at)
  values (b.id, change.from_status, change.to_status, change.actor_kind, change.reason, change.at);
  insert into held_funds select h.* from jsonb_populate_record(null::held_funds, given->'heldFunds') h;
  if given ? 'posting' then
    perform post_ledger(given->'posting');
  end if;
  perform write_events(given->'events');
  return 'confirmed';
exception when sqlstate 'RS001' then
  return 'nights_taken';
end $$;
--> statement-breakpoint
-- 55_hold_stay.sql
-- Holds a stay in one statement, and so in one transaction of its own: nights, quote, booking, payment, transition and
-- events, or none of them. The rows come ready from the code; this decides only what must be decided under locks.
--
-- Outcomes: `held`; `resumed` (the guest holds this very stay already); `replaces` (the guest holds other nights of the
-- home that are in the way: the caller ends that hold and calls again); `too_many_holds`; `listing_not_found`.
-- Raises RS001 when somebody else has a night, which undoes everything.
--
-- The guest's row is locked first, so holds of one guest take turns; then the nights in night order. Measured with 100
-- guests after the same nights: see bookings/hold-race.db.test.ts.
--
-- A session plans each statement once. In a young market that is while the tables are all but empty, when a scan of the
-- whole table is cheapest; kept, that plan grew from 1 to 5 ms over 16,000 holds. Every read here is by key, hence the
-- setting, which also holds for the checks of foreign keys.
create function hold_stay(given jsonb, holds_max integer) returns jsonb
language plpgsql set enable_seqscan = off as $$
declare
  b bookings := jsonb_populate_record(null::bookings, given->'booking');
  own bookings;
  asked integer;
  taken integer;
begin
  perform 1 from people where id = b.guest_id for no key update;
  select * into own from bookings o
  where o.guest_id = b.guest_id and o.listing_id = b.listing_id and o.status = 'held' and o.hold_expires_at > b.held_at
    and o.check_in < b.check_out and b.check_in < o.check_out
  order by o.check_in limit 1;
  if found then
    return jsonb_build_object(
      'outcome', case when own.check_in = b.check_in and own.check_out = b.check_out and own.party = b.party
        and own.total_minor = b.total_minor and own.currency = b.currency then 'resumed' else 'replaces' end,
      'bookingUuid', own.id, 'holdExpiresAt', own.hold_expires_at);
  end if;
  if (select count(*) from bookings h
      where h.guest_id = b.guest_id and h.status = 'held' and h.hold_expires_at > b.held_at) >= holds_max then
    return jsonb_build_object('outcome', 'too_many_holds');
  end if;
  if not exists (select 1 from listings l where l.id = b.listing_id and l.status = 'published') then
    return jsonb_build_object('outcome', 'listing_not_found');
  end if;
  select c.asked_count, c.taken_count into asked, taken
  from claim_nights(b.listing_id, b.check_in, b.check_out, 'hold', b.id, b.hold_expires_at, b.held_at) c;
  if taken < asked then
    raise exception 'somebody else has a night of this stay' using errcode = 'RS001';
  end if;
  insert into quotes select q.* from jsonb_populate_record(null::quotes, given->'quote') q on conflict do nothing;
  insert into bookings select (b).*;
  insert into payments select p.* from jsonb_populate_record(null::payments, given->'payment') p;
  insert into booking_transitions (booking_id, from_status, to_status, actor_kind, actor_id, reason, at)
  values (b.id, null, 'held', 'guest', b.guest_id, given->>'reason', b.held_at);
  perform write_events(given->'events');
  return jsonb_build_object('outcome', 'held', 'bookingUuid', b.id, 'holdExpiresAt', b.hold_expires_at);
end $$;
--> statement-breakpoint
create function person_name(of_person uuid) returns text language sql stable as $$
  select name from people where id = of_person
$$;
--> statement-breakpoint
-- 56_reviews.sql
/* A home's rating sum and count follow its reviews in the transaction that changes them, one statement per change. */
create function add_ratings() returns trigger language plpgsql as $$
begin
  update listings l set rating_sum_centi = l.rating_sum_centi + r.sum_centi, review_count = l.review_count + r.count
  from (select listing_id, sum(rating) * 100 as sum_centi, count(*) as count from added group by listing_id) r
  where l.id = r.listing_id;
  return null;
end $$;
--> statement-breakpoint
create function subtract_ratings() returns trigger language plpgsql as $$
begin
  update listings l set rating_sum_centi = l.rating_sum_centi - r.sum_centi, review_count = l.review_count - r.count
  from (select listing_id, sum(rating) * 100 as sum_centi, count(*) as count from removed group by listing_id) r
  where l.id = r.listing_id;
  return null;
end $$;
--> statement-breakpoint
create function change_ratings() returns trigger language plpgsql as $$
begin
  update listings l set rating_sum_centi = l.rating_sum_centi + r.sum_centi, review_count = l.review_count + r.count
  from (select listing_id, sum(points) * 100 as sum_centi, sum(one) as count from (
      select listing_id, rating as points, 1 as one from added
      union all select listing_id, -rating, -1 from removed) changed group by listing_id) r
  where l.id = r.listing_id;
  return null;
end $$;
--> statement-breakpoint
create trigger reviews_added after insert on reviews
  referencing new table as added for each statement execute function add_ratings();
--> statement-breakpoint
create trigger reviews_removed after delete on reviews
  referencing old table as removed for each statement execute function subtract_ratings();
--> statement-breakpoint
create trigger reviews_changed after update on reviews
  referencing old table as removed new table as added for each statement execute function change_ratings();
--> statement-breakpoint
-- 60_search.sql
/*
 * Makes the search documents of homes what the source tables say, and removes those of homes that are not published.
 * `of_listings` null: all homes. Idempotent. The sequence of `facts` is that of server/modules/search/document-facts.ts.
 * Measured: 421 homes with their prices and calendars 0.35 s.
 */
create function refresh_search_documents(of_listings uuid[], at_now timestamptz, amenity_list text[])
returns integer language sql volatile as $$
  with wanted as (
    select l.*, lp.currency as price_currency, lp.base_minor, lp.weekend_minor, lp.weekly_discount_bps,
      lp.monthly_discount_bps, lp.cleaning_fee_minor, lp.extra_guest_fee_minor, lp.guests_included, lp.pet_fee_minor,
      lp.night_min_minor, lp.night_max_minor,
      coalesce(r.nights_min, 1) as nights_min, coalesce(r.nights_max, 365) as nights_max,
      coalesce(r.advance_notice_hours, 0) as advance_notice_hours,
      coalesce(r.preparation_nights, 0) as preparation_nights,
      coalesce(r.booking_window_days, 365) as booking_window_days,
      coalesce(r.check_in_weekdays, '{1,2,3,4,5,6,7}') as check_in_weekdays,
      coalesce(r.check_out_weekdays, '{1,2,3,4,5,6,7}') as check_out_weekdays,
      -- The day before today in UTC: today in every zone is night 0 or later.
      (at_now at time zone 'utc')::date - 1 as base_on
    from listings l
    join people host on host.id = l.host_id and host.suspended_at is null
    join listing_prices lp on lp.listing_id = l.id
    left join stay_rules r on r.listing_id = l.id
    where l.status = 'published' and l.fuzzed_latitude is not null and l.fuzzed_longitude is not null
      and (of_listings is null or l.id = any(of_listings))
  ), gone as (
    delete from search_documents d
    where (of_listings is null or d.listing_id = any(of_listings))
      and not exists (select 1 from wanted w where w.id = d.listing_id)
  ), saved as (
    insert into search_documents (listing_id, place_path, spot, capacity, pets_max, bedrooms, beds, bathroom_halves,
      room_type, property_type, instant_book, guest_favourite, cancellation_policy, rating_centi, review_count,
      amenity_bits, currency, base_minor, night_floor_minor, night_ceiling_minor, rank_score, base_on, nights_free,
      nights_unsold, preparation_nights, night_prices, night_minimums, facts, card, refreshed_at)
    select w.id, place_path(w.country_code, w.region, w.city, w.neighbourhood),
      point(w.fuzzed_longitude, w.fuzzed_latitude), w.capacity, pets.max, w.bedrooms, w.beds, w.bathroom_halves,
      w.room_type, w.property_type, w.instant_book, w.guest_favourite, w.cancellation_policy, rank.rating_centi,
      w.review_count, amenity.bits, w.price_currency, w.base_minor,
      bound.low * (10000 - greatest(w.weekly_discount_bps, w.monthly_discount_bps)) / 10000,
      bound.high + w.extra_guest_fee_minor * greatest(0, w.capacity - w.guests_included) + w.cleaning_fee_minor
        + w.pet_fee_minor,
      rank.score, w.base_on, nights.free, nights.unsold, w.preparation_nights, own_prices.amounts, own_minimums.nights,
      json_build_array(w.fuzzed_latitude, w.fuzzed_longitude, w.capacity, pets.max, w.bedrooms, w.beds,
        w.bathroom_halves, w.room_type, w.property_type, amenity.bits & 1073741823, amenity.bits >> 30,
        w.instant_book, w.guest_favourite, w.cancellation_policy, rank.rating_centi, w.review_count,
        w.price_currency, w.base_minor, w.weekend_minor, w.weekly_discount_bps, w.monthly_discount_bps,
        w.cleaning_fee_minor, w.extra_guest_fee_minor, w.guests_included, w.pet_fee_minor, w.night_min_minor,
        w.night_max_minor, w.country_code, w.region, w.city, w.time_zone, w.check_in_from_minutes, w.nights_min,
        w.nights_max, w.advance_notice_hours, w.preparation_nights, w.booking_window_days, w.check_in_weekdays,
        w.check_out_weekdays, (w.published_at at time zone 'utc')::date - date '1970-01-01'),
      json_build_object('title', w.title, 'neighbourhood', w.neighbourhood, 'photos', photos_json(w.id, 5)),
      at_now
    from wanted w
    cross join lateral (
      select case when (w.house_rules->>'petsAllowed')::boolean then w.pets_max else 0 end as max) pets
    cross join lateral (
      select coalesce(bit_or(1::bigint << (array_position(amenity_list, a) - 1)), 0) as bits
      from unnest(w.amenities) a where array_position(amenity_list, a) is not null) amenity
    cross join lateral (
      -- A rating is drawn towards the market's mean until reviews speak for themselves; novelty fades within weeks.
      select case when w.review_count = 0 then null else round(w.rating_sum_centi::numeric / w.review_count)::int end
          as rating_centi,
        0.65 * greatest(0, ((w.rating_sum_centi + 10 * 460.0) / (w.review_count + 10) - 400) / 100)
        + 0.25 * least(1, ln(1 + w.review_count) / ln(501))
        + 0.10 * exp(-greatest(0, extract(epoch from at_now - w.published_at) / 86400) / 30.0)
        + case when w.guest_favourite then 0.05 else 0 end as score) rank
    cross join lateral (
      select coalesce(bit_and(~(b'1'::bit(512) >> (c.night - w.base_on))), ~(b'0'::bit(512))) as free,
        coalesce(bit_and(~(b'1'::bit(512) >> (c.night - w.base_on))) filter (where c.kind <> 'block'),
          ~(b'0'::bit(512))) as unsold
      from night_claims c
      where c.listing_id = w.id and c.night >= w.base_on and c.night < w.base_on + 512
        and (c.kind <> 'hold' or c.expires_at > at_now)) nights
    left join lateral (
      select array_agg(np.amount_minor::int order by g.i) as amounts, min(np.amount_minor) as low,
        max(np.amount_minor) as high
      from generate_series(0, (select max(m.night) - w.base_on from night_prices m
        where m.listing_id = w.id and m.night >= w.base_on and m.night < w.base_on + 512)) g(i)
      left join night_prices np on np.listing_id = w.id and np.night = w.base_on + g.i) own_prices on true
    left join lateral (
      select array_agg(nr.nights_min::smallint order by g.i) as nights
      from generate_series(0, (select max(m.night) - w.base_on from night_rules m
        where m.listing_id = w.id and m.night >= w.base_on and m.night < w.base_on + 512)) g(i)
      left join night_rules nr on nr.listing_id = w.id and nr.night = w.base_on + g.i) own_minimums on true
    cross join lateral (
      -- What a night can be priced at, between the host's bounds; least and greatest pass over null.
      select least(greatest(least(w.base_minor, w.weekend_minor, own_prices.low), w.night_min_minor), w.night_max_minor)
          as low,
        least(greatest(w.base_minor, w.weekend_minor, own_prices.high, w.night_min_minor), w.night_max_minor) as high) bound
    on conflict (listing_id) do update set
      place_path = excluded.place_path, spot = excluded.spot, capacity = excluded.capacity,
      pets_max = excluded.pets_max, bedrooms = excluded.bedrooms, beds = excluded.beds,
      bathroom_halves = excluded.bathroom_halves, room_type = excluded.room_type,
      property_type = excluded.property_type, instant_book = excluded.instant_book,
      guest_favourite = excluded.guest_favourite, cancellation_policy = excluded.cancellation_policy,
      rating_centi = excluded.rating_centi, review_count = excluded.review_count, amenity_bits = excluded.amenity_bits, currency = excluded.currency,
      base_minor = excluded.base_minor, night_floor_minor = excluded.night_floor_minor,
      night_ceiling_minor = excluded.night_ceiling_minor, rank_score = excluded.rank_score, base_on = excluded.base_on,
      nights_free = excluded.nights_free, nights_unsold = excluded.nights_unsold,
      preparation_nights = excluded.preparation_nights, night_prices = excluded.night_prices,
      night_minimums = excluded.night_minimums, facts = excluded.facts, card = excluded.card,
      refreshed_at = excluded.refreshed_at
    returning 1
  )
  select count(*)::int from saved
$$;
--> statement-breakpoint
/* Homes in a place: its own and those of the places within it. Index: search_documents_place. */
create function count_homes_in(place_id text) returns integer language sql stable parallel safe as $$
  select count(*)::int from (
    select from search_documents d where d.place_path = place_id
    union all
    -- "/" is followed by "0": the range holds exactly the paths that go on below the place.
    select from search_documents d where d.place_path ~>=~ (place_id || '/') and d.place_path ~<~ (place_id || '0')) homes
$$;
--> statement-breakpoint
/*
 * Places whose name, or a part of it, is what somebody typed, typing errors forgiven: exact names, then names that begin so,
 * then the rest, of which only close ones stand beside the former; within each, places with homes and large ones first.
 * Index: places_search_text_words.
 */
create function find_places(typed text, count_max integer) returns setof places
language sql stable set pg_trgm.word_similarity_threshold = 0.45
-- The planner takes comparing trigrams for cheap and reads the whole table: 28 ms of 4,469 places, by the index 4 ms.
set enable_seqscan = off as $$
  with asked as (
    select plain_text(trim(typed)) as text
  ), found as (
    select p.id, p.population, own.name = q.text as is_exact,
      starts_with(own.name, q.text) or starts_with(p.search_text, q.text) as begins,
      round(greatest(word_similarity(q.text, p.search_text), similarity(q.text, own.name))::numeric, 1) as likeness
    from asked q
    join places p on q.text <% p.search_text
    cross join lateral (select split_part(p.search_text, ',', 1) as name) own
    where q.text <> ''
    order by is_exact desc, begins desc, likeness desc, population desc limit 24
  ), ranked as (
    select f.*, max(f.begins::int) over () = 1 as any_begins,
      exists (select from search_documents d where d.place_path = f.id)
        or exists (select from search_documents d where d.place_path ~>=~ (f.id || '/') and d.place_path ~<~ (f.id || '0'))
        as has_homes
    from found f
  )
  select p.* from ranked r join places p on p.id = r.id
  where r.begins or r.likeness >= 0.9 or not r.any_begins
  order by r.is_exact desc, r.begins desc, r.likeness desc, r.has_homes desc, r.population desc, r.id
  limit count_max
$$;
--> statement-breakpoint
create index places_search_text_words on places using gin (search_text gin_trgm_ops);
