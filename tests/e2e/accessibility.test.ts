/** axe finds nothing on any screen, on a phone and on a wide page, in light and in dark. */
import type { BrowserContext } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  axeViolations,
  closeBrowser,
  DESKTOP,
  findFreeHome,
  hasBrowser,
  openContext,
  PEOPLE,
  PHONE,
  query,
  signIn,
} from "@/tests/e2e/support";

type Who = keyof typeof PEOPLE | "nobody";

const SCREENS: readonly (readonly [Who, string])[] = [
  ["nobody", "/"],
  ["nobody", "/search?place=us/new-york/albany"],
  ["nobody", "/search?place=us/new-york/albany&priceMax=1"],
  ["nobody", "/search?view=map"],
  ["nobody", "/rooms/:listing"],
  ["nobody", "/sign-in"],
  ["nobody", "/sign-up"],
  ["nobody", "/forgot-password"],
  ["nobody", "/reset-password?token=x"],
  ["nobody", "/about/cancellation"],
  ["nobody", "/no-such-page"],
  ["nobody", "/dev/mailbox"],
  ["nobody", "/dev/payments"],
  ["nobody", "/dev/clock"],
  ["guest", "/trips"],
  ["guest", "/trips/:trip"],
  ["guest", "/wishlists"],
  ["guest", "/account"],
  ["guest", "/account/security"],
  ["guest", "/host"],
  ["guest", "/checkout/:stay"],
  ["host", "/hosting"],
  ["host", "/hosting/calendar"],
  ["host", "/hosting/calendar/:own"],
  ["host", "/hosting/listings"],
  ["host", "/hosting/bookings"],
  ["host", "/hosting/performance"],
  ["operator", "/admin"],
  ["operator", "/admin/analytics"],
  ["operator", "/admin/bookings"],
  ["operator", "/admin/listings/:listing"],
  ["operator", "/admin/people/:guest"],
  ["operator", "/admin/events"],
  ["operator", "/admin/events/registry"],
  ["operator", "/admin/events/registry/booking.confirmed.v1"],
  ["operator", "/admin/notifications"],
  ["operator", "/admin/money"],
  ["operator", "/admin/models"],
  ["operator", "/admin/integrations"],
  ["operator", "/admin/audit"],
];

const places: Record<string, string> = {};

beforeAll(async () => {
  if (!hasBrowser) return;
  const context = await openContext(DESKTOP);
  await signIn(context, PEOPLE.guest);
  const home = await findFreeHome(context, 45);
  const trips = await query<{ items: { bookingId: string }[] }>(context, "bookings.listTrips", {
    when: "past",
  });
  const { me } = await query<{ me: { personId: string } }>(context, "accounts.me", {});
  places[":guest"] = me.personId;
  places[":listing"] = home.listingId;
  places[":stay"] = `${home.listingId}?checkIn=${home.checkIn}&checkOut=${home.checkOut}&adults=2`;
  places[":trip"] = trips.items[0]?.bookingId ?? "";
  await context.close();
  const hosting = await openContext(DESKTOP);
  await signIn(hosting, PEOPLE.host);
  const own = await query<{ items: { listingId: string }[] }>(hosting, "listings.listOwn", {});
  places[":own"] = own.items[0]?.listingId ?? "";
  await hosting.close();
});
afterAll(closeBrowser);

const SETTLE_MS = 900;
const LOOKS = [
  [DESKTOP, "light"],
  [PHONE, "dark"],
] as const;
type Look = (typeof LOOKS)[number];

const contexts = new Map<string, Promise<BrowserContext>>();
/** One for each person and look, signed in once. */
function contextOf(who: Who, [viewport, theme]: Look): Promise<BrowserContext> {
  const name = `${who} ${theme}`;
  const open = async () => {
    const context = await openContext(viewport, theme);
    if (who !== "nobody") await signIn(context, PEOPLE[who]);
    return context;
  };
  const context = contexts.get(name) ?? open();
  contexts.set(name, context);
  return context;
}

/** What axe finds, and whether the page scrolls sideways, as lines. */
async function lookAt(who: Who, address: string, look: Look): Promise<string[]> {
  const [viewport, theme] = look;
  const page = await (await contextOf(who, look)).newPage();
  await page.goto(address, { waitUntil: "load" });
  await page.waitForTimeout(SETTLE_MS);
  const found = (await axeViolations(page)).map((line) => `${viewport.width} ${theme} ${line}`);
  // Against the width that was asked for: a phone widens its own window to what overflows.
  const wider = (await page.evaluate(() => document.documentElement.scrollWidth)) - viewport.width;
  await page.close();
  return wider > 1
    ? [...found, `${viewport.width} ${theme}: the page scrolls sideways by ${wider} px`]
    : found;
}

describe.skipIf(!hasBrowser)("axe finds nothing on", () => {
  test.each(SCREENS)("%s %s", async (who, screen) => {
    const address = Object.entries(places).reduce((text, [name, value]) => text.replace(name, value), screen);
    const found = await Promise.all(LOOKS.map((look) => lookAt(who, address, look)));
    expect(found.flat()).toEqual([]);
  });
});
