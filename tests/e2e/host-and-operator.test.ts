/** A host lists a home with photos and blocks nights; the operator finds a booking and its ledger. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  closeBrowser,
  DESKTOP,
  findFreeHome,
  hasBrowser,
  openContext,
  PEOPLE,
  query,
  signIn,
  signUp,
} from "@/tests/e2e/support";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "roost-photos-"));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await closeBrowser();
});

async function makePhotos(count: number): Promise<string[]> {
  return Promise.all(
    Array.from({ length: count }, async (_, at) => {
      const file = path.join(folder, `photo-${at}.jpg`);
      writeFileSync(
        file,
        await sharp({
          create: { width: 1800, height: 1200, channels: 3, background: { r: 40 * at, g: 120, b: 90 } },
        })
          .jpeg()
          .toBuffer(),
      );
      return file;
    }),
  );
}

describe.skipIf(!hasBrowser)("a host", () => {
  test("lists a home step by step with photos; a file that is no picture changes nothing", async () => {
    const context = await openContext(DESKTOP);
    await signIn(context, PEOPLE.host);
    const page = await context.newPage();
    await page.goto("/host");
    await page.getByRole("button", { name: "Begin a listing" }).click();
    await page.waitForURL(/\/hosting\/listings\/listing_\w+\/kind/);
    const next = () => page.getByRole("button", { name: "Save and go on" }).click();
    await page.getByText("Loft", { exact: true }).click();
    await next();
    await page.waitForURL(/\/place$/);
    await page.getByRole("combobox", { name: "City" }).fill("Albany");
    await page.getByLabel("Street and number").fill("12 Dove Street");
    await page.getByLabel("Postal code").fill("12210");
    await page.getByLabel("State or region").fill("New York");
    await page.locator("canvas").first().waitFor();
    await page.getByRole("button", { name: "Closer" }).click();
    await page.waitForTimeout(800);
    await page.getByRole("button", { name: "Use this point" }).click();
    await page.getByText("The point is set.").waitFor();
    await next();
    await page.waitForURL(/\/capacity$/);
    await next();
    await page.waitForURL(/\/amenities$/);
    await page.getByRole("button", { name: "Wi-Fi" }).click();
    await page.getByRole("button", { name: "Kitchen" }).click();
    await next();
    await page.waitForURL(/\/photos$/);
    const trap = path.join(folder, "trap.jpg");
    writeFileSync(trap, "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>");
    await page.getByLabel("Add pictures").setInputFiles(trap);
    await page.getByText(/Only JPEG, PNG and WebP pictures are taken/).waitFor();
    await page.getByText("No picture yet").waitFor();
    await page.getByLabel("Add pictures").setInputFiles(await makePhotos(5));
    await expect
      .poll(() => page.getByRole("button", { name: "Remove" }).count(), { timeout: 60_000 })
      .toBe(5);
    await next();
    await page.waitForURL(/\/text$/);
    await page.getByLabel("Title", { exact: true }).fill("Loft over a quiet courtyard");
    await page
      .getByLabel("Description")
      .fill(
        "A bright room under the roof with a long table, a good bed and a view over the gardens behind Dove Street. The courtyard is quiet and the park is around the corner.",
      );
    await next();
    await page.waitForURL(/\/rules$/);
    await page.getByLabel("There is a smoke alarm").check();
    await next();
    await page.waitForURL(/\/price$/);
    await page.getByLabel("A night", { exact: true }).fill("124.50");
    await next();
    await page.waitForURL(/\/review$/);
    const publish = page.getByRole("button", { name: /^Publish/ });
    await publish.click();
    await page.getByRole("link", { name: "See it as guests do" }).click();
    await page.getByRole("heading", { name: "Loft over a quiet courtyard" }).waitFor();
    // What everybody may read has no address.
    expect(await page.content()).not.toContain("12 Dove Street");
    await context.close();
  });

  test("blocks nights in the calendar and takes it back", async () => {
    const context = await openContext(DESKTOP);
    await signIn(context, PEOPLE.host);
    const page = await context.newPage();
    await page.goto("/hosting/calendar");
    const cell = page.getByRole("gridcell", { name: /, Free, / }).last();
    await cell.click();
    await page.getByRole("switch", { name: "Open these nights" }).click();
    await page.getByRole("button", { name: /^Change/ }).click();
    await page
      .getByText(/^Blocked/)
      .first()
      .waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("As it was before").waitFor();
    await context.close();
  });
});

describe.skipIf(!hasBrowser)("the operator", () => {
  test("finds a booking by its code, with a ledger that sums to zero", async () => {
    const guest = await openContext(DESKTOP);
    await signUp(guest, "Zoe");
    const home = await findFreeHome(guest, 35);
    const page = await guest.newPage();
    await page.goto(`/checkout/${home.listingId}?checkIn=${home.checkIn}&checkOut=${home.checkOut}&adults=1`);
    await page.getByLabel("Card number").fill("4242424242424242");
    await page.getByLabel("Expires").fill("1234");
    await page.getByLabel("Code", { exact: true }).fill("123");
    await page.getByRole("button", { name: /^Pay/ }).click();
    await page.getByRole("heading", { name: "It is yours, Zoe." }).waitFor();
    const trips = await query<{ items: { code: string }[] }>(guest, "bookings.listTrips", {
      when: "upcoming",
    });
    const code = trips.items[0]?.code ?? "";
    const context = await openContext(DESKTOP);
    await signIn(context, PEOPLE.operator);
    const desk = await context.newPage();
    await desk.goto("/admin");
    // Before scripts run the key does nothing.
    const field = desk.getByRole("searchbox");
    await expect
      .poll(
        async () => {
          await desk.keyboard.press("/");
          return field.evaluate((element) => element === document.activeElement);
        },
        { timeout: 20_000 },
      )
      .toBe(true);
    await desk.keyboard.type(code);
    await desk.keyboard.press("Enter");
    await desk.getByRole("link", { name: code }).first().click();
    await desk.getByRole("heading", { name: code }).waitFor();
    await desk
      .getByText(/Balanced/)
      .first()
      .waitFor();
    await guest.close();
    await context.close();
  });

  test("is the only one who sees the operator's pages", async () => {
    const context = await openContext(DESKTOP);
    await signIn(context, PEOPLE.guest);
    const page = await context.newPage();
    await page.goto("/admin/bookings");
    expect(await page.content()).not.toMatch(/RST-[0-9A-Z]{5}/);
    await context.close();
  });
});
