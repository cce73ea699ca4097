/** A part of a page whose script is lost on the way: the page stays, says so, and fetches it when asked. */
import { afterAll, describe, expect, test } from "vitest";
import { closeBrowser, DESKTOP, findFreeHome, hasBrowser, openContext } from "@/tests/e2e/support";

afterAll(closeBrowser);

describe.runIf(hasBrowser)("a part that was lost on the way", () => {
  test("leaves the page as it is and comes when it is fetched again", async () => {
    const context = await openContext(DESKTOP);
    const { listingId } = await findFreeHome(context, 45);
    const page = await context.newPage();
    await page.goto(`/rooms/${listingId}`, { waitUntil: "networkidle" });
    let isLost = true;
    await page.route(/\/_next\/static\/chunks\/.*\.js/, (route) =>
      isLost ? route.abort() : route.continue(),
    );
    await page
      .getByRole("button", { name: /Open the pictures/ })
      .first()
      .click();
    await page.getByText("Part of this page did not arrive.").waitFor();
    expect(await page.getByRole("heading", { level: 1 }).count()).toBe(1);
    expect(await page.getByRole("dialog").count()).toBe(0);

    isLost = false;
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("dialog", { name: /pictures of/ }).waitFor();
    expect(await page.getByText("Part of this page did not arrive.").count()).toBe(0);
    await context.close();
  });
});
