/** Turns what the editor sends into columns: facts brought to agree, the fuzzed point, the zone of the place. */
import type { z } from "zod";
import { computeFuzzedPoint } from "@/server/modules/listings/compute-fuzzed-point";
import type { listingDraftFields } from "@/server/modules/listings/contract";
import { alignFacts } from "@/server/modules/listings/rules";
import { type ListingInsert, readTimeZoneAt } from "@/server/modules/listings/store";
import type { PublicCtx } from "@/server/platform/context";
import type { ListingId } from "@/server/primitives/id";
import { refuse } from "@/server/primitives/refusal";
import { isTimeZone } from "@/server/primitives/zoned";

export type DraftFields = z.output<typeof listingDraftFields>;

/**
 * Makes at most one read (the nearest city, when the point changed and no zone was given). Refuses with `invalid_input`
 * half a point or a zone that does not exist.
 */
export async function toColumns(
  ctx: PublicCtx,
  listingId: ListingId,
  fields: DraftFields,
): Promise<Partial<ListingInsert>> {
  const { latitude, longitude, timeZone } = fields;
  if ((latitude === undefined) !== (longitude === undefined))
    throw refuse("invalid_input", { fields: ["latitude", "longitude"] });
  if (timeZone !== undefined && !isTimeZone(timeZone))
    throw refuse("invalid_input", { fields: ["timeZone"] });
  const columns: Partial<ListingInsert> = { ...withoutUndefined(alignFacts(fields)) };
  if (latitude === undefined || longitude === undefined) return columns;
  const fuzzed = await computeFuzzedPoint(ctx.config.quoteSecret, listingId, { latitude, longitude });
  const zone = timeZone ?? (await readTimeZoneAt(ctx.db, { latitude, longitude }));
  return {
    ...columns,
    fuzzedLatitude: fuzzed.latitude,
    fuzzedLongitude: fuzzed.longitude,
    ...(zone === undefined ? {} : { timeZone: zone }),
  };
}

/** Leaves out what was not sent, so that it keeps what it has. */
function withoutUndefined<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  // Object.entries loses the pairing of keys and values, which filtering keeps.
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
