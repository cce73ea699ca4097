/**
 * better-auth's database: its Drizzle adapter on our tables, with the events of a new account in the same transaction.
 *
 * better-auth's own hooks run after the commit, where a crash would lose the event; here person, credential, event and
 * the request for the verification letter are committed together.
 */
import type { BetterAuthOptions } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { createEmailVerificationToken } from "better-auth/api";
import { publish } from "@/server/events/publish";
import { personRegistered } from "@/server/modules/accounts/events";
import { requestVerificationLetter } from "@/server/modules/accounts/request-letters";
import { credentials, people, sessions, verifications } from "@/server/modules/accounts/tables";
import type { MarketConfig } from "@/server/platform/context";
import type { Db, Tx } from "@/server/platform/db";
import { assert } from "@/server/primitives/assert";
import { isId, newId } from "@/server/primitives/id";

export const VERIFICATION_SECONDS_MAX = 86_400;

const TABLES = { user: people, session: sessions, account: credentials, verification: verifications };

export interface AdapterDeps {
  readonly db: Db;
  readonly config: Pick<MarketConfig, "appUrl" | "authSecret">;
  readonly now: () => Promise<Date>;
}

type Adapter = ReturnType<ReturnType<typeof drizzleAdapter>>;

export function accountsAdapter(deps: AdapterDeps) {
  return (options: BetterAuthOptions): Adapter => {
    const onDb = drizzleAdapter(deps.db, { provider: "pg", schema: TABLES })(options);
    const inTx = (tx: Tx) =>
      announcing(drizzleAdapter(tx, { provider: "pg", schema: TABLES })(options), tx, deps);
    return {
      ...onDb,
      // A person made outside a transaction gets one, so that the events are in it.
      create: ((args: Parameters<Adapter["create"]>[0]) =>
        args.model === "user"
          ? deps.db.transaction((tx) => inTx(tx).create(args))
          : onDb.create(args)) as Adapter["create"],
      transaction: (work) => deps.db.transaction((tx) => work(inTx(tx))),
    };
  };
}

/** The adapter of one transaction, which tells of each person it makes. */
function announcing(adapter: Adapter, tx: Tx, deps: AdapterDeps): Adapter {
  const create = async (args: Parameters<Adapter["create"]>[0]) => {
    const made = await adapter.create(args);
    if (args.model === "user") await announce(tx, deps, made);
    return made;
  };
  // `create` keeps the adapter's own signature; TypeScript cannot carry its type parameters through a wrapper.
  return { ...adapter, create: create as Adapter["create"] };
}

async function announce(tx: Tx, deps: AdapterDeps, made: Record<string, unknown>): Promise<void> {
  const { id, name, email, locale } = made;
  assert(typeof id === "string" && isId("person", id), "a person has an id of ours");
  assert(typeof name === "string" && typeof email === "string", "a person has a name and an address");
  const at = await deps.now();
  const trace = newId("event", at.getTime());
  const payload = { personId: id, name, locale: typeof locale === "string" ? locale : "en" };
  await publish(tx, personRegistered, { payload, at, trace });
  const token = await createEmailVerificationToken(
    deps.config.authSecret,
    email,
    undefined,
    VERIFICATION_SECONDS_MAX,
  );
  await requestVerificationLetter(tx, deps.config, { personId: id, token, at, trace });
}
