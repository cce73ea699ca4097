import type { PlaceView } from "@/server/modules/search/contract";
import type { PlaceRow } from "@/server/modules/search/store";

export function toPlaceView(row: PlaceRow): PlaceView {
  const { west, south, east, north } = row;
  const hasBox = west !== null && south !== null && east !== null && north !== null;
  return {
    placeId: row.id,
    name: row.name,
    fullName: row.full_name,
    kind: row.kind,
    latitude: row.latitude,
    longitude: row.longitude,
    box: hasBox ? { west, south, east, north } : null,
    listingCount: row.listing_count,
  };
}
