/** The operator reads the market's figures: other days, the table behind a graph, a file of them. Nobody else does. */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { closeBrowser, DESKTOP, hasBrowser, openContext, PEOPLE, query, signIn } from "@/tests/e2e/support";

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
    await page.getByLabel("From").fill("2026-01-01");
    await page.getByLabel("Until").fill("2026-01-31");
    await page.getByLabel("Compared with").selectOption("year");
    await page.getByRole("button", { name: "Show" }).click();
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
