/** Outgoing webhooks as the operator meets them: an endpoint, its secret, what could not be sent, and sending it again. */
import type { Page } from "playwright-core";
import { afterAll, describe, expect, test } from "vitest";
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

/** Nobody listens there, and the market would not call it if somebody did. */
const INSIDE = "http://127.0.0.1:9/x";
const REFUSED = "the address is not a public one";
const SECRET = /whsec_[A-Za-z0-9+/=]{32,}/;
const SETTLED_MS_MAX = 60_000;
const OPTIONS = { timeout: SETTLED_MS_MAX, interval: 500 };

afterAll(closeBrowser);

/** Somebody books a home, which integrations are told of. */
async function book(): Promise<string> {
  const context = await openContext(DESKTOP);
  await signUp(context, "Vera");
  const { listingId, checkIn, checkOut } = await findFreeHome(context, 50);
  const page = await context.newPage();
  await page.goto(`/checkout/${listingId}?checkIn=${checkIn}&checkOut=${checkOut}&adults=1`);
  await page.getByLabel("Card number").fill("4242424242424242");
  await page.getByLabel("Expires").fill("1234");
  await page.getByLabel("Code", { exact: true }).fill("123");
  await page.getByRole("button", { name: /^Pay/ }).click();
  await page.getByRole("heading", { name: "It is yours, Vera." }).waitFor();
  const bookingId = /booking_\w+/.exec(page.url())?.[0] ?? "";
  await context.close();
  return bookingId;
}

/** Opens the dialog of a new endpoint, fills it in and gives back the secret that is shown. */
async function addEndpoint(page: Page, name: string): Promise<string> {
  await page.getByRole("button", { name: "Add endpoint" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Address").fill(INSIDE);
  await dialog.getByLabel("What it is").fill(name);
  await dialog.getByLabel("booking.confirmed").check();
  await dialog.getByRole("button", { name: "Add endpoint" }).click();
  const secret = await readSecret(page);
  await dialog.getByRole("button", { name: "I have kept it" }).click();
  await dialog.waitFor({ state: "hidden" });
  return secret;
}

async function readSecret(page: Page): Promise<string> {
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Shown this once").waitFor();
  return SECRET.exec(await dialog.innerText())?.[0] ?? "";
}

/** A button of an endpoint, whose name ends with the endpoint's. */
const buttonOf = (page: Page, button: string, name: string) =>
  page.getByRole("button", { name: new RegExp(`^${button}\\s*: ${name}$`) });

/** Presses a button of an endpoint and says why. */
async function act(page: Page, button: string, name: string): Promise<void> {
  await buttonOf(page, button, name).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Why").fill(`${button} it for a test`);
  await dialog.getByRole("button", { name: button, exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
}

describe.skipIf(!hasBrowser)("the operator", () => {
  test("adds an endpoint, sees why its webhook was not taken, sends it again and removes it", async () => {
    const context = await openContext(DESKTOP);
    await signIn(context, PEOPLE.operator);
    const page = await context.newPage();
    await page.goto("/admin/integrations");
    const name = `Door lock ${crypto.randomUUID().slice(0, 8)}`;
    const secret = await addEndpoint(page, name);
    expect(secret).toMatch(SECRET);
    await page.reload();
    await page.getByRole("heading", { name }).waitFor();
    expect(await page.content()).not.toContain(secret);

    const bookingId = await book();
    type Endpoint = { endpointId: string; description: string; lastFailure: { note: string } | null };
    const readEndpoint = async () => {
      const { endpoints } = await query<{ endpoints: Endpoint[] }>(context, "integrations.listEndpoints", {});
      return endpoints.find(({ description }) => description === name);
    };
    await expect.poll(async () => (await readEndpoint())?.lastFailure?.note, OPTIONS).toBe(REFUSED);
    const { endpointId = "" } = (await readEndpoint()) ?? {};

    // The list says it of the endpoint, and the webhook's own page of each try.
    await page.goto(`/admin/integrations?endpoint=${endpointId}&status=waiting`);
    await page.getByText(REFUSED).first().waitFor();
    await page.getByRole("rowheader").getByRole("link", { name: "booking.confirmed" }).click();
    await page.waitForURL(new RegExp(`/admin/integrations/${endpointId}/event_`));
    await page.getByText(bookingId).first().waitFor();
    const tries = page.getByRole("table").getByRole("row").filter({ hasText: REFUSED });
    const countTries = async () => {
      await page.reload();
      await page.getByRole("heading", { name: "Tries" }).waitFor();
      return tries.count();
    };
    // The second try comes after seconds; the third would take minutes, unless somebody asks for it.
    await expect.poll(countTries, OPTIONS).toBe(2);
    await page.getByRole("button", { name: /^Send again/ }).click();
    await page.getByText("It goes out again.").waitFor();
    await expect.poll(countTries, OPTIONS).toBeGreaterThan(2);

    await page.goto("/admin/integrations");
    await buttonOf(page, "Replace secret", name).click();
    await page.getByRole("dialog").getByRole("button", { name: "Replace secret" }).click();
    const replaced = await readSecret(page);
    expect(replaced).toMatch(SECRET);
    expect(replaced).not.toBe(secret);
    await page.getByRole("dialog").getByRole("button", { name: "I have kept it" }).click();
    for (const button of ["Pause", "Resume", "Remove"]) await act(page, button, name);
    await page.getByRole("heading", { name }).waitFor({ state: "detached" });
    await page.goto("/admin/audit");
    const told = await page.getByRole("table").innerText();
    for (const button of ["Pause", "Resume", "Remove"]) expect(told).toContain(`${button} it for a test`);
    await context.close();
  });

  test.each(["guest", "host"] as const)("is not a %s, who is refused", async (who) => {
    const context = await openContext(DESKTOP);
    await signIn(context, PEOPLE[who]);
    const page = await context.newPage();
    await page.goto("/admin/integrations");
    await page.getByRole("heading", { name: "This page is for operators." }).waitFor();
    expect(await page.getByRole("button", { name: "Add endpoint" }).count()).toBe(0);
    const answer = await context.request.get("/api/trpc/integrations.listEndpoints");
    expect(answer.status()).toBe(403);
    await context.close();
  });
});
