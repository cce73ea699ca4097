/** The map of a phone: the list over it is drawn by hand or by keyboard, and Back leads from the map to the list. */
import type { Locator, Page } from "playwright-core";
import { afterAll, describe, expect, test } from "vitest";
import { closeBrowser, hasBrowser, openContext, PHONE } from "@/tests/e2e/support";

afterAll(closeBrowser);

async function openMap(page: Page): Promise<{ sheet: Locator; handle: Locator }> {
  await page.goto("/search");
  const sheet = page.getByRole("region", { name: "Homes on the map" });
  const opener = page.getByRole("button", { name: "Map", exact: true });
  // Before scripts run a press on the button does nothing; once the map is asked for, the button is out of sight.
  await expect
    .poll(
      async () => {
        if (await opener.isVisible()) await opener.click();
        return new URL(page.url()).searchParams.get("view");
      },
      { timeout: 20_000 },
    )
    .toBe("map");
  await sheet.waitFor();
  return { sheet, handle: page.getByRole("button", { name: /of the list$/ }) };
}

async function topOf(sheet: Locator): Promise<number> {
  return Math.round((await sheet.boundingBox())?.y ?? Number.NaN);
}

/** Where the sheet comes to rest: it slides in, and scripts take hold of its handle meanwhile. */
async function restOf(sheet: Locator): Promise<number> {
  let before = Number.NaN;
  await expect
    .poll(
      async () => {
        const last = before;
        before = await topOf(sheet);
        return before === last;
      },
      { interval: 400, timeout: 20_000 },
    )
    .toBe(true);
  return before;
}

/** Slowly, so that it is no throw. */
async function drag(page: Page, handle: Locator, byPx: number): Promise<void> {
  const box = await handle.boundingBox();
  if (!box) throw new Error("the handle is not in sight");
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  // In small steps, as a hand moves: until the drag has begun, the pointer has to be over the head.
  await page.mouse.move(x, y + byPx / 2, { steps: 20 });
  await page.waitForTimeout(400);
  await page.mouse.move(x, y + byPx);
  await page.waitForTimeout(400);
  await page.mouse.move(x, y + byPx);
  await page.mouse.up();
}

describe.skipIf(!hasBrowser)("the list over a phone's map", () => {
  test("is drawn to the whole, to half and to a glimpse, by finger and by keyboard alike", async () => {
    const context = await openContext(PHONE);
    const page = await context.newPage();
    const { sheet, handle } = await openMap(page);
    const half = await restOf(sheet);
    await drag(page, handle, -260);
    await expect.poll(() => topOf(sheet)).toBeLessThan(half - 200);
    const full = await topOf(sheet);
    await drag(page, handle, 500);
    await expect.poll(() => topOf(sheet)).toBeGreaterThan(half + 150);
    const peek = await topOf(sheet);
    await handle.focus();
    await page.keyboard.press("ArrowUp");
    await expect.poll(() => topOf(sheet)).toBe(half);
    await page.keyboard.press("Enter");
    await expect.poll(() => topOf(sheet)).toBe(full);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => topOf(sheet)).toBe(peek);
    await context.close();
  });

  test("closes by Back and by Escape, and the focus is where it was", async () => {
    const context = await openContext(PHONE);
    const page = await context.newPage();
    const { sheet } = await openMap(page);
    await page.goBack();
    await expect.poll(() => sheet.count()).toBe(0);
    expect(new URL(page.url()).searchParams.get("view")).toBeNull();
    const opener = page.getByRole("button", { name: "Map", exact: true });
    await opener.click();
    await sheet.waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => sheet.count()).toBe(0);
    await expect.poll(() => opener.evaluate((element) => element === document.activeElement)).toBe(true);
    await context.close();
  });
});
