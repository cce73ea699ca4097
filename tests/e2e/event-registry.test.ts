/** The register of events: every version with its contract, sample and consumers, for operators alone. */
import { afterAll, describe, expect, test } from "vitest";
import { EVENTS } from "@/server/gateway/events-registry";
import {
  axeViolations,
  closeBrowser,
  DESKTOP,
  hasBrowser,
  openContext,
  PEOPLE,
  signIn,
} from "@/tests/e2e/support";

afterAll(closeBrowser);

describe.skipIf(!hasBrowser)("the event registry", () => {
  test("leads an operator from the events to a version's contract, its sample and its consumers", async () => {
    const context = await openContext(DESKTOP);
    await signIn(context, PEOPLE.operator);
    const page = await context.newPage();
    await page.goto("/admin/events");
    await page.getByRole("link", { name: /^Registry/ }).click();
    await page.waitForURL(/\/admin\/events\/registry$/);
    expect(await page.getByRole("row").count()).toBe(EVENTS.length + 1);
    await page.getByRole("link", { name: "payments" }).click();
    await page.waitForURL(/owner=payments/);
    const payments = EVENTS.filter((event) => event.topic === "payments").length;
    await expect.poll(() => page.getByRole("row").count()).toBe(payments + 1);

    await page.getByRole("link", { name: "All" }).click();
    await page.getByRole("link", { name: "booking.confirmed", exact: true }).click();
    await page.getByRole("heading", { name: "booking.confirmed" }).waitFor();
    const contract = page.getByRole("table");
    expect(await contract.innerText()).toMatch(/party\.children\s+integer\s+Optional/);
    expect(await page.getByLabel("Sample").innerText()).toContain('"bookingId"');
    await page.getByRole("link", { name: "notifications.email-guest-on-booking-confirmed" }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    const missing = await page.goto("/admin/events/registry/booking.confirmed.v9");
    expect(missing?.status()).toBe(404);
    await context.close();
  });

  test.each(["guest", "host"] as const)("is not for a %s", async (who) => {
    const context = await openContext(DESKTOP);
    await signIn(context, PEOPLE[who]);
    const page = await context.newPage();
    for (const address of ["/admin/events/registry", "/admin/events/registry/booking.confirmed.v1"]) {
      const answer = await page.goto(address);
      expect(answer?.status()).toBe(404);
      await page.getByRole("heading", { name: "This page is for operators." }).waitFor();
      expect(await page.content()).not.toContain("email-guest-on-booking-confirmed");
    }
    await context.close();
  });

  test("asks somebody signed out to sign in", async () => {
    const context = await openContext(DESKTOP);
    const page = await context.newPage();
    await page.goto("/admin/events/registry/booking.confirmed.v1");
    await page.waitForURL(/\/sign-in/);
    await context.close();
  });
});
