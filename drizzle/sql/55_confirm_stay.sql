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
