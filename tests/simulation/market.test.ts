import { afterEach, describe, expect, test } from "vitest";
import { runAudit } from "@/server/gateway/audit/run-audit";
import { World } from "@/tests/simulation/world";
import { type Market, openMarket } from "@/tests/support/market";

/** The short run that every test run makes. A failure prints its seed: run that seed alone to see it again. */
const SEEDS = [1, 20_260_428, 424_242];
const STEPS = 260;
const HOMES = 4;
const GUESTS = 9;

let market: Market | undefined;
afterEach(() => market?.close());

describe("a market of random guests, hosts, operators, lost webhooks, skewed clocks and crashes", () => {
  test.each(SEEDS)(
    "comes to rest with every invariant intact (seed %i)",
    async (seed) => {
      market = await openMarket();
      const world = new World(market, seed);
      await world.settleIn(HOMES, GUESTS);
      for (let step = 0; step < STEPS; step += 1) await world.step();
      await world.comeToRest();

      const { checks } = await runAudit(world.systemCtx());
      const story = JSON.stringify({
        seed,
        crashes: world.tally.crashes,
        done: Object.fromEntries(world.tally.done),
        refused: Object.fromEntries(world.tally.refused),
      });
      const broken = checks.filter((check) => check.violations > 0);
      expect(broken, story).toEqual([]);

      const ends = await market.query<{ status: string; count: string }>(
        "select status, count(*) from bookings group by status order by 1",
      );
      const open = ends.filter(({ status }) => ["held", "confirmed", "checked_in"].includes(status));
      expect(open, story).toEqual([]);

      await expectGatewayAgrees(world, story);
      // A run in which little happened proves little.
      expect(world.tally.crashes, story).toBeGreaterThan(3);
      expect(
        ends.map(({ status }) => status),
        story,
      ).toEqual(expect.arrayContaining(["completed", "expired"]));
    },
    240_000,
  );
});

/** The gateway, which no crash touched, is the witness: what it took and gave back is what the market says. */
async function expectGatewayAgrees(world: World, story: string): Promise<void> {
  const taken = [...world.gateway.intents.values()].filter((intent) => intent.status === "succeeded");
  const rows = await market?.query<{ intent_id: string; amount: string; refunded: string }>(
    "select intent_id, amount_minor as amount, refunded_minor as refunded from payments where status = 'succeeded'",
  );
  const ours = new Map(rows?.map((row) => [row.intent_id, row]));
  expect([...ours.keys()].sort(), story).toEqual(taken.map((intent) => intent.intentId).sort());
  for (const intent of taken) {
    expect(Number(ours.get(intent.intentId)?.amount), story).toBe(intent.amountReceivedMinor);
    expect(Number(ours.get(intent.intentId)?.refunded), story).toBe(intent.refundedMinor);
  }
}
