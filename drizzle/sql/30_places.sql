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
