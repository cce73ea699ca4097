/**
 * Puts places into the table that names are looked up in: the world's larger cities with their regions and countries, and
 * neighbourhoods. Rows that are there are brought up to date; idempotent. For the demo's loader and for set-up.
 */
import { places } from "@/server/modules/listings/tables";
import { type Db, sql } from "@/server/platform/db";

export interface PlaceToLoad {
  readonly placeId: string;
  readonly name: string;
  readonly kind: "country" | "region" | "city" | "neighbourhood";
  readonly fullName: string;
  readonly countryCode: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly box: {
    readonly west: number;
    readonly south: number;
    readonly east: number;
    readonly north: number;
  };
  readonly population: number;
  /** IANA zone, or empty where several are in use. */
  readonly timeZone: string;
}

/** Rows one statement writes: 15 parameters each stay well below PostgreSQL's 65,535. */
const BATCH_MAX = 1_000;

export async function loadPlaces(db: Db, rows: readonly PlaceToLoad[]): Promise<number> {
  for (let from = 0; from < rows.length; from += BATCH_MAX)
    await insertPlaces(db, rows.slice(from, from + BATCH_MAX));
  return rows.length;
}

async function insertPlaces(db: Db, rows: readonly PlaceToLoad[]): Promise<void> {
  await db
    .insert(places)
    .values(
      rows.map(({ placeId, box, timeZone, ...row }) => ({
        ...row,
        ...box,
        id: placeId,
        timeZone: timeZone === "" ? null : timeZone,
        searchText: sql`plain_text(${row.fullName})`,
      })),
    )
    .onConflictDoUpdate({
      target: places.id,
      set: {
        name: sql`excluded.name`,
        fullName: sql`excluded.full_name`,
        latitude: sql`excluded.latitude`,
        longitude: sql`excluded.longitude`,
        west: sql`excluded.west`,
        south: sql`excluded.south`,
        east: sql`excluded.east`,
        north: sql`excluded.north`,
        population: sql`excluded.population`,
        timeZone: sql`excluded.time_zone`,
        searchText: sql`excluded.search_text`,
      },
    });
}
