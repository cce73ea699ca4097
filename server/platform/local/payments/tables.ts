/**
 * What the sandbox remembers. Objects are kept as the documents that the API answers, next to what it never answers:
 * which way a test card behaves, the secret of an authentication page. Card numbers are not among it.
 */
export const PAYMENT_TABLES = `
  create table if not exists roost_local.stripe_objects (
    id text primary key,
    seq bigint generated always as identity unique,
    kind text not null,
    object jsonb not null,
    hidden jsonb not null default '{}'
  );
  create index if not exists stripe_objects_by_kind on roost_local.stripe_objects (kind, seq desc);
  create index if not exists stripe_objects_by_intent
    on roost_local.stripe_objects ((object ->> 'payment_intent')) where kind in ('charge', 'refund');
  create table if not exists roost_local.stripe_answers (
    idempotency_key text primary key,
    request_hash text not null,
    status int not null,
    body jsonb not null,
    created_at timestamptz not null default clock_timestamp()
  );
  create table if not exists roost_local.stripe_deliveries (
    id bigint generated always as identity primary key,
    event_id text not null references roost_local.stripe_objects,
    status text not null default 'waiting' check (status in ('waiting', 'delivered', 'given up')),
    attempts int not null default 0,
    drops int not null default 0,
    due_at timestamptz not null,
    last_answer text,
    delivered_at timestamptz
  );
  create index if not exists stripe_deliveries_waiting on roost_local.stripe_deliveries (due_at) where status = 'waiting';
  create table if not exists roost_local.stripe_settings (
    only_row boolean primary key default true check (only_row),
    delivery jsonb not null
  )`;
