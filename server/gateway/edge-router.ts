/** The public catalogue: what anybody may read of homes and prices, by single statements alone. */
import { listingsRouter } from "@/server/modules/listings/router";
import { pricingRouter } from "@/server/modules/pricing/router";
import { searchRouter } from "@/server/modules/search/router";
import { router } from "@/server/trpc/init";

export const edgeRouter = router({
  search: router({ listings: searchRouter.listings, places: searchRouter.places }),
  listings: router({ read: listingsRouter.read }),
  pricing: router({ quote: pricingRouter.quote, policyTimeline: pricingRouter.policyTimeline }),
});
