import type { Neighbourhoods } from "@/server/modules/search/contract";
import { listNeighbourhoodRows } from "@/server/modules/search/store";
import type { CatalogueCtx } from "@/server/platform/context";
import { assert } from "@/server/primitives/assert";
import { isCurrency } from "@/server/primitives/money";

/** Where the market's homes are. One statement; runs on the edge runtime too. */
export async function listNeighbourhoods(
  ctx: CatalogueCtx,
  input: { readonly limit: number },
): Promise<Neighbourhoods> {
  const rows = await listNeighbourhoodRows(ctx.db, input.limit);
  const first = rows[0];
  return {
    city: first?.city ?? null,
    region: first?.region ?? null,
    listingCount: first?.market_count ?? 0,
    neighbourhoods: rows.map((row) => {
      assert(isCurrency(row.currency), "a document has a currency of the market");
      return {
        placeId: row.place_id,
        name: row.name,
        listingCount: row.listing_count,
        from: { amountMinor: row.base_minor, currency: row.currency },
      };
    }),
  };
}
