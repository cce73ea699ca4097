import { createReadStream } from "node:fs";
import { parse } from "csv-parse";
import { readCsv } from "@/scripts/_demo/facts/read-csv";
import type { ItemFacts, Touch } from "@/server/modules/recommendations/model/types";
import { StartRefusal } from "@/server/platform/local/start-refusal";

/** Interactions to judge a model on, numbered, with what is known of the homes. */
export interface InteractionSet {
  readonly touches: readonly Touch[];
  readonly itemCount: number;
  readonly guestCount: number;
  readonly items: readonly ItemFacts[] | undefined;
}

class Numbers {
  readonly #numbers = new Map<string, number>();
  of(key: string): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.#numbers.size);
    return this.#numbers.size - 1;
  }
  get keys(): string[] {
    return [...this.#numbers.keys()];
  }
}

const MS_FROM = 100_000_000_000;

/** Seconds or milliseconds since 1970, or a date. */
function instantOf(text: string, line: number): number {
  const number = Number(text);
  const ms = text.trim() === "" ? Number.NaN : Number.isFinite(number) ? number : Date.parse(text);
  if (Number.isNaN(ms)) throw new StartRefusal(`Line ${line} has no timestamp: ${text}`);
  return Number.isFinite(number) && number < MS_FROM ? number * 1_000 : ms;
}

async function* rowsOf(path: string): AsyncGenerator<Record<string, string>> {
  const parser = createReadStream(path).pipe(
    parse({ columns: true, skip_empty_lines: true, bom: true, trim: true }),
  );
  for await (const row of parser as AsyncIterable<Record<string, string>>) yield row;
}

/** Reads `guest,listing,timestamp,weight` (weight may be left out), and a content file when there is one. */
export async function readInteractionsCsv(file: string, contentFile?: string): Promise<InteractionSet> {
  const guests = new Numbers();
  const listings = new Numbers();
  const touches: Touch[] = [];
  let line = 1;
  for await (const row of rowsOf(file)) {
    line += 1;
    const { guest, listing, timestamp, weight } = row;
    if (!guest || !listing || timestamp === undefined)
      throw new StartRefusal(`Line ${line} needs guest,listing,timestamp,weight.`);
    touches.push({
      guest: guests.of(guest),
      item: listings.of(listing),
      atMs: instantOf(timestamp, line),
      weight: weight ? Number(weight) : 1,
    });
  }
  const items = contentFile ? await readContentCsv(contentFile, listings.keys) : undefined;
  return { touches, itemCount: listings.keys.length, guestCount: guests.keys.length, items };
}

/** `listing,host,latitude,longitude,nightly,capacity,bedrooms,property_type,room_type,neighbourhood,amenities` (`|` between). */
async function readContentCsv(file: string, listings: readonly string[]): Promise<ItemFacts[]> {
  const facts = new Map<string, ItemFacts>();
  const number = (text: string | undefined) => (text ? Number(text) : null);
  for await (const row of rowsOf(file)) {
    const id = row.listing ?? "";
    facts.set(id, {
      id,
      hostId: row.host || id,
      latitude: number(row.latitude),
      longitude: number(row.longitude),
      nightlyMinor: row.nightly ? Math.round(Number(row.nightly) * 100) : null,
      capacity: number(row.capacity),
      bedrooms: number(row.bedrooms),
      propertyType: row.property_type ?? "",
      roomType: row.room_type ?? "",
      neighbourhood: row.neighbourhood ?? "",
      amenities: (row.amenities ?? "").split("|").filter(Boolean),
    });
  }
  return listings.map((id) => facts.get(id) ?? unknownItem(id));
}

function unknownItem(id: string): ItemFacts {
  return {
    id,
    hostId: id,
    latitude: null,
    longitude: null,
    nightlyMinor: null,
    capacity: null,
    bedrooms: null,
    propertyType: "",
    roomType: "",
    neighbourhood: "",
    amenities: [],
  };
}

/** Reads an Inside Airbnb folder: a review is a stay. */
export async function readInsideAirbnb(folder: string): Promise<InteractionSet> {
  const listings = new Numbers();
  const items: ItemFacts[] = [];
  const columns = ["id", "host_id", "latitude", "longitude", "price", "accommodates", "bedrooms"];
  const kinds = ["property_type", "room_type", "neighbourhood_cleansed", "amenities"];
  for await (const row of readCsv(folder, "listings", [...columns, ...kinds])) {
    listings.of(row.id ?? "");
    items.push({
      id: row.id ?? "",
      hostId: row.host_id ?? "",
      latitude: Number(row.latitude),
      longitude: Number(row.longitude),
      nightlyMinor: row.price ? Math.round(Number(row.price.replace(/[$,]/g, "")) * 100) : null,
      capacity: row.accommodates ? Number(row.accommodates) : null,
      bedrooms: row.bedrooms ? Number(row.bedrooms) : null,
      propertyType: row.property_type ?? "",
      roomType: row.room_type ?? "",
      neighbourhood: row.neighbourhood_cleansed ?? "",
      amenities: JSON.parse(row.amenities || "[]") as string[],
    });
  }
  const guests = new Numbers();
  const touches: Touch[] = [];
  for await (const row of readCsv(folder, "reviews", ["listing_id", "date", "reviewer_id"])) {
    const item = listings.of(row.listing_id ?? "");
    if (item >= items.length) continue;
    touches.push({
      guest: guests.of(row.reviewer_id ?? ""),
      item,
      atMs: Date.parse(row.date ?? ""),
      weight: 1,
    });
  }
  return { touches, itemCount: items.length, guestCount: guests.keys.length, items };
}
