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
