import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CONSUMERS } from "@/server/gateway/consumers";
import { JOBS } from "@/server/gateway/cron";
import { measure } from "@/server/gateway/measure";
import { runJob } from "@/server/gateway/run-job";
import { webhookDeliveries, webhookEndpoints } from "@/server/modules/integrations/tables";
import { deliveries } from "@/server/modules/notifications/tables";
import { stripeInbox } from "@/server/modules/payments/tables";
import { openMetrics } from "@/server/platform/metrics";
import { workerHeartbeats } from "@/server/platform/tables";
import { newId, type PersonId } from "@/server/primitives/id";
import { addBookedStay } from "@/tests/support/booked-stay";
import { relayAndRun } from "@/tests/support/events";
import { type Market, openMarket } from "@/tests/support/market";
import { runtimeOf } from "@/tests/support/web";

const DOCS = path.join(import.meta.dirname, "../../docs");
const ALERTS = readFileSync(path.join(DOCS, "monitoring/alerts.yml"), "utf8");
const DASHBOARD = readFileSync(path.join(DOCS, "monitoring/grafana-dashboard.json"), "utf8");

let market: Market;
const metrics = openMetrics();
beforeAll(async () => {
  market = await openMarket();
  const { db, now } = market;
  const { guestId } = await addBookedStay(market);
  await relayAndRun(market.systemCtx(), []);
  await relayAndRun(
    market.systemCtx(),
    CONSUMERS.filter((consumer) => consumer.name === "analytics.record-facts"),
  );
  for (const job of JOBS.filter(({ name }) => name === "audit")) await runJob(market.systemCtx(), job);
  await db.insert(workerHeartbeats).values({ name: "worker", startedAt: now, beatAt: now, about: {} });
  await db.insert(deliveries).values({
    id: newId("delivery", now.getTime()),
    eventId: newId("event", now.getTime()),
    eventType: "booking.confirmed",
    recipientId: guestId,
    channel: "email",
    template: "booking-confirmed",
    locale: "en",
    messageId: "<letter@roost.example>",
    status: "failed",
    queuedAt: now,
  });
  await db.insert(stripeInbox).values({
    gatewayEventId: "evt_1",
    type: "payment_intent.succeeded",
    objectId: "pi_1",
    livemode: false,
    gatewayCreatedAt: now,
    status: "quarantined",
    receivedAt: now,
  });
  await addGivenUpWebhook(guestId);
  metrics.observeCall({ path: "search.listings", type: "query", outcome: "ok", tookMs: 12 });
});
afterAll(() => market.close());

async function addGivenUpWebhook(createdBy: PersonId): Promise<void> {
  const { db, now } = market;
  const endpointId = newId("endpoint", now.getTime());
  const endpoint = {
    url: "https://a.example/",
    description: "a",
    sealedSecret: "",
    createdBy,
    createdAt: now,
  };
  await db.insert(webhookEndpoints).values({ id: endpointId, ...endpoint });
  await db.insert(webhookDeliveries).values({
    endpointId,
    eventId: newId("event", now.getTime()),
    type: "booking.confirmed",
    version: 1,
    payload: {},
    occurredAt: now,
    status: "given_up",
    queuedAt: now,
  });
}

const rendered = async () => {
  await measure(runtimeOf(market), metrics);
  return metrics.render();
};

test("every figure that an alert or the dashboard asks for is given", async () => {
  const text = await rendered();
  const given = new Set([...text.matchAll(/^(roost_\w+)[ {]/gm)].map(([, name]) => name));
  const asked = [...`${ALERTS}\n${DASHBOARD}`.matchAll(/\broost_\w+/g)].map(([name]) => name);
  expect(asked.length).toBeGreaterThan(20);
  expect(asked.filter((name) => !given.has(name))).toEqual([]);
});

test("every alert names a runbook that exists, and the index names every runbook", () => {
  const alerts = ALERTS.match(/- alert:/g) ?? [];
  const runbooks = [...ALERTS.matchAll(/runbook: ([\w-]+\.md)/g)].map(([, file = ""]) => file);
  expect(runbooks).toHaveLength(alerts.length);
  expect(runbooks.filter((file) => !existsSync(path.join(DOCS, "runbooks", file)))).toEqual([]);
  const index = readFileSync(path.join(DOCS, "runbooks/README.md"), "utf8");
  expect(runbooks.filter((file) => !index.includes(`(${file})`))).toEqual([]);
});

test("figures are those of the database", async () => {
  const text = await rendered();
  const [placed] = await market.query<{ count: number }>("select count(*)::int as count from event_places");
  expect(text).toContain(`\nroost_relay_placed_events ${placed?.count}\n`);
  expect(text).toContain('\nroost_letters{state="failed"} 1\n');
  expect(text).toContain('\nroost_webhooks{state="quarantined"} 1\n');
  expect(text).toContain('\nroost_job_failing{job="audit"} 0\n');
  expect(text).toMatch(/\nroost_consumer_lag_events\{consumer="analytics.record-facts"\} 0\n/);
});

test("a state that nothing is in is told as nought, so that its first is seen to come", async () => {
  expect(await rendered()).toContain('roost_letters{state="failed"} 1\n');
  await market.query("delete from deliveries");
  const text = await rendered();
  expect(text).toContain('roost_letters{state="failed"} 0\n');
  expect(text).toContain('roost_outgoing_webhooks{state="delivered"} 0\n');
  expect(text).toContain('roost_webhooks{state="failed"} 0\n');
});

test("a worker that is no more is no longer shown", async () => {
  expect(await rendered()).toContain('roost_worker_heartbeat_age_seconds{worker="worker"}');
  await market.query("delete from worker_heartbeats");
  expect(await rendered()).not.toContain("roost_worker_heartbeat_age_seconds{");
});

/** The rules' own tests, where Prometheus' tool is (`apt-get install prometheus`). */
const hasPromtool = spawnSync("promtool", ["--version"]).error === undefined;
test.skipIf(!hasPromtool)("the alerts ring when they should and are silent when they should be", () => {
  const monitoring = path.join(DOCS, "monitoring");
  const { status, stdout, stderr } = spawnSync("promtool", ["test", "rules", "alerts.test.yml"], {
    cwd: monitoring,
    encoding: "utf8",
  });
  expect(`${stdout}${stderr}`).toContain("SUCCESS");
  expect(status).toBe(0);
});
