/** What the browser tests share: pages of a size, people who are signed in, keyboard-only moves, and the axe check. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { expect, inject } from "vitest";
import { openBrowser } from "@/tests/support/chromium";

export const hasBrowser = inject("hasBrowser");
export const marketUrl = inject("marketUrl");

export const PHONE = { width: 390, height: 844 };
export const DESKTOP = { width: 1440, height: 900 };

export const PEOPLE = {
  guest: "guest@roost.example",
  host: "host@roost.example",
  operator: "operator@roost.example",
} as const;
const PASSWORD = "roost-demo";
/** Generous, for a machine that is busy: what is waited for takes a fraction of it. */
const ACTION_MS_MAX = 45_000;

let browser: Browser | undefined;

export async function openContext(
  viewport: { width: number; height: number },
  theme: "light" | "dark" = "light",
): Promise<BrowserContext> {
  browser ??= await openBrowser();
  if (!browser) throw new Error("no browser; the file should have been skipped");
  const context = await browser.newContext({
    viewport,
    hasTouch: viewport.width < 600,
    isMobile: viewport.width < 600,
    locale: "en-US",
    baseURL: marketUrl,
    colorScheme: theme,
    reducedMotion: "reduce",
  });
  context.setDefaultTimeout(ACTION_MS_MAX);
  return context;
}

export async function closeBrowser(): Promise<void> {
  await browser?.close();
  browser = undefined;
}

/** Signs somebody in the way the form does, without the form. */
export async function signIn(context: BrowserContext, email: string, password = PASSWORD): Promise<void> {
  const answer = await context.request.post("/api/auth/sign-in/email", {
    data: { email, password },
    headers: { origin: marketUrl },
  });
  expect(answer.status(), await answer.text()).toBe(200);
}

/** A fresh account, made the way the form does. */
export async function signUp(context: BrowserContext, name: string): Promise<string> {
  const email = `${name.toLowerCase()}-${crypto.randomUUID().slice(0, 8)}@guest.example`;
  const password = "a long enough sentence";
  const answer = await context.request.post("/api/auth/sign-up/email", {
    data: { name, email, password },
    headers: { origin: marketUrl },
  });
  expect(answer.status(), await answer.text()).toBe(200);
  await signIn(context, email, password);
  return email;
}

/** A query of the API as the page's own session would make it. */
export async function query<Answer>(
  context: BrowserContext,
  procedure: string,
  input: unknown,
): Promise<Answer> {
  const encoded = encodeURIComponent(JSON.stringify({ json: input }));
  const answer = await context.request.get(`/api/trpc/${procedure}?input=${encoded}`);
  const body = (await answer.json()) as { result?: { data: { json: Answer } } };
  if (!body.result) throw new Error(`${procedure}: ${JSON.stringify(body).slice(0, 500)}`);
  return body.result.data.json;
}

const TABS_MAX = 120;

/** Moves with Tab alone until the element has the focus. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let tabs = 0; tabs < TABS_MAX; tabs += 1) {
    if (await target.evaluate((element) => element === document.activeElement).catch(() => false)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not reach ${target}`);
}

export async function pressOn(page: Page, target: Locator): Promise<void> {
  await target.waitFor({ state: "visible" });
  await tabTo(page, target);
  await page.keyboard.press("Enter");
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

interface AxeWindow {
  axe: {
    run(
      options: unknown,
    ): Promise<{ violations: { id: string; help: string; nodes: { target: unknown; html: string }[] }[] }>;
  };
}

/** Violations of WCAG 2.2 A and AA on the page as it stands, as short lines. */
export async function axeViolations(page: Page): Promise<string[]> {
  // Through the debugger, as a script element would need the page's nonce.
  await page.evaluate(axeSource);
  return page.evaluate(async (tags) => {
    const { axe } = window as unknown as AxeWindow;
    const { violations } = await axe.run({ runOnly: { type: "tag", values: tags } });
    // A mark may lie half below the map's own controls until the map is moved; its home stands in the list as well
    // (WCAG 2.5.8, equivalent). That marks leave each other free is held in group-pins.test.ts.
    const isMark = (one: (typeof violations)[number], node: { target: unknown }) =>
      one.id === "target-size" &&
      Boolean(document.querySelector(String(node.target))?.closest(".maplibregl-marker"));
    const seen = violations
      .map((one) => ({ ...one, nodes: one.nodes.filter((node) => !isMark(one, node)) }))
      .filter((one) => one.nodes.length > 0);
    return seen.map(
      (one) =>
        `${one.id}: ${one.help}\n${one.nodes
          .slice(0, 3)
          .map((node) => `    ${JSON.stringify(node.target)} ${node.html.slice(0, 160)}`)
          .join("\n")}`,
    );
  }, WCAG);
}

/** The first home that is free for a stay some weeks ahead, found as a guest would: by search. */
export async function findFreeHome(
  context: BrowserContext,
  daysAhead: number,
  nights = 3,
): Promise<{
  listingId: string;
  checkIn: string;
  checkOut: string;
  total: { amountMinor: number; currency: string };
}> {
  const dayMs = 86_400_000;
  const day = (offset: number) => new Date(Date.now() + offset * dayMs).toISOString().slice(0, 10);
  for (let ahead = daysAhead; ahead < daysAhead + 60; ahead += 7) {
    const stay = { checkIn: day(ahead), checkOut: day(ahead + nights) };
    const found = await query<{
      items: { listingId: string; total: { amountMinor: number; currency: string } }[];
    }>(context, "search.listings", { stay, party: { adults: 2 }, sort: "price", pageSize: 24 });
    const home = found.items[Math.floor(found.items.length / 2)];
    if (home) return { ...stay, listingId: home.listingId, total: home.total };
  }
  throw new Error("no home is free in the next two months");
}
