/**
 * The operator reads the market's figures, a host those of the own homes: other days, the table behind a graph, a file of them.
 * Nobody else does.
 */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import {
  closeBrowser,
  DESKTOP,
  hasBrowser,
  openContext,
  PEOPLE,
  pressOn,
  query,
  signIn,
  tabTo,
} from "@/tests/e2e/support";

/** Generous, for a machine that is busy. */
const COUNTED = { timeout: 180_000, interval: 1_000 };
const SHOWN = { timeout: 45_000 };

// A fresh market's worker counts its events for a while after the market is ready.
beforeAll(async () => {
  if (!hasBrowser) return;
  const context = await openContext(DESKTOP);
  await signIn(context, PEOPLE.operator);
  await vi.waitFor(async () => {
    const freshness = await query<{ waitingCount: number; handledCount: number }>(
      context,
      "analytics.freshness",
      {},
    );
    expect(freshness.handledCount).toBeGreaterThan(0);
    expect(freshness.waitingCount).toBeLessThan(100);
  }, COUNTED);
  await context.close();
});
afterAll(closeBrowser);

async function openAs(who: keyof typeof PEOPLE, address: string) {
  const context = await openContext(DESKTOP);
  await signIn(context, PEOPLE[who]);
  const page = await context.newPage();
  const answer = await page.goto(address);
  return { context, page, answer };
}

describe.skipIf(!hasBrowser)("the operator's analytics", () => {
  test("are led to from the side bar, show other days, and the address keeps them", async () => {
    const { context, page } = await openAs("operator", "/admin");
    await page.getByRole("link", { name: /^Analytics/ }).click();
    await page.getByRole("heading", { level: 1, name: "Analytics" }).waitFor();
    const gbv = page.getByRole("list", { name: "Figures of these days" }).getByRole("listitem").first();
    const month = await gbv.innerText();
    await page.getByRole("link", { name: "91 days" }).click();
    await page.waitForURL(/span=91/);
    await expect.poll(() => gbv.innerText(), SHOWN).not.toBe(month);
    await page.getByLabel("From", { exact: true }).fill("2026-01-01");
    await page.getByLabel("Until", { exact: true }).fill("2026-01-31");
    await page.getByLabel("Compared with", { exact: true }).selectOption("year");
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await page.waitForURL(/from=2026-01-01&until=2026-01-31/);
    await page.getByText("Changes are against 1 – 31 Jan 2025.").waitFor();
    await page.reload();
    await page.getByText("Changes are against 1 – 31 Jan 2025.").waitFor();
    await context.close();
  });

  test("have a table behind a graph, and a file with the same days", async () => {
    const { context, page } = await openAs("operator", "/admin/analytics?span=7");
    const chart = page.getByRole("figure", { name: "GBV by day" });
    await chart.getByRole("button", { name: "Table" }).click();
    expect(await chart.getByRole("row").count()).toBe(1 + 7);
    const waiting = page.waitForEvent("download");
    await page.getByRole("link", { name: "CSV: Over time" }).click();
    const file = await (await waiting).path();
    const [head, ...lines] = readFileSync(file, "utf8").trimEnd().split("\r\n");
    expect(head).toMatch(/^\ufeffgroup,label,span,at,currency,bookings,/);
    expect(lines.filter((line) => line.includes(",current,"))).toHaveLength(7);
    expect(lines.filter((line) => line.includes(",compared,"))).toHaveLength(7);
    await context.close();
  });

  test("are read with the keyboard alone: other days, what they are held against, the table behind a graph, a part far down", async () => {
    const { context, page } = await openAs("operator", "/admin/analytics?span=7");
    await pressOn(page, page.getByRole("link", { name: "91 days" }));
    await page.waitForURL(/span=91/);
    const comparison = page.getByLabel("Compared with", { exact: true });
    await tabTo(page, comparison);
    expect(await comparison.evaluate((element) => element.matches(":focus-visible"))).toBe(true);
    await page.keyboard.type("The same");
    await expect.poll(() => comparison.inputValue()).toBe("year");
    await pressOn(page, page.getByRole("button", { name: "Show", exact: true }));
    await page.waitForURL(/compare=year/);
    const chart = page.getByRole("figure", { name: /^GBV by/ });
    await pressOn(page, chart.getByRole("button", { name: "Table" }));
    await expect.poll(() => chart.getByRole("row").count(), SHOWN).toBeGreaterThan(7);
    // From the top again: behind the table are more stops than a person would go through.
    await page.reload();
    await pressOn(page, page.getByRole("navigation", { name: "On this page" }).getByRole("link").last());
    await expect.poll(() => new URL(page.url()).hash).toBe("#definitions");
    await context.close();
  });

  test("answer dates that are no span with the usual ones, and say so", async () => {
    const { context, page } = await openAs(
      "operator",
      "/admin/analytics?from=2026-12-01&until=2026-01-01&by=x",
    );
    await page.getByText(/These dates are no span that can be shown/).waitFor();
    await page.getByRole("link", { name: "28 days", exact: true }).waitFor();
    await context.close();
  });

  test.each(["guest", "host"] as const)("are not shown to a %s", async (who) => {
    const { context, page, answer } = await openAs(who, "/admin/analytics");
    expect(answer?.status()).toBe(404);
    expect(await page.content()).not.toContain("Take rate");
    const file = await context.request.get("/api/analytics/export/series?from=2026-01-01&until=2026-01-02");
    expect(file.status()).toBe(403);
    await context.close();
  });
});

