import type { taxRules } from "@/server/modules/pricing/tables";
import { CURRENCIES, type Currency } from "@/server/primitives/money";
import type { CityFacts } from "../facts/facts";
import type { CityFrame } from "../market/types";
import { metresBetween } from "../places/ground";
import type { Place } from "../places/places";

/** Postal codes by neighbourhood, as the post office delivers there. */
const ALBANY_POSTAL_CODES: Readonly<Record<string, string>> = {
  "": "12203",
  "Arbor Hill": "12210",
  Beverwyck: "12206",
  "Buckingham Lake": "12208",
  "Capitol Hill": "12210",
  "Center Square": "12210",
  "Delaware Avenue": "12209",
  Downtown: "12207",
  "Eagle Hill": "12203",
  Helderberg: "12208",
  "Krank Park": "12202",
  "Lark Street": "12210",
  "Mansion District": "12202",
  Melrose: "12203",
  "Mount Hope": "12202",
  "New Scotland": "12208",
  Normansville: "12209",
  "North Albany": "12204",
  "Park South": "12208",
  Pastures: "12202",
  "Pine Hills": "12203",
  "Sheridan Hollow": "12210",
  "South End": "12202",
  "Ten Broeck Triangle": "12210",
  "University Heights": "12208",
  "Warehouse District": "12207",
  "Washington Park": "12210",
  "Washington Square": "12206",
  "West Albany": "12205",
  "West Hill": "12206",
  Whitehall: "12209",
};

export type Frame = CityFrame & { currency: Currency; place: Place };

/** Where a city's homes stand: the known city that is nearest to their middle. */
export function frameOf(facts: CityFacts, places: readonly Place[]): Frame {
  const at = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  const latitude = at(facts.listings.map((home) => home.latitude));
  const longitude = at(facts.listings.map((home) => home.longitude));
  const metres = (place: Place) => metresBetween(latitude, longitude, place.latitude, place.longitude);
  const cities = places.filter((place) => place.kind === "city");
  const place = cities.reduce((best, city) => (metres(city) < metres(best) ? city : best));
  const currency = CURRENCIES.find((code) => code === facts.currency);
  if (!currency) throw new Error(`the market cannot be run in ${facts.currency}`);
  const [, region, ...rest] = place.placeId.split("/");
  const regionId = `${place.countryCode.toLowerCase()}/${region}`;
  return {
    name: place.name,
    region: rest.length > 0 ? (places.find((one) => one.placeId === regionId)?.name ?? "") : place.name,
    countryCode: place.countryCode,
    timeZone: place.timeZone,
    postalCodes: place.placeId === "us/new-york/albany" ? ALBANY_POSTAL_CODES : {},
    currency,
    place,
  };
}

/** Occupancy taxes of the places that the demo knows; elsewhere a demo stay is not taxed. */
export const DEMO_TAX_RULES: Array<typeof taxRules.$inferInsert> = [
  {
    code: "us-ny-albany-occupancy",
    placePath: "US/New York/Albany",
    name: "Occupancy tax, Albany County",
    kind: "percent",
    rateBps: 600,
    amountMinor: 0,
    onCleaningFee: true,
    onServiceFee: false,
    nightsCap: null,
    exemptFromNights: 30,
    childrenExempt: false,
    ordinal: 1,
  },
  {
    code: "us-ny-albany-sales",
    placePath: "US/New York/Albany",
    name: "Sales tax",
    kind: "percent",
    rateBps: 800,
    amountMinor: 0,
    onCleaningFee: true,
    onServiceFee: false,
    nightsCap: null,
    exemptFromNights: 90,
    childrenExempt: false,
    ordinal: 2,
  },
];
