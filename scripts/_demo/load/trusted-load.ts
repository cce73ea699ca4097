import type pg from "pg";

/**
 * Lets a load skip the checks that PostgreSQL makes row by row (foreign keys, the ledger's balance at commit), where the
 * role may: some 700,000 of them would take longer than the load itself. `checkLoad` makes the same checks at the end, in
 * one statement each, before the commit. A role that may not (Neon's) loads with all triggers on.
 */
export async function beginTrustedLoad(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ may: boolean }>(
    "select rolsuper as may from pg_roles where rolname = current_user",
  );
  const may = rows[0]?.may ?? false;
  if (may) await client.query("set local session_replication_role = replica");
  return may;
}

/** References that rows of the load make, as `child.column -> parent.column`. */
const REFERENCES = [
  "listings.host_id -> people.id",
  "hosts.person_id -> people.id",
  "credentials.person_id -> people.id",
  "listing_photos.listing_id -> listings.id",
  "listing_prices.listing_id -> listings.id",
  "night_prices.listing_id -> listings.id",
  "stay_rules.listing_id -> listings.id",
  "night_rules.listing_id -> listings.id",
  "night_claims.listing_id -> listings.id",
  "calendar_blocks.listing_id -> listings.id",
  "bookings.listing_id -> listings.id",
  "bookings.host_id -> people.id",
  "bookings.guest_id -> people.id",
  "booking_transitions.booking_id -> bookings.id",
  "payments.guest_id -> people.id",
  "refunds.payment_id -> payments.id",
  "ledger_entries.transaction_id -> ledger_transactions.id",
  "reviews.booking_id -> bookings.id",
  "reviews.guest_id -> people.id",
  "wishlists.person_id -> people.id",
  "wishlist_items.wishlist_id -> wishlists.id",
  "held_funds.host_id -> people.id",
] as const;

/** Ends the load with the name of the first rule that its rows break, and switches the row-by-row checks on again. */
export async function checkLoad(client: pg.Client): Promise<void> {
  for (const reference of REFERENCES) {
    const [child = "", parent = ""] = reference.split(" -> ");
    const [table, column] = child.split(".");
    const [parentTable, parentColumn] = parent.split(".");
    await refuseAny(
      client,
      `select 1 from ${table} c where not exists (select 1 from ${parentTable} p where p.${parentColumn} = c.${column}) limit 1`,
      reference,
    );
  }
  await refuseAny(
    client,
    "select 1 from ledger_entries group by transaction_id, currency having sum(amount_minor) <> 0 limit 1",
    "ledger transactions sum to zero",
  );
  await refuseAny(
    client,
    "select 1 from ledger_transactions t where not exists (select 1 from ledger_entries e where e.transaction_id = t.id) limit 1",
    "ledger transactions have entries",
  );
  await client.query("set local session_replication_role = origin");
}

async function refuseAny(client: pg.Client, statement: string, rule: string): Promise<void> {
  const { rowCount } = await client.query(statement);
  if (rowCount !== 0) throw new Error(`the demo breaks a rule of the tables: ${rule}`);
}

/** Tables that get so many rows that making their indexes afterwards is several times quicker than keeping them. */
const LARGE_TABLES = [
  "bookings",
  "booking_transitions",
  "payments",
  "ledger_transactions",
  "ledger_entries",
  "night_claims",
  "reviews",
  "event_log",
];

/**
 * Takes the plain indexes of the large tables away and gives back what makes them again. Keys and unique rules stay. The
 * load's transaction holds the tables to itself from here on; if it fails, they are as they were.
 */
export async function setIndexesAside(client: pg.Client): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select i.indexname as name, i.indexdef as definition from pg_indexes i
     where i.schemaname = 'public' and i.tablename = any($1)
       and not exists (select 1 from pg_constraint c where c.conname = i.indexname and c.conrelid = i.tablename::regclass)`,
    [LARGE_TABLES],
  );
  for (const { name } of rows) await client.query(`drop index public."${name}"`);
  return async () => {
    await client.query("set local maintenance_work_mem = '128MB'");
    for (const { definition } of rows) await client.query(definition);
  };
}
