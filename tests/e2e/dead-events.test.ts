/** Letters that cannot be sent, as the operator meets them: dead events, what they say, and the ways out of them. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import pg from "pg";
import type { BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { idFromUuid } from "@/server/primitives/id";
import {
  closeBrowser,
  DESKTOP,
  hasBrowser,
  marketUrl,
  openContext,
  PEOPLE,
  query,
  signIn,
} from "@/tests/e2e/support";

const CONSUMER = "notifications.email-person-on-verification-requested";
const LETTER = "person.verification_requested";
/** The tries are hastened, so that eight of them take seconds: the worker looks every 1.5 s. */
const SETTLED_MS_MAX = 90_000;
const POLL_MS = 250;
const FORMULA = '=HYPERLINK("http://evil.example","mend it")';

interface Person {
  readonly id: string;
  readonly email: string;
  /** The event that asks for their letter. */
  readonly eventId: string;
}

let database: pg.Client;
let mailbox: string;
let desk: BrowserContext;

beforeAll(async () => {
  if (!hasBrowser) return;
  const runFile = readFileSync(path.join(inject("marketDataDir"), "run.json"), "utf8");
  const { env } = JSON.parse(runFile) as { env: { DATABASE_URL: string; MAILBOX_URL: string } };
  mailbox = env.MAILBOX_URL;
  database = new pg.Client({ connectionString: env.DATABASE_URL });
  await database.connect();
  desk = await openContext(DESKTOP);
  await signIn(desk, PEOPLE.operator);
});
afterAll(async () => {
  if (hasBrowser) await database.end();
  await closeBrowser();
});

/** Signs somebody up, who is then written to; without signing in, so that the operator stays at the desk. */
async function signUpOnly(name: string): Promise<Person> {
  const email = `${name.toLowerCase()}-${crypto.randomUUID().slice(0, 8)}@guest.example`;
  const context = await openContext(DESKTOP);
  const answer = await context.request.post("/api/auth/sign-up/email", {
    data: { name, email, password: "a long enough sentence" },
    headers: { origin: marketUrl },
  });
  expect(answer.status(), await answer.text()).toBe(200);
  await context.close();
  const found = await database.query<{ id: string }>("select id from people where email = $1", [email]);
  const id = found.rows[0]?.id ?? "";
  const log = await query<{ items: { eventId: string }[] }>(desk, "admin.listEvents", {
    type: LETTER,
    key: idFromUuid("person", id),
  });
  return { id, email, eventId: log.items[0]?.eventId ?? "" };
}

/** An address that no mail server can be given; the demo's mailbox itself takes everything. */
const spoilAddress = (person: Person) =>
  database.query("update people set email = $2 where id = $1", [person.id, `nowhere ${person.id}`]);
const mendAddress = (person: Person) =>
  database.query("update people set email = $2 where id = $1", [person.id, person.email]);

