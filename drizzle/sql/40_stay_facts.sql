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
