import type { HouseRules, SafetyFacts } from "@/server/modules/listings/contract";
import type { Party } from "@/server/primitives/contracts";
import type { CityFacts, ListingFacts } from "../facts/facts";
import type { SurroundingsFile } from "../places/surroundings";
import type { Stars } from "../texts/review";
import type { BuildingKind } from "../texts/voice";

/** Where the market's homes stand. */
export type CityFrame = {
  name: string;
  region: string;
  countryCode: string;
  timeZone: string;
  /** Postal code by neighbourhood; the empty name is what the others get. */
  postalCodes: Readonly<Record<string, string>>;
};

/** Pictures of one drawn home. */
export type DrawnHome = {
  home: string;
  kind: BuildingKind;
  season: string;
  pictures: Array<{ scene: string; light: string; alt: string; blur: string; sha256: string }>;
};

export type MarketInput = {
  facts: CityFacts;
  around: SurroundingsFile | undefined;
  drawings: DrawnHome[];
  frame: CityFrame;
  /** Day number of the market's today, in the city's zone. */
  todayDay: number;
  /** The instant of making; nothing of the market happened later. */
  nowMs: number;
  seed: number;
  listingsMax: number;
  /** Homes after this many have no history: a bench of a million needs homes, not memories. */
  historyListingsMax: number;
  /** Homes that another host has than the source says: the host who can sign in. */
  hostOf?: (listing: number) => { host: number; name: string } | undefined;
};

export type DemoPhoto = {
  room: string;
  caption: string;
  alt: string;
  stem: string;
  widths: readonly number[];
  width: number;
  height: number;
  blur: string;
  sha256: string;
};

export type DemoHost = {
  /** Number of the host in the market. */
  host: number;
  name: string;
  about: string;
  sinceDay: number;
  superhost: boolean;
  responseRateBps: number | null;
  responseMinutesMedian: number | null;
  languages: string[];
};

export type DemoGuest = { guest: number; name: string; joinedDay: number; locale: string };

export type DemoPrices = {
  baseMinor: number;
  weekendMinor: number | null;
  weeklyDiscountBps: number;
  monthlyDiscountBps: number;
  cleaningFeeMinor: number;
  extraGuestFeeMinor: number;
  guestsIncluded: number;
  petFeeMinor: number;
};

/** Kept: the guest came, is there, or will come; which, follows from the dates. Lapsed: held and never paid. */
export type StayFate = "kept" | "cancelled_by_guest" | "cancelled_by_host" | "lapsed";

export type DemoStay = {
  guest: number;
  checkInDay: number;
  nights: number;
  party: Party;
  fate: StayFate;
  /** When the guest took the hold; minutes before it was paid. */
  heldAtMs: number;
  paidAfterMs: number;
  cancelledAtMs: number | null;
  channel: "web" | "mobile";
  review: { stars: Stars; text: string; publishedAtMs: number; reply: string | null } | null;
};

export type DemoListing = {
  /** Number of the home in the market; homes below the count of facts are the city's own, the rest are likenesses. */
  listing: number;
  host: number;
  facts: ListingFacts;
  kind: BuildingKind;
  title: string;
  description: string;
  neighbourhood: string;
  addressLine: string;
  postalCode: string;
  latitude: number;
  longitude: number;
  houseRules: HouseRules;
  safety: SafetyFacts;
  checkInNote: string;
  checkInFromMinutes: number;
  checkOutByMinutes: number;
  cancellationPolicy: "flexible" | "moderate" | "strict";
  petsMax: number;
  areaSquareMetres: number | null;
  listedDay: number;
  bookingWindowDays: number;
  advanceNoticeHours: number;
  photos: DemoPhoto[];
  prices: DemoPrices;
  nightPrices: Array<{ day: number; amountMinor: number }>;
  nightRules: Array<{ day: number; nightsMin: number }>;
  /** Runs of nights the host keeps: first day and count. */
  blocks: Array<{ day: number; nights: number; note: string }>;
  /** Oldest first; those that are not cancelled never share a night. */
  stays: DemoStay[];
};
