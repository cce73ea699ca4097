import type { PlaceView } from "@/server/modules/search/contract";
import { toPlaceView } from "@/server/modules/search/place-view";
import { findPlaces } from "@/server/modules/search/store";
import type { CatalogueCtx } from "@/server/platform/context";

/** Places for what somebody has typed so far, typing errors forgiven. One statement; runs on the edge runtime too. */
export async function listPlaces(
  ctx: CatalogueCtx,
  input: { readonly text: string; readonly limit: number },
): Promise<{ places: PlaceView[] }> {
  if (input.text === "") return { places: [] };
  const rows = await findPlaces(ctx.db, input.text, input.limit);
  return { places: rows.map(toPlaceView) };
}