/** Presses a button of a row or list item and says why in the dialog. */
async function act(page: Page, on: Locator, button: string, reason: string): Promise<void> {
  await on.getByRole("button", { name: button }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Why").fill(reason);
  await dialog.getByRole("button", { name: button, exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
}

/** Makes each further try due at once until the condition holds. */
async function hasten<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  const endsAt = performance.now() + SETTLED_MS_MAX;
  while (performance.now() < endsAt) {
    await database.query("update consumer_retries set next_attempt_at = now() where consumer = $1", [
      CONSUMER,
    ]);
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error(`${what} did not come about in ${SETTLED_MS_MAX / 1000} s`);
}

async function readDead(person: Person): Promise<{ status: string; attempts: number; diedAt: string }> {
  type Listed = { eventId: string; status: string; attempts: number; diedAt: string };
  const { events } = await query<{ events: Listed[] }>(desk, "admin.listDeadEvents", {});
  return events.find(({ eventId }) => eventId === person.eventId) ?? { status: "", attempts: 0, diedAt: "" };
}

async function untilDead(person: Person, diedBefore = ""): Promise<void> {
  await hasten(`the death of ${person.eventId}`, async () => {
    const { status, attempts, diedAt } = await readDead(person);
    if (status !== "dead" || diedAt === diedBefore) return undefined;
    expect(attempts).toBe(8);
    return true;
  });
}

async function countLetters(person: Person): Promise<number> {
  const answer = await fetch(`${mailbox}/mail?to=${encodeURIComponent(person.email)}`);
  return ((await answer.json()) as { mail: unknown[] }).mail.length;
}

describe.skipIf(!hasBrowser)("the operator", () => {
  test("mends and replays one letter that could not be sent, gives another up, and both are told of", async () => {
    const page = await desk.newPage();
    await page.goto("/admin/events");
    const consumer = page.getByRole("row").filter({ hasText: CONSUMER });
    await act(page, consumer, "Pause", "Two addresses are to be looked at");
    await consumer.getByText("Paused").waitFor();
    const [ida, otto] = [await signUpOnly("Ida"), await signUpOnly("Otto")];
    await spoilAddress(ida);
    await spoilAddress(otto);
    await act(page, consumer, "Resume", "On with it");
    await untilDead(ida);
    await untilDead(otto);

    // The page says what went wrong, on the list and on the event itself.
    await page.goto("/admin/events?tab=dead&status=dead");
    const item = (person: Person) =>
      page.getByRole("listitem").filter({ has: page.locator(`a[href$="${person.eventId}"]`) });
    expect(await item(ida).innerText()).toMatch(/No recipients defined/);
    expect(await item(otto).innerText()).toMatch(/No recipients defined/);

    // One whose cause still stands dies again, with a full set of tries.
    const { diedAt } = await readDead(otto);
    await act(page, item(otto), "Replay", "Perhaps it was the mail server");
    await untilDead(otto, diedAt);

    // One whose cause was mended is sent.
    await mendAddress(ida);
    expect(await countLetters(ida)).toBe(0);
    await page.reload();
    await act(page, item(ida), "Replay", "The address is mended");
    await hasten("Ida's letter", async () => ((await countLetters(ida)) === 1 ? true : undefined));
    // The mailbox has the letter a moment before its consumer has noted it.
    await expect
      .poll(
        async () => {
          await page.goto(`/admin/events/${ida.eventId}`);
          return consumer.innerText();
        },
        { timeout: 20_000 },
      )
      .toContain("Replayed");

    await page.goto("/admin/events?tab=dead&status=dead");
    await act(page, item(otto), "Drop", FORMULA);
    await item(otto).waitFor({ state: "detached" });
    expect(await countLetters(otto)).toBe(0);

    await page.goto("/admin/events?tab=dead");
    expect(await item(ida).innerText()).toContain("Replayed");
    expect(await item(otto).innerText()).toContain("Dropped");
    expect(await item(otto).innerText()).toContain(FORMULA);
    await page.getByRole("navigation", { name: "Filters" }).getByRole("link", { name: "Dropped" }).click();
    await item(ida).waitFor({ state: "detached" });
    await checkCsv(page, otto);

    await page.goto("/admin/audit?action=dead_event.replayed");
    const told = await page.getByRole("table").innerText();
    for (const reason of ["Perhaps it was the mail server", "The address is mended"])
      expect(told).toContain(reason);
    await page.goto("/admin/audit?action=dead_event.dropped");
    expect(await page.getByRole("table").innerText()).toContain(FORMULA);
    await page.close();
  });
});

/** The file that the page saves: its rows are the table's, and a reason that begins like a formula is text. */
async function checkCsv(page: Page, dropped: Person): Promise<void> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("dead-events.csv");
  const rows: Record<string, string>[] = parse(readFileSync(await download.path(), "utf8"), {
    bom: true,
    columns: true,
  });
  expect(rows).toHaveLength(
    await page.getByRole("list", { name: "Dead events" }).getByRole("listitem").count(),
  );
  expect(rows.find((row) => row.event === dropped.eventId)).toMatchObject({
    consumer: CONSUMER,
    type: LETTER,
    attempts: "8",
    status: "dropped",
    reason: `'${FORMULA}`,
  });
}
