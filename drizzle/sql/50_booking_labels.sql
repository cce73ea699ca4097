/* What a host's calendar writes on a stay's bar: the guest's first name and how many come. */
create function booking_label(of_booking uuid) returns jsonb language sql stable parallel safe as $$
  select jsonb_build_object('guestName', split_part(p.name, ' ', 1),
    'guestCount', coalesce((b.party->>'adults')::int, 0) + coalesce((b.party->>'children')::int, 0))
  from bookings b join people p on p.id = b.guest_id where b.id = of_booking
$$;
