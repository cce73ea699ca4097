/** The catalogue at `/api/edge`: the edge runtime and Neon's HTTP driver, in the production build, on the embedded database. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { APIRequestContext } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  closeBrowser,
  DESKTOP,
  findFreeHome,
  hasBrowser,
  marketUrl,
  openContext,
  signUp,
} from "@/tests/e2e/support";

type Home = Awaited<ReturnType<typeof findFreeHome>>;
interface Quote {
  readonly quoteId: string;
  readonly total: { readonly amountMinor: number; readonly currency: string };
}
/** Each quote is one of its own; all else of it follows from the question. */
const OF_ONE_QUOTE = ["quoteId", "issuedAt", "expiresAt", "signature"];

let request: APIRequestContext;
let home: Home;
beforeAll(async () => {
  if (!hasBrowser) return;
  const context = await openContext(DESKTOP);
  await signUp(context, "Ned");
  request = context.request;
  home = await findFreeHome(context, 40);
});
afterAll(closeBrowser);

async function ask<T>(mount: "edge" | "trpc", procedure: string, input: unknown): Promise<T> {
  const query = encodeURIComponent(JSON.stringify({ json: input }));
  const answer = await request.get(`/api/${mount}/${procedure}?input=${query}`);
  expect(answer.status(), `${mount} ${procedure}: ${(await answer.text()).slice(0, 300)}`).toBe(200);
  return ((await answer.json()) as { result: { data: { json: T } } }).result.data.json;
}
const both = <T>(procedure: string, input: unknown) =>
  Promise.all([ask<T>("edge", procedure, input), ask<T>("trpc", procedure, input)]);
const stayOf = ({ checkIn, checkOut }: Home) => ({ checkIn, checkOut });
const PARTY = { adults: 2 };

describe.skipIf(!hasBrowser)("the edge mount", () => {
  test("was built for the edge runtime", () => {
    const file = path.join(".next", "server", "middleware-manifest.json");
    const { functions } = JSON.parse(readFileSync(file, "utf8")) as { functions: Record<string, unknown> };
    expect(Object.keys(functions)).toEqual(["/api/edge/[trpc]/route"]);
  });

  test("searches and reads a home as the whole API does", async () => {
    const wanted = { stay: stayOf(home), party: PARTY, sort: "price", pageSize: 24 };
    const [found, foundByAll] = await both<{ items: { listingId: string }[] }>("search.listings", wanted);
    expect(found.items.map((item) => item.listingId)).toContain(home.listingId);
    expect(found).toEqual(foundByAll);
    const [read, readByAll] = await both<{ title: string }>("listings.read", { listingId: home.listingId });
    expect(read.title.length).toBeGreaterThan(0);
    expect(read).toEqual(readByAll);
  });

  test("quotes the same price to the cent, and its quote can be held", async () => {
    const wanted = { listingId: home.listingId, stay: stayOf(home), party: PARTY };
    const [quote, quoteByAll] = await both<Quote>("pricing.quote", wanted);
    const lasting = (one: Quote) =>
      Object.fromEntries(Object.entries(one).filter(([name]) => !OF_ONE_QUOTE.includes(name)));
    expect(quote.total).toEqual(home.total);
    expect(lasting(quote)).toEqual(lasting(quoteByAll));
    const held = await request.post("/api/trpc/bookings.hold", {
      data: { json: { quoteId: quote.quoteId, channel: "web" } },
      headers: { origin: marketUrl, "idempotency-key": crypto.randomUUID() },
    });
    expect(held.status(), await held.text()).toBe(200);
  });

  test.each(["bookings.listTrips", "accounts.me", "admin.overview", "search.record"])(
    "does not know %s",
    async (procedure) => {
      const query = encodeURIComponent(JSON.stringify({ json: {} }));
      expect((await request.get(`/api/edge/${procedure}?input=${query}`)).status()).toBe(404);
    },
  );

  test("takes no call that changes something", async () => {
    const answer = await request.post("/api/edge/bookings.hold", {
      data: { json: { quoteId: "quote_none", channel: "web" } },
      headers: { origin: marketUrl },
    });
    expect(answer.status()).toBe(405);
  });
});
