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
