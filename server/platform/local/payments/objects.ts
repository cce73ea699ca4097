import { randomBytes } from "node:crypto";
import type { PoolClient } from "pg";
import { noSuch } from "@/server/platform/local/payments/refusal";

/** The fields of the gateway's objects that the sandbox works with. Instants are whole seconds since 1970. */
export type Intent = {
  id: string;
  object: "payment_intent";
  amount: number;
  amount_capturable: number;
  amount_received: number;
  capture_method: string;
  client_secret: string;
  created: number;
  currency: string;
  status: IntentStatus;
  latest_charge: string | null;
  payment_method: string | null;
  last_payment_error: unknown;
  next_action: unknown;
  canceled_at: number | null;
  cancellation_reason: string | null;
  description: string | null;
  customer: string | null;
  metadata: Record<string, string>;
  [more: string]: unknown;
};
export type IntentStatus =
  | "requires_payment_method"
  | "requires_confirmation"
  | "requires_action"
  | "requires_capture"
  | "succeeded"
  | "canceled";

export type Charge = {
  id: string;
  object: "charge";
  amount: number;
  amount_captured: number;
  amount_refunded: number;
  balance_transaction: string | null;
  captured: boolean;
  created: number;
  currency: string;
  paid: boolean;
  payment_intent: string;
  refunded: boolean;
  status: "succeeded" | "failed";
  [more: string]: unknown;
};

export type Method = {
  id: string;
  object: "payment_method";
  card: Record<string, unknown>;
  [more: string]: unknown;
};
export type StripeObject = { id: string; object: string; [more: string]: unknown };

const ID_LENGTH = 24;
const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

export function makeId(prefix: string): string {
  return `${prefix}_${[...randomBytes(ID_LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]).join("")}`;
}

export async function insertObject(
  client: PoolClient,
  object: StripeObject,
  hidden: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await client.query(
    "insert into roost_local.stripe_objects (id, kind, object, hidden) values ($1, $2, $3, $4)",
    [object.id, object.object, object, hidden],
  );
}

export async function saveObject(
  client: PoolClient,
  object: StripeObject,
  hidden?: Readonly<Record<string, unknown>>,
): Promise<void> {
  await client.query(
    "update roost_local.stripe_objects set object = $2, hidden = coalesce($3, hidden) where id = $1",
    [object.id, object, hidden ?? null],
  );
}

export async function readObject(client: PoolClient, id: string): Promise<StripeObject | undefined> {
  const { rows } = await client.query<{ object: StripeObject }>(
    "select object from roost_local.stripe_objects where id = $1",
    [id],
  );
  return rows[0]?.object;
}

/** Refuses with `resource_missing` an id that is unknown or another kind's. */
export async function loadObject(client: PoolClient, kind: string, id: string): Promise<StripeObject> {
  const object = await readObject(client, id);
  if (object?.object !== kind) throw noSuch(kind, id);
  return object;
}

type Locked<T> = { readonly object: T; readonly hidden: Readonly<Record<string, unknown>> };

async function lockObject(client: PoolClient, kind: string, id: string): Promise<Locked<StripeObject>> {
  const { rows } = await client.query<Locked<StripeObject>>(
    "select object, hidden from roost_local.stripe_objects where id = $1 and kind = $2 for update",
    [id, kind],
  );
  if (!rows[0]) throw noSuch(kind, id);
  return rows[0];
}

/** Everything that changes a payment locks its intent first, so that confirm, capture, cancel and refund take turns. */
export async function lockIntent(client: PoolClient, id: string): Promise<Locked<Intent>> {
  // The document was written as an Intent by this folder alone, and `kind` was asked for in the query.
  return (await lockObject(client, "payment_intent", id)) as Locked<Intent>;
}

export async function lockCharge(client: PoolClient, id: string): Promise<Charge> {
  // As with intents: written as a Charge here alone.
  return (await lockObject(client, "charge", id)).object as Charge;
}

export async function lockMethod(client: PoolClient, id: string): Promise<Locked<Method>> {
  // As with intents: written as a Method here alone.
  return (await lockObject(client, "payment_method", id)) as Locked<Method>;
}

export type ListQuery = {
  readonly limit: number;
  readonly startingAfter?: string | undefined;
  readonly createdFrom?: number | undefined;
  readonly where: Readonly<Record<string, string>>;
  readonly types?: readonly string[] | undefined;
};

/** Newest first. One row more than asked for tells whether there are more. */
export async function listObjects(
  client: PoolClient,
  kind: string,
  query: ListQuery,
): Promise<{ data: StripeObject[]; hasMore: boolean }> {
  const { rows } = await client.query<{ object: StripeObject }>(
    `select object from roost_local.stripe_objects
     where kind = $1 and object @> $2::jsonb
       and ($3::text is null or seq < (select seq from roost_local.stripe_objects where id = $3))
       and ($4::float8 is null or (object ->> 'created')::float8 >= $4)
       and ($5::text[] is null or object ->> 'type' = any($5))
     order by seq desc limit $6`,
    [
      ...[kind, query.where, query.startingAfter ?? null, query.createdFrom ?? null],
      ...[query.types ?? null, query.limit + 1],
    ],
  );
  const data = rows.slice(0, query.limit).map((row) => row.object);
  return { data, hasMore: rows.length > query.limit };
}
