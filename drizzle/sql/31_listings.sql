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
