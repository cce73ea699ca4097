/** The main job in a real browser: find, price, hold, pay, have; on a phone by touch, on a wide screen by keyboard alone. */
import type { Page } from "playwright-core";
import { afterAll, describe, expect, test } from "vitest";
import {
  closeBrowser,
  DESKTOP,
  findFreeHome,
  hasBrowser,
  openContext,
  PHONE,
  pressOn,
  query,
  signUp,
  tabTo,
} from "@/tests/e2e/support";

const CARD = { number: "4242424242424242", expires: "1234", code: "123" };

afterAll(closeBrowser);

async function fillCard(page: Page, number = CARD.number): Promise<void> {
  await page.getByLabel("Card number").fill(number);
  await page.getByLabel("Expires").fill(CARD.expires);
  await page.getByLabel("Code", { exact: true }).fill(CARD.code);
}

describe.skipIf(!hasBrowser)("a guest", () => {
  test("books a home on a phone and finds it among the trips", async () => {
    const context = await openContext(PHONE);
    await signUp(context, "Pia");
    const home = await findFreeHome(context, 20);
    const page = await context.newPage();
    await page.goto(`/search?checkIn=${home.checkIn}&checkOut=${home.checkOut}&adults=2&sort=price`);
    await expect.poll(() => page.getByRole("heading", { level: 1 }).innerText()).toMatch(/homes?/);
    await page.goto(`/rooms/${home.listingId}?checkIn=${home.checkIn}&checkOut=${home.checkOut}&adults=2`);
    await page.getByRole("link", { name: "Book", exact: true }).click();
    await page.getByRole("heading", { name: "Pay and the nights are yours" }).waitFor();
    // The amount on the button is the amount in the results, to the cent.
    const total = new Intl.NumberFormat("en-US", { style: "currency", currency: home.total.currency }).format(
      home.total.amountMinor / 100,
    );
    const pay = page.getByRole("button", { name: `Pay ${total}` });
    await fillCard(page);
    await pay.click();
    await page.getByRole("heading", { name: "It is yours, Pia." }).waitFor();
    await page.getByRole("link", { name: "Open the trip" }).click();
    await page.getByText("Confirmed", { exact: true }).first().waitFor();
    await page.goto("/trips");
    expect(await page.getByRole("main").getByRole("article").count()).toBe(1);
    await context.close();
  });

  test("books with the keyboard alone on a wide screen, and cancels for the sum on the button", async () => {
    const context = await openContext(DESKTOP);
    await signUp(context, "Kim");
    const home = await findFreeHome(context, 30);
    const page = await context.newPage();
    await page.goto(`/rooms/${home.listingId}?checkIn=${home.checkIn}&checkOut=${home.checkOut}&adults=2`);
    await pressOn(page, page.getByRole("link", { name: "Book these dates" }));
    await page.getByRole("heading", { name: "Pay and the nights are yours" }).waitFor();
    await tabTo(page, page.getByLabel("Card number"));
    await page.keyboard.type(CARD.number);
    await tabTo(page, page.getByLabel("Expires"));
    await page.keyboard.type(CARD.expires);
    await tabTo(page, page.getByLabel("Code", { exact: true }));
    await page.keyboard.type(CARD.code);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "It is yours, Kim." }).waitFor();
    await pressOn(page, page.getByRole("link", { name: "Open the trip" }));
    const cancel = page.getByRole("link", { name: /^Cancel (and|the)/ });
    await pressOn(page, cancel);
    const confirm = page.getByRole("button", { name: /^Cancel/ });
    await confirm.waitFor();
    const promised = /\$[\d,.]+/.exec(await confirm.innerText())?.[0];
    await pressOn(page, confirm);
    await page.getByText("Cancelled by you").first().waitFor();
    if (promised) await page.getByText(promised).first().waitFor();
    await context.close();
  });

  test("opens the one search panel by keyboard, finds the city and picks nights", async () => {
    const context = await openContext(DESKTOP);
    const page = await context.newPage();
    await page.goto("/");
    await pressOn(page, page.getByRole("button", { name: /^Where/ }));
    await page.getByRole("searchbox").waitFor();
    await page.keyboard.type("Alban");
    await page
      .getByRole("option", { name: /Albany/ })
      .first()
      .waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.getByRole("searchbox").inputValue()).toMatch(/^Albany/);
    await pressOn(page, page.getByRole("button", { name: /^(Show|Search)/ }));
    await page.waitForURL(/\/search\?.*place=/);
    await page.getByRole("heading", { name: /homes? in Albany/ }).waitFor();
    await context.close();
  });

  test("reads what happened to the money when the bank says no, and pays with another card", async () => {
    const context = await openContext(DESKTOP);
    await signUp(context, "Ada");
    const home = await findFreeHome(context, 40);
    const page = await context.newPage();
    await page.goto(`/checkout/${home.listingId}?checkIn=${home.checkIn}&checkOut=${home.checkOut}&adults=2`);
    await page.getByRole("heading", { name: "Pay and the nights are yours" }).waitFor();
    await fillCard(page, "4000000000009995");
    await page.getByRole("button", { name: /^Pay/ }).click();
    await page.getByText("There is not enough money on this card.").waitFor();
    await page
      .getByText(/Nothing was charged/)
      .first()
      .waitFor();
    await fillCard(page, CARD.number);
    await page.getByRole("button", { name: /^Pay/ }).click();
    await page.getByRole("heading", { name: "It is yours, Ada." }).waitFor();
    await context.close();
  });

  test("confirms with the bank where the card asks for 3-D Secure", async () => {
    const context = await openContext(DESKTOP);
    await signUp(context, "Lin");
    const home = await findFreeHome(context, 50);
    const page = await context.newPage();
    await page.goto(`/checkout/${home.listingId}?checkIn=${home.checkIn}&checkOut=${home.checkOut}&adults=2`);
    await page.getByRole("heading", { name: "Pay and the nights are yours" }).waitFor();
    await fillCard(page, "4000002500003155");
    await page.getByRole("button", { name: /^Pay/ }).click();
    await page.getByRole("button", { name: /complete/i }).click();
    await page.getByRole("heading", { name: "It is yours, Lin." }).waitFor();
    await context.close();
  });

  test("who is a moment late reads that the dates were just taken and was not charged", async () => {
    const first = await openContext(DESKTOP);
    await signUp(first, "Eva");
    const home = await findFreeHome(first, 60);
    const address = `/checkout/${home.listingId}?checkIn=${home.checkIn}&checkOut=${home.checkOut}&adults=2`;
    const winner = await first.newPage();
    await winner.goto(address);
    await winner.getByRole("heading", { name: "Pay and the nights are yours" }).waitFor();
    const second = await openContext(PHONE);
    await signUp(second, "Max");
    const loser = await second.newPage();
    await loser.goto(address);
    await loser.getByRole("heading", { name: "These dates were just taken." }).waitFor();
    await loser.getByText(/You were not charged/).waitFor();
    await first.close();
    await second.close();
  });

  test("signed out is led to sign in and comes back to the stay", async () => {
    const context = await openContext(PHONE);
    const home = await findFreeHome(context, 25);
    const page = await context.newPage();
    await page.goto(`/checkout/${home.listingId}?checkIn=${home.checkIn}&checkOut=${home.checkOut}&adults=2`);
    await page.waitForURL(/\/sign-in\?next=/);
    await page.getByRole("button", { name: "a guest" }).click();
    await page.waitForURL(/\/checkout\//);
    const trips = await query<{ items: unknown[] }>(context, "bookings.listTrips", { when: "upcoming" });
    expect(trips.items.length).toBeGreaterThan(0);
    await context.close();
  });
});
