/**
 * A small market on a database of its own: people, hosts, published homes. For tests of every module.
 *
 * Rows are written straight into the tables, so a test of one module does not depend on the use cases of another.
 * `market.now` is Tue 28 Apr 2026, 3:30 pm in Albany, unless a test asks for another instant.
 */
import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import { hosts, operatorGrants, people } from "@/server/modules/accounts/tables";
import { feeSchedules, taxRules } from "@/server/modules/pricing/tables";
import { equip } from "@/server/platform/connect-db";
import type {
  Actor,
  GuestCtx,
  HostCtx,
  MarketConfig,
  OperatorCtx,
  PublicCtx,
  SystemCtx,
} from "@/server/platform/context";
import type { Db } from "@/server/platform/db";
import { silentLog } from "@/server/platform/log";
import type { Ports } from "@/server/platform/ports";
import { newId, type PersonId } from "@/server/primitives/id";
import type { TrpcCtx } from "@/server/trpc/init";
import { type AddListing, addListing } from "@/tests/support/market-listing";
import { createTestDatabase } from "@/tests/support/postgres";

export const MARKET_NOW = new Date("2026-04-28T19:30:00.000Z");

export const TEST_CONFIG: MarketConfig = {
  appUrl: "http://localhost:3000",
  quoteSecret: "a-secret-of-tests-that-is-long-enough-0123456789",
  authSecret: "another-secret-of-tests-that-is-long-enough-012345678",
  mapStyleUrl: undefined,
  blobPublicBase: "http://localhost:3000/blob",
  standIns: new Set<string>(),
};

export interface Market {
  readonly db: Db;
  readonly url: string;
  readonly now: Date;
  /** Runs plain SQL, for looking at what a use case wrote. */
  query<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  addPerson(fields?: { name?: string; email?: string; emailVerified?: boolean }): Promise<PersonId>;
  addHost(fields?: { name?: string; superhost?: boolean }): Promise<PersonId>;
  addOperator(): Promise<PersonId>;
  /** A published home in Albany with photos, prices and stay rules; every field can be set. */
  addListing: AddListing;
  publicCtx(change?: Partial<PublicCtx>): PublicCtx;
  guestCtx(personId: PersonId, change?: Partial<PublicCtx>): GuestCtx;
  hostCtx(personId: PersonId, change?: Partial<PublicCtx>): HostCtx;
  operatorCtx(personId: PersonId, change?: Partial<PublicCtx>): OperatorCtx;
  systemCtx(change?: Partial<SystemCtx>): SystemCtx;
  /** The context of a tRPC caller: nobody, or somebody in a role. */
  trpcCtx(who?: { personId: PersonId; role?: "guest" | "host" | "operator" }, now?: Date): TrpcCtx;
  close(): Promise<void>;
}

/** Fails loudly: a test that needs a port hands its own in. */
export const NO_PORTS: Ports = {
  get payments(): never {
    throw new Error("this test has no payment gateway");
  },
  get blob(): never {
    throw new Error("this test has no blob store");
  },
  get mail(): never {
    throw new Error("this test has no mail");
  },
  get webhooks(): never {
    throw new Error("this test sends no webhooks");
  },
};

export function actorOf(personId: PersonId, role: "guest" | "host" | "operator", at: Date): Actor {
  return {
    personId,
    isHost: role === "host",
    isOperator: role === "operator",
    emailVerified: true,
    sessionId: newId("session", at.getTime()),
    signedInAt: at,
  };
}

