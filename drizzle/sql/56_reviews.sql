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
