/** Who may call what: every procedure of the market, tried as nobody, as a guest, as a host. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { procedureContracts } from "@/server/gateway/procedure-contracts";
import { type Market, openMarket } from "@/tests/support/market";
import { type Browser, browserOf, resultOf, runtimeOf } from "@/tests/support/web";

type Who = "anybody" | "signed in" | "host" | "operator";

/** A module's word goes for its procedures, unless one has a word of its own. A new module must be placed here. */
const MODULES: Readonly<Record<string, Who>> = {
  accounts: "signed in",
  pricing: "host",
  listings: "host",
  payments: "signed in",
  bookings: "signed in",
  wishlists: "signed in",
  reviews: "anybody",
  search: "anybody",
  recommendations: "anybody",
  calendar: "host",
  notifications: "operator",
  analytics: "operator",
  admin: "operator",
  integrations: "operator",
};
const PROCEDURES: Readonly<Record<string, Who>> = {
  "accounts.me": "anybody",
  "pricing.quote": "anybody",
  "pricing.policyTimeline": "anybody",
  "listings.read": "anybody",
  "listings.create": "signed in",
  "calendar.readPublic": "anybody",
  "bookings.listForHost": "host",
  "bookings.readForHost": "host",
  "bookings.hostToday": "host",
  "analytics.hostPerformance": "host",
  "analytics.marketToday": "signed in",
};
const mayBeCalledBy = (name: string): Who | undefined =>
  PROCEDURES[name] ?? MODULES[name.slice(0, name.indexOf("."))];

let market: Market;
let nobody: Browser;
let guest: Browser;
let host: Browser;
const contracts = [...procedureContracts().values()];

beforeAll(async () => {
  market = await openMarket();
  const runtime = runtimeOf(market);
  [nobody, guest, host] = [browserOf(runtime), browserOf(runtime), browserOf(runtime)];
  await guest.signUpAndIn("guest@example.com");
  await host.signUpAndIn("host@example.com");
  await market.query(
    "insert into hosts (person_id, host_since) select id, now() from people where email = 'host@example.com'",
  );
});
afterAll(() => market.close());

/** The input is nonsense on purpose: who may call is settled before it is looked at. */
async function refusalFor(browser: Browser, { name, type }: { name: string; type: string }) {
  const answer = await (type === "query"
    ? browser.query(name, { nonsense: true })
    : browser.mutate(name, { nonsense: true }));
  const { error } = await resultOf(answer);
  return [answer.status, error?.json.data.refusal ?? "answered"] as const;
}

it("every procedure says who may call it", () => {
  expect(contracts.filter(({ name }) => mayBeCalledBy(name) === undefined).map(({ name }) => name)).toEqual(
    [],
  );
});

describe.each(contracts.map((contract) => [contract.name, contract] as const))("%s", (name, contract) => {
  const who = mayBeCalledBy(name) ?? "operator";
  if (who !== "anybody")
    it("asks nobody in particular to sign in", async () => {
      expect(await refusalFor(nobody, contract)).toEqual([401, "sign_in_required"]);
    });
  if (who === "host" || who === "operator")
    it("refuses a guest", async () => {
      expect(await refusalFor(guest, contract)).toEqual([403, "not_permitted"]);
    });
  if (who === "operator")
    it("refuses a host", async () => {
      expect(await refusalFor(host, contract)).toEqual([403, "not_permitted"]);
    });
  it("refuses a field it does not know from whoever may call it", async () => {
    const caller = { anybody: nobody, "signed in": guest, host, operator: undefined }[who];
    if (caller) expect(await refusalFor(caller, contract)).toEqual([400, "invalid_input"]);
  });
});