/** Opens a migrated database with the market's fees and Albany's taxes in it. `close` it in `afterAll`. */
export async function openMarket(options: { now?: Date; ports?: Partial<Ports> } = {}): Promise<Market> {
  const database = await createTestDatabase();
  const pool = new pg.Pool({ connectionString: database.url, max: 60 });
  // Dropping the database ends connections that are still saying goodbye; that is no failure of a test.
  pool.on("connect", (client) => client.on("error", () => undefined));
  // Connections still closing when the database is dropped are ended by the server; nobody waits for them.
  pool.on("connect", (client) => client.on("error", () => undefined));
  // node-postgres' own result type is narrower than the one the modules see; they read `rows` alone.
  equip(pool, database.url);
  const db = drizzle(pool) as unknown as Db;
  const now = options.now ?? MARKET_NOW;
  await addFeesAndTaxes(db, now);

  const base = (): PublicCtx => ({
    db,
    now,
    log: silentLog,
    requestId: "test-request",
    config: TEST_CONFIG,
    visitorId: undefined,
    actor: undefined,
    ports: Object.defineProperties(
      {},
      {
        ...Object.getOwnPropertyDescriptors(NO_PORTS),
        ...Object.getOwnPropertyDescriptors(options.ports ?? {}),
      },
    ) as Ports,
    trace: "test-trace",
  });
  const as = (personId: PersonId, role: "guest" | "host" | "operator", change?: Partial<PublicCtx>) => ({
    ...base(),
    ...change,
    actor: actorOf(personId, role, change?.now ?? now),
  });

  return {
    db,
    url: database.url,
    now,
    async query<Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) {
      const answer = await pool.query<Row>(text, [...values]);
      return answer.rows;
    },
    addPerson: (fields = {}) => addPerson(db, now, fields),
    async addHost(fields = {}) {
      const personId = await addPerson(db, now, { name: fields.name ?? "Halina Nowak" });
      await db.insert(hosts).values({ personId, hostSince: now, superhost: fields.superhost ?? false });
      return personId;
    },
    async addOperator() {
      const personId = await addPerson(db, now, { name: "Olive Tanner" });
      await db.insert(operatorGrants).values({ personId, grantedAt: now, grantedBy: "command" });
      return personId;
    },
    addListing: (fields) => addListing(db, now, fields),
    publicCtx: (change) => ({ ...base(), ...change }),
    guestCtx: (personId, change) => as(personId, "guest", change),
    hostCtx: (personId, change) => {
      const ctx = as(personId, "host", change);
      return { ...ctx, actor: { ...ctx.actor, isHost: true } };
    },
    operatorCtx: (personId, change) => {
      const ctx = as(personId, "operator", change);
      return { ...ctx, actor: { ...ctx.actor, isOperator: true } };
    },
    systemCtx: (change) => ({ ...base(), ...change }),
    trpcCtx: (who, at) => ({
      ...base(),
      now: at ?? now,
      actor: who ? actorOf(who.personId, who.role ?? "guest", at ?? now) : undefined,
      request: {
        idempotencyKey: undefined,
        address: "127.0.0.1",
        channel: "web",
        parentTrace: undefined,
        answerHeaders: new Headers(),
      },
    }),
    async close() {
      await pool.end();
      await database.drop();
    },
  };
}

let personCount = 0;

async function addPerson(
  db: Db,
  now: Date,
  fields: { name?: string; email?: string; emailVerified?: boolean },
): Promise<PersonId> {
  const id = newId("person", now.getTime());
  personCount += 1;
  await db.insert(people).values({
    id,
    name: fields.name ?? "Nadia Haddad",
    email: fields.email ?? `person-${personCount}-${id.slice(-8)}@example.com`,
    emailVerified: fields.emailVerified ?? true,
    createdAt: now,
    updatedAt: now,
  });
  return id;
}

/** The screens' own sums rest on these: 14 % guest fee, 3 % host fee, Albany County 6 %, sales tax 8 %. */
async function addFeesAndTaxes(db: Db, now: Date): Promise<void> {
  await db
    .insert(feeSchedules)
    .values({
      version: 1,
      model: "split",
      guestFeeBps: 1_400,
      hostFeeBps: 300,
      taxesIncludedInResults: true,
      validFrom: new Date(now.getTime() - 365 * 86_400_000),
    })
    .onConflictDoNothing();
  await db
    .insert(taxRules)
    .values([
      {
        code: "us-ny-albany-occupancy",
        placePath: "US/New York/Albany",
        name: "Occupancy tax, Albany County",
        kind: "percent",
        rateBps: 600,
        ordinal: 0,
      },
      {
        code: "us-ny-albany-sales",
        placePath: "US/New York/Albany",
        name: "Sales tax",
        kind: "percent",
        rateBps: 800,
        ordinal: 1,
      },
    ])
    .onConflictDoNothing();
}
