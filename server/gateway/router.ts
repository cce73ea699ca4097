/** Every procedure of the market, under the name of its module. */
import { accountsRouter } from "@/server/modules/accounts/router";
import { adminRouter } from "@/server/modules/admin/router";
import { analyticsRouter } from "@/server/modules/analytics/router";
import { bookingsRouter } from "@/server/modules/bookings/router";
import { calendarRouter } from "@/server/modules/calendar/router";
import { integrationsRouter } from "@/server/modules/integrations/router";
import { listingsRouter } from "@/server/modules/listings/router";
import { notificationsRouter } from "@/server/modules/notifications/router";
import { paymentsRouter } from "@/server/modules/payments/router";
import { pricingRouter } from "@/server/modules/pricing/router";
import { recommendationsRouter } from "@/server/modules/recommendations/router";
import { reviewsRouter } from "@/server/modules/reviews/router";
import { searchRouter } from "@/server/modules/search/router";
import { wishlistsRouter } from "@/server/modules/wishlists/router";
import { createCallerFactory, router } from "@/server/trpc/init";

export const appRouter = router({
  accounts: accountsRouter,
  pricing: pricingRouter,
  listings: listingsRouter,
  payments: paymentsRouter,
  bookings: bookingsRouter,
  search: searchRouter,
  wishlists: wishlistsRouter,
  reviews: reviewsRouter,
  recommendations: recommendationsRouter,
  calendar: calendarRouter,
  notifications: notificationsRouter,
  analytics: analyticsRouter,
  admin: adminRouter,
  integrations: integrationsRouter,
});

export type AppRouter = typeof appRouter;
export const createCaller = createCallerFactory(appRouter);
