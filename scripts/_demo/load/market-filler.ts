import { drizzle } from "drizzle-orm/node-postgres";
import type pg from "pg";
import { DEMO_SETTING } from "@/server/gateway/market-kind";
import { taxRules } from "@/server/modules/pricing/tables";
import { hashPassword } from "@/server/platform/password";
import type { ListingId, PersonId } from "@/server/primitives/id";
import { type BrowsedHome, type BrowsedStay, generateInteractions } from "../market/interactions";
import { shiftDaysOf } from "../market/market";
import { drawGuest, drawHost } from "../market/people";
import { Random } from "../market/random";
import type { DemoListing, MarketInput } from "../market/types";
import { slugOf } from "../places/geonames";
import type { Place } from "../places/places";
import { type Cast, stayKey } from "./cast";
import { DEMO_TAX_RULES, type Frame } from "./frames";
import { addHome } from "./home-rows";
import { BookingCodes, DemoIds } from "./ids";
import { noteInteraction, Wishlists } from "./interaction-rows";
import { DEMO_PASSWORD, DEMO_PEOPLE, PeopleRows } from "./people-rows";
import { DEMO_FEES } from "./price-stay";
import type { SandboxCharge } from "./sandbox";
import { EventNotes, openSinks, type Sinks } from "./sinks";
import type { StayTools } from "./stay-facts";
import { addStay } from "./stay-rows";

const INTERACTION_DAYS = 90;
/** A bound, not an aim: the city of the demo makes some 180,000. */
const INTERACTIONS_MAX = 400_000;
/** Numbers that no host or guest of the facts has: the two who can sign in. */
export const DEMO_HOST = -1;
const DEMO_GUEST = -1;

export type FillOptions = { city: string; listings: number; seed: number; now: Date; quoteSecret: string };

/** Turns the generator's homes into rows of every table, one home after another, and sends them as enough have gathered. */
export class MarketFiller {
  readonly sinks: Sinks;
  readonly #tools: StayTools & { pointSecret: string };
  readonly #people: PeopleRows;
  readonly #hosts = new Map<number, PersonId>();
  readonly #listingIds = new Map<number, ListingId>();
  readonly #browsed: BrowsedHome[] = [];
  readonly #recentStays: BrowsedStay[] = [];
  readonly #hoods = new Map<string, { latitude: number; longitude: number; count: number }>();
  readonly #homesOfHost = new Map<number, number>();
  readonly #wishlists: Wishlists;

