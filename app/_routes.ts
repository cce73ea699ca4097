/**
 * Every address of the product, built in one place: a screen that moves breaks the compiler, not a link.
 * Search parameters go through `withQuery`, which leaves out what is empty.
 */
export type Query = Record<string, string | number | boolean | readonly string[] | undefined | null>;

export function withQuery(path: string, query: Query = {}): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === "" || value === false) continue;
    if (typeof value === "object") {
      if (value.length > 0) params.set(key, value.join(","));
    } else params.set(key, String(value));
  }
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}

export const routes = {
  home: () => "/",
  search: (query?: Query) => withQuery("/search", query),
  listing: (listingId: string, query?: Query) => withQuery(`/rooms/${listingId}`, query),
  checkout: (listingId: string, query?: Query) => withQuery(`/checkout/${listingId}`, query),
  checkoutDone: (bookingId: string) => `/trips/${bookingId}/booked`,
  trips: () => "/trips",
  calendarFile: (bookingId: string) => `/api/calendar/bookings/${bookingId}`,
  trip: (bookingId: string) => `/trips/${bookingId}`,
  tripCancel: (bookingId: string) => `/trips/${bookingId}/cancel`,
  wishlists: () => "/wishlists",
  wishlist: (wishlistId: string) => `/wishlists/${wishlistId}`,

  account: () => "/account",
  accountSecurity: () => "/account/security",

  signIn: (query?: { next?: string }) => withQuery("/sign-in", query),
  signUp: (query?: { next?: string }) => withQuery("/sign-up", query),
  signOut: () => "/sign-out",
  forgotPassword: () => "/forgot-password",
  resetPassword: (query?: { token?: string }) => withQuery("/reset-password", query),
  verifyEmail: (query?: { token?: string }) => withQuery("/verify-email", query),

  about: {
    prices: () => "/about/prices",
    cancellation: () => "/about/cancellation",
    ranking: () => "/about/ranking",
    accessibility: () => "/about/accessibility",
    fees: () => "/about/fees",
    houseRules: () => "/about/house-rules",
    runYourOwn: () => "/about/run-your-own",
    privacy: () => "/about/privacy",
    help: () => "/about/help",
  },

  analyticsExport: (table: string, query: Query) => withQuery(`/api/analytics/export/${table}`, query),

  hostYourPlace: () => "/host",
  hosting: {
    today: () => "/hosting",
    calendar: (query?: Query) => withQuery("/hosting/calendar", query),
    listingCalendar: (listingId: string, query?: Query) => withQuery(`/hosting/calendar/${listingId}`, query),
    listings: () => "/hosting/listings",
    listing: (listingId: string, step?: string) =>
      step ? `/hosting/listings/${listingId}/${step}` : `/hosting/listings/${listingId}`,
    bookings: (query?: Query) => withQuery("/hosting/bookings", query),
    booking: (bookingId: string) => `/hosting/bookings/${bookingId}`,
    performance: (query?: Query) => withQuery("/hosting/performance", query),
  },

  admin: {
    overview: (query?: Query) => withQuery("/admin", query),
    analytics: (query?: Query) => withQuery("/admin/analytics", query),
    bookings: (query?: Query) => withQuery("/admin/bookings", query),
    booking: (bookingId: string, query?: Query) => withQuery(`/admin/bookings/${bookingId}`, query),
    listings: (query?: Query) => withQuery("/admin/listings", query),
    listing: (listingId: string) => `/admin/listings/${listingId}`,
    people: (query?: Query) => withQuery("/admin/people", query),
    person: (personId: string) => `/admin/people/${personId}`,
    money: (query?: Query) => withQuery("/admin/money", query),
    events: (query?: Query) => withQuery("/admin/events", query),
    event: (eventId: string) => `/admin/events/${eventId}`,
    registry: (query?: Query) => withQuery("/admin/events/registry", query),
    registered: (name: string) => `/admin/events/registry/${name}`,
    models: () => "/admin/models",
    notifications: (query?: Query) => withQuery("/admin/notifications", query),
    notification: (deliveryId: string) => `/admin/notifications/${deliveryId}`,
    integrations: (query?: Query) => withQuery("/admin/integrations", query),
    webhook: (endpointId: string, eventId: string) => `/admin/integrations/${endpointId}/${eventId}`,
    audit: (query?: Query) => withQuery("/admin/audit", query),
    search: (query?: Query) => withQuery("/admin/search", query),
  },

  dev: {
    gallery: () => "/dev/gallery",
    mailbox: () => "/dev/mailbox",
    payments: () => "/dev/payments",
    clock: () => "/dev/clock",
  },
} as const;