describe.skipIf(!hasBrowser)("a host's performance", () => {
  test("is led to from the header, and shows one home by itself", async () => {
    const { context, page } = await openAs("host", "/hosting");
    await page.getByRole("link", { name: "Performance" }).click();
    await page.getByRole("heading", { level: 1, name: "Performance" }).waitFor();
    const own = await query<{ items: { listingId: string; status: string }[] }>(
      context,
      "listings.listOwn",
      {},
    );
    const homes = page.getByRole("region", { name: "Home by home" });
    const ids = own.items.filter(({ status }) => status !== "draft").map(({ listingId }) => listingId);
    expect(await homes.getByRole("link").count()).toBe(ids.length);
    await homes.getByRole("link").first().click();
    await page.waitForURL(/listing=listing_/);
    await expect.poll(() => homes.getByRole("link").count(), SHOWN).toBe(1);
    expect(ids).toContain(new URL(page.url()).searchParams.get("listing"));
    await context.close();
  });

  test("is held against other days and homes like it, with a table behind a graph and a file", async () => {
    const { context, page } = await openAs("host", "/hosting/performance?span=7");
    await page.getByLabel("Compared with", { exact: true }).selectOption("previous");
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await page.waitForURL(/compare=previous/);
    await page.getByText(/^Changes are against/).waitFor();
    const chart = page.getByRole("figure", { name: "Nights sold by week of stay" });
    await chart.getByRole("button", { name: "Table" }).click();
    expect(await chart.getByRole("row").count()).toBe(1 + 9);
    await page.getByRole("heading", { name: /Beside homes like yours/ }).waitFor();
    const waiting = page.waitForEvent("download");
    await page.getByRole("link", { name: "CSV: Home by home" }).click();
    const [head, ...lines] = readFileSync(await (await waiting).path(), "utf8")
      .trimEnd()
      .split("\r\n");
    expect(head).toMatch(/^\ufefflistingId,title,currency,span,views,/);
    expect(lines.filter((line) => line.includes(",current,")).length).toBeGreaterThan(0);
    expect(lines.filter((line) => line.includes(",compared,"))).toHaveLength(lines.length / 2);
    await context.close();
  });

  test("is read with the keyboard alone: the table behind a graph, one home by itself", async () => {
    const { context, page } = await openAs("host", "/hosting/performance?span=7");
    const chart = page.getByRole("figure", { name: "Nights sold by week of stay" });
    await pressOn(page, chart.getByRole("button", { name: "Table" }));
    await expect.poll(() => chart.getByRole("row").count(), SHOWN).toBe(1 + 9);
    await pressOn(page, page.getByRole("region", { name: "Home by home" }).getByRole("link").first());
    await page.waitForURL(/listing=listing_/);
    await context.close();
  });

  test("of somebody else's home, and of nonsense, is not found", async () => {
    const host = await openAs("host", "/hosting/performance?from=x&until=y");
    await host.page.getByText(/These dates are no span that can be shown/).waitFor();
    const own = await query<{ items: { listingId: string }[] }>(host.context, "listings.listOwn", {});
    const found = await query<{ items: { listingId: string }[] }>(host.context, "search.listings", {
      party: { adults: 1 },
      pageSize: 24,
    });
    const other = found.items.find((each) => own.items.every((mine) => mine.listingId !== each.listingId));
    for (const listing of [other?.listingId, "listing_x", "'"]) {
      const answer = await host.page.goto(`/hosting/performance?listing=${listing}`);
      expect(answer?.status(), String(listing)).toBe(404);
    }
    await host.context.close();
  });

  test("is not shown to a guest, who is led to where hosting begins", async () => {
    const { context, page } = await openAs("guest", "/hosting/performance");
    expect(new URL(page.url()).pathname).toBe("/host");
    const file = await context.request.get(
      "/api/analytics/export/host-performance?from=2026-01-01&until=2026-01-02",
    );
    expect(file.status()).toBe(403);
    await context.close();
  });
});