  constructor(
    private readonly client: pg.Client,
    private readonly options: FillOptions,
    private readonly input: MarketInput,
    private readonly frame: Frame,
    private readonly cast: Cast,
  ) {
    this.sinks = openSinks(client);
    const ids = new DemoIds(options.seed);
    const events = new EventNotes(this.sinks, ids);
    const codes = new BookingCodes(new Random(options.seed, "codes"));
    const { now, quoteSecret } = options;
    this.#tools = {
      sinks: this.sinks,
      events,
      ids,
      codes,
      frame,
      now,
      quoteSecret,
      pointSecret: quoteSecret,
      charges: [],
    };
    this.#people = new PeopleRows(this.sinks, ids, frame);
    this.#wishlists = new Wishlists(this.#tools);
    input.facts.listings.forEach((home, listing) => {
      const host = input.hostOf?.(listing)?.host ?? home.host;
      this.#homesOfHost.set(host, (this.#homesOfHost.get(host) ?? 0) + 1);
    });
  }

  /** Fees and taxes that quotes rest on, and the mark of a demo market. */
  async addSettings(): Promise<void> {
    const { city, seed, listings, now } = this.options;
    await this.client.query(
      `insert into fee_schedules (version, model, guest_fee_bps, host_fee_bps, valid_from)
       values ($1, $2, $3, $4, '2000-01-01') on conflict do nothing`,
      [DEMO_FEES.version, DEMO_FEES.model, DEMO_FEES.guestFeeBps, DEMO_FEES.hostFeeBps],
    );
    const db = drizzle(this.client);
    await db.insert(taxRules).values(DEMO_TAX_RULES).onConflictDoNothing();
    await this.client.query("insert into market_settings (name, value) values ($1, $2)", [
      DEMO_SETTING,
      JSON.stringify({ city, seed, listings, madeAt: now.toISOString(), credit: this.input.facts.credit }),
    ]);
  }

  charges(): readonly SandboxCharge[] {
    return this.#tools.charges;
  }

  async addSignIns(): Promise<void> {
    const hash = await hashPassword(DEMO_PASSWORD);
    const { todayDay } = this.input;
    const about = `I have lived in ${this.frame.name} for most of my life and still find streets I do not know. What the page says is what you find.`;
    const host = this.#people.addSignIn("host", hash, todayDay - 2_200, about);
    this.#people.addHostRow(host, {
      host: DEMO_HOST,
      name: DEMO_PEOPLE.host.name,
      about,
      sinceDay: todayDay - 2_200,
      superhost: true,
      responseRateBps: 10_000,
      responseMinutesMedian: 22,
      languages: ["en", "pl"],
    });
    this.#hosts.set(DEMO_HOST, host);
    this.#people.bindGuest(DEMO_GUEST, this.#people.addSignIn("guest", hash, todayDay - 900, null));
    const operator = this.#people.addSignIn("operator", hash, todayDay - 2_400, null);
    this.#people.grantOperator(operator, todayDay - 2_400);
  }

  async addHome(home: DemoListing): Promise<void> {
    const { ids } = this.#tools;
    const hostId = this.#hostId(home.host);
    const listingId = ids.of("listing", home.listedDay * 86_400_000, home.listing);
    this.#listingIds.set(home.listing, listingId);
    const placed = { home, listingId, hostId };
    await addHome(this.#tools, placed);
    const since = this.input.nowMs - INTERACTION_DAYS * 86_400_000;
    for (const [index, stay] of home.stays.entries()) {
      const guest = this.cast.stays.has(stayKey(home.listing, index)) ? DEMO_GUEST : stay.guest;
      const bookedDay = Math.floor(stay.heldAtMs / 86_400_000);
      const guestId = this.#people.guestId(guest, () => drawGuest(this.input.seed, guest, bookedDay));
      await addStay(this.#tools, placed, stay, index, guestId);
      if (stay.heldAtMs >= since)
        this.#recentStays.push({ listing: home.listing, guest, ...stayFacts(stay) });
    }
    this.#remember(home);
    await this.sinks.ease();
  }

  #hostId(host: number): PersonId {
    const known = this.#hosts.get(host);
    if (known) return known;
    const homes = this.#homesOfHost.get(host % this.input.facts.hosts.length) ?? 1;
    const hostId = this.#people.addHost(drawHost(this.input, host, homes, shiftDaysOf(this.input)));
    this.#hosts.set(host, hostId);
    return hostId;
  }

  #remember(home: DemoListing): void {
    if (home.listing < this.input.historyListingsMax) {
      this.#browsed.push({
        listing: home.listing,
        neighbourhood: home.neighbourhood,
        entire: home.facts.roomType === "entire_home",
        baseMinor: home.prices.baseMinor,
        guestsMax: home.facts.guestsMax,
        pull:
          1 +
          home.stays.filter((stay) => stay.fate !== "lapsed" && stay.checkInDay > this.input.todayDay - 365)
            .length,
      });
    }
    const hood = this.#hoods.get(home.neighbourhood) ?? { latitude: 0, longitude: 0, count: 0 };
    hood.latitude += home.latitude;
    hood.longitude += home.longitude;
    hood.count += 1;
    this.#hoods.set(home.neighbourhood, hood);
  }

  async addInteractions(): Promise<void> {
    const { events, ids } = this.#tools;
    const tools = {
      sinks: this.sinks,
      events,
      ids,
      listingIds: this.#listingIds,
      guestIds: this.#people.guestIds(),
    };
    const guest = this.#people.guestIds().get(DEMO_GUEST);
    this.cast.saved.forEach((listing, index) => {
      const listingId = this.#listingIds.get(listing);
      const at = new Date(this.input.nowMs - (index * 31 + 5) * 3_600_000);
      if (guest && listingId)
        this.#wishlists.save(guest, listingId, at, index % 3 === 2 ? "With the family" : "Saved homes");
    });
    const steps = generateInteractions({
      homes: this.#browsed,
      stays: this.#recentStays,
      nowMs: this.input.nowMs,
      days: INTERACTION_DAYS,
      seed: this.input.seed,
      interactionsMax: INTERACTIONS_MAX,
      placeId: this.frame.place.placeId,
    });
    for (const step of steps) noteInteraction(tools, this.#wishlists, step);
    await this.sinks.flush();
  }

  /** Neighbourhoods of an imported city that no list of places knows: a box about the middle of their homes. */
  ownPlaces(places: readonly Place[]): Place[] {
    const known = new Set(places.map((place) => place.placeId));
    const { place } = this.frame;
    return [...this.#hoods].flatMap(([name, { latitude, longitude, count }]): Place[] => {
      const placeId = `${place.placeId}/${slugOf(name)}`;
      if (known.has(placeId) || name === "") return [];
      const [lat, lng] = [latitude / count, longitude / count];
      const box = { west: lng - 0.012, south: lat - 0.009, east: lng + 0.012, north: lat + 0.009 };
      return [
        {
          ...place,
          placeId,
          name,
          kind: "neighbourhood",
          fullName: `${name}, ${place.fullName}`,
          latitude: lat,
          longitude: lng,
          box,
          population: 0,
        },
      ];
    });
  }
}

function stayFacts(stay: DemoListing["stays"][number]) {
  return {
    checkInDay: stay.checkInDay,
    nights: stay.nights,
    guests: stay.party.adults + stay.party.children,
    heldAtMs: stay.heldAtMs,
  };
}
