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
