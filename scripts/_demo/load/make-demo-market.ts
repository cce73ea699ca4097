import { readFileSync } from "node:fs";
import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import type { Consumer } from "@/server/events/define-consumer";
import { moveToEnd } from "@/server/events/positions";
import { loadPlaces } from "@/server/modules/search/load-places";
import { rebuildSearchDocuments } from "@/server/modules/search/rebuild-search-documents";
import type { Db } from "@/server/platform/db";
import { StartRefusal } from "@/server/platform/local/start-refusal";
import { dayNumber } from "@/server/primitives/local-date";
import { dateAt } from "@/server/primitives/zoned";
import { decodeFacts } from "../facts/encode-facts";
import type { CityFacts } from "../facts/facts";
import { generateHomes } from "../market/market";
import type { DrawnHome, MarketInput } from "../market/types";
import { type Place, readPlaces } from "../places/places";
import type { SurroundingsFile } from "../places/surroundings";
import { chooseCast } from "./cast";
import { type Frame, frameOf } from "./frames";
import { DEMO_HOST, MarketFiller } from "./market-filler";
import { DEMO_PASSWORD, DEMO_PEOPLE } from "./people-rows";
import { fillSandbox } from "./sandbox";
import { stageEvents, writeEvents } from "./settle";
import { beginTrustedLoad, checkLoad, setIndexesAside } from "./trusted-load";

export type DemoMarketOptions = {
  databaseUrl: string;
  /** Signs the quotes of the made-up bookings; the market's own secret. */
  quoteSecret: string;
  /** A city whose facts lie in drizzle/demo, or facts of an import. */
  city: string;
  facts?: CityFacts;
  listings: number;
  seed: number;
  now: Date;
  /** Consumers that are not to hear of the made-up past: those that write letters, and those whose work is done here. */
  consumersToPass: readonly Consumer[];
  /** Database of the payment sandbox, where it stands in for the gateway (`sandboxUrlOf`). */
  sandboxUrl?: string | undefined;
  report: (line: string) => void;
};

export type DemoMarketOutcome = {
  city: string;
  listings: number;
  rows: Record<string, number>;
  events: number;
  searchDocuments: number;
  tookMs: number;
  signIns: string[];
};

/**
 * Fills an empty market with a city's homes, their hosts, guests, bookings, money, reviews and what people looked at.
 *
 * One transaction on one connection: a load that fails leaves nothing. Refuses (StartRefusal) a database that has homes.
 * The same city, seed, count and day give the same market. Takes about 15 s for a city of 421 homes on two cores.
 */
export async function makeDemoMarket(options: DemoMarketOptions): Promise<DemoMarketOutcome> {
  const startedAt = performance.now();
  const client = new pg.Client({ connectionString: options.databaseUrl, application_name: "roost demo" });
  await client.connect();
  try {
    await refuseFilled(client);
    const places = readPlaces();
    const facts = options.facts ?? readFacts(options.city);
    const frame = frameOf(facts, places);
    await client.query("begin");
    await client.query("set local synchronous_commit = off");
    const trusted = await beginTrustedLoad(client);
    const restoreIndexes = await setIndexesAside(client);
    await stageEvents(client);
    const made = await fill(client, options, facts, frame, places);
    const events = await writeEvents(client, options.now);
    await restoreIndexes();
    if (trusted) await checkLoad(client);
    const db = drizzle(client) as unknown as Db;
    await loadPlaces(db, [...places, ...made.ownPlaces]);
    const searchDocuments = await rebuildSearchDocuments(db, { now: options.now });
    await moveToEnd(db, options.consumersToPass);
    await client.query("commit");
    if (options.sandboxUrl !== undefined) await fillSandbox(options.sandboxUrl, made.charges);
    await client.query("analyze");
    const signIns = Object.values(DEMO_PEOPLE).map(
      ({ email }) => `sign in: ${email}   password: ${DEMO_PASSWORD}`,
    );
    const tookMs = Math.round(performance.now() - startedAt);
    return {
      city: facts.city,
      listings: made.listings,
      rows: made.rows,
      events,
      searchDocuments,
      tookMs,
      signIns,
    };
  } catch (error) {
    await client.query("rollback");
    throw error;
  } finally {
    await client.end();
  }
}

async function refuseFilled(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ filled: boolean }>(
    "select exists (select 1 from listings) as filled",
  );
  if (rows[0]?.filled)
    throw new StartRefusal("This database has homes already: a demo market is made in an empty one.");
}

export function readFacts(city: string): CityFacts {
  return decodeFacts(readFileSync(`drizzle/demo/${city}.facts.json`, "utf8"));
}

function marketInput(options: DemoMarketOptions, facts: CityFacts, frame: Frame): MarketInput {
  const around = JSON.parse(readFileSync("drizzle/demo/surroundings.facts.json", "utf8")) as SurroundingsFile;
  return {
    facts,
    // Surroundings go with the facts they were cut for, home by home.
    around:
      around.city === facts.city && around.listings.length === facts.listings.length ? around : undefined,
    drawings: JSON.parse(readFileSync("drizzle/demo/homes.facts.json", "utf8")) as DrawnHome[],
    frame,
    todayDay: dayNumber(dateAt(options.now, frame.timeZone)),
    nowMs: options.now.getTime(),
    seed: options.seed,
    listingsMax: options.listings,
    historyListingsMax: facts.listings.length,
  };
}

async function fill(
  client: pg.Client,
  options: DemoMarketOptions,
  facts: CityFacts,
  frame: Frame,
  places: readonly Place[],
) {
  const plain = marketInput(options, facts, frame);
  const cast = chooseCast(
    [...generateHomes({ ...plain, listingsMax: Math.min(options.listings, facts.listings.length) })],
    plain.todayDay,
  );
  const input: MarketInput = {
    ...plain,
    hostOf: (listing) =>
      cast.homes.has(listing) ? { host: DEMO_HOST, name: DEMO_PEOPLE.host.name } : undefined,
  };
  const filler = new MarketFiller(client, options, input, frame, cast);
  await filler.addSettings();
  await filler.addSignIns();
  let listings = 0;
  for (const home of generateHomes(input)) {
    await filler.addHome(home);
    listings += 1;
    if (listings % 100 === 0) options.report(`demo market: ${listings} of ${options.listings} homes`);
  }
  await filler.addInteractions();
  return {
    listings,
    rows: filler.sinks.counts(),
    ownPlaces: filler.ownPlaces(places),
    charges: filler.charges(),
  };
}
