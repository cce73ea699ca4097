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
