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
language plpgsql as $$
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
