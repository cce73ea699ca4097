/**
 * Keeps search documents in step with homes, calendars, prices and reviews.
 *
 * A batch of events is one statement: whatever happened to a home, its document is rebuilt from the source tables once. So
 * repeats, late events and their sequence do not matter; the document says what the tables say.
 */
import { defineBatchConsumer } from "@/server/events/define-consumer";
import { nightsChanged } from "@/server/modules/calendar/events";
import { listingChanged, listingPaused, listingPublished } from "@/server/modules/listings/events";
import { pricesChanged } from "@/server/modules/pricing/events";
import { reviewPublished } from "@/server/modules/reviews/events";
import { rebuildSearchDocuments } from "@/server/modules/search/rebuild-search-documents";
import { isId, type ListingId } from "@/server/primitives/id";

export const refreshDocumentsOnChanges = defineBatchConsumer({
  name: "search.refresh-documents",
  events: [listingPublished, listingChanged, listingPaused, nightsChanged, pricesChanged, reviewPublished],
  async handleBatch(ctx, events) {
    // Each of these events has the home's id as its key.
    const ids = new Set(events.map(({ key }) => key).filter((key): key is ListingId => isId("listing", key)));
    await rebuildSearchDocuments(ctx.tx, { now: ctx.now, listingIds: [...ids] });
  },
});
