/** An integration at the other end of a real connection: it takes what it can verify, and nothing else. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { publish } from "@/server/events/publish";
import { bookingConfirmed } from "@/server/modules/bookings/events";
import { queueWebhooksOnEvents } from "@/server/modules/integrations/consumers/queue-webhooks-on-events";
import { integrationsRouter } from "@/server/modules/integrations/router";
import { sendWebhooks } from "@/server/modules/integrations/send-webhooks";
import { inTransaction } from "@/server/platform/db";
import { readEnv } from "@/server/platform/env";
import type { Ports } from "@/server/platform/ports";
import { httpWebhooks } from "@/server/platform/webhook-sender";
import type { EventId, PersonId } from "@/server/primitives/id";
import { addMs, MINUTE_MS } from "@/server/primitives/zoned";
import { createCallerFactory } from "@/server/trpc/init";
import { bookingPayload, confirmedPayload } from "@/tests/support/analytics-events";
import { relayAndRun, WIDE } from "@/tests/support/events";
import { type Market, openMarket } from "@/tests/support/market";

const caller = createCallerFactory(integrationsRouter);

interface Integration {
  readonly url: string;
  /** Whose signature it trusts, as the operator handed it over. */
  secret: string;
  /** What it says to a message that it could verify. */
  status: number;
  /** Ids of all that came, and what of it was taken, by id: a repeat is the same message. */
  readonly came: string[];
  readonly taken: Map<string, unknown>;
}

let market: Market;
let operatorId: PersonId;
let home: Awaited<ReturnType<Market["addListing"]>>;
let guestId: PersonId;
let servers: Server[] = [];

beforeAll(async () => {
  market = await openMarket();
  operatorId = await market.addOperator();
  guestId = await market.addPerson();
  home = await market.addListing();
});
afterAll(async () => {
  await market.close();
});
beforeEach(() => market.query("truncate webhook_endpoints, webhook_deliveries, webhook_attempts"));
afterEach(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  servers = [];
});

async function openIntegration(): Promise<Integration> {
  const came: string[] = [];
  const taken = new Map<string, unknown>();
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const id = String(request.headers["webhook-id"]);
      came.push(id);
      try {
        const signed = Object.fromEntries(
          Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
        );
        const message = new Webhook(integration.secret).verify(Buffer.concat(parts).toString("utf8"), signed);
        if (integration.status < 300) taken.set(id, message);
        response.writeHead(integration.status).end();
      } catch {
        // The library throws for whatever it cannot verify.
        response.writeHead(401).end("unknown signature");
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  servers.push(server);
  // A listening server has an address of its own.
  const { port } = server.address() as AddressInfo;
  const integration = {
    url: `http://127.0.0.1:${port}/roost`,
    secret: "",
    status: 204,
    came,
    taken,
  };
  return integration;
}

const api = () => caller(market.trpcCtx({ personId: operatorId, role: "operator" }));
async function subscribe(integration: Integration) {
  const added = await api().addEndpoint({ url: integration.url, description: "Channel", types: [] });
  integration.secret = added.secret;
  return added.endpointId;
}
/** The market's own sender, calling what an operator's environment lets it call. */
function send(
  now = market.now,
  environment: Record<string, string> = { WEBHOOK_PRIVATE_NETWORKS: "127.0.0.1" },
) {
  const privateNetworks = readEnv(environment).WEBHOOK_PRIVATE_NETWORKS ?? [];
  const ports: Ports = Object.defineProperty({} as never, "webhooks", {
    value: httpWebhooks({ privateNetworks }),
  });
  return sendWebhooks(market.systemCtx({ now, ports }), WIDE);
}

async function confirm(): Promise<EventId> {
  const payload = confirmedPayload(bookingPayload({ ...home, guestId, at: market.now }), market.now);
  const eventId = await inTransaction(market, (tx) =>
    publish(tx, bookingConfirmed, { payload, at: market.now, trace: "t" }),
  );
  await relayAndRun(market.systemCtx(), [queueWebhooksOnEvents]);
  return eventId;
}

test("a confirmed booking reaches the integration, which verifies it by the secret that was shown once", async () => {
  const integration = await openIntegration();
  const endpointId = await subscribe(integration);
  const eventId = await confirm();
  expect(await send()).toMatchObject({ claimed: 1, handled: 1, failed: 0 });
  expect(integration.taken.get(eventId)).toMatchObject({
    id: eventId,
    type: "booking.confirmed",
    data: { listingId: home.listingId, guestId },
  });
  expect(await api().readDelivery({ endpointId, eventId })).toMatchObject({ status: "delivered" });
  expect(await send()).toMatchObject({ claimed: 0 });
  expect(integration.came).toEqual([eventId]);
});

test("one that is out of order gets the same message again under the same id, and takes it once", async () => {
  const integration = await openIntegration();
  const endpointId = await subscribe(integration);
  integration.status = 503;
  const eventId = await confirm();
  expect(await send()).toMatchObject({ failed: 1 });
  expect(await api().readDelivery({ endpointId, eventId })).toMatchObject({ status: "waiting" });
  integration.status = 200;
  expect(await send(addMs(market.now, MINUTE_MS))).toMatchObject({ handled: 1, failed: 0 });
  expect(integration.came).toEqual([eventId, eventId]);
  expect(integration.taken.size).toBe(1);
  expect(await api().readDelivery({ endpointId, eventId })).toMatchObject({ status: "delivered" });
});

test("a secret is replaced without a gap: the old one and the new one both verify", async () => {
  const integration = await openIntegration();
  const endpointId = await subscribe(integration);
  const { secret } = await api().rotateSecret({ endpointId });
  const before = await confirm();
  await send();
  expect(integration.taken.has(before)).toBe(true);
  integration.secret = secret;
  const after = await confirm();
  await send();
  expect(integration.taken.has(after)).toBe(true);
});

test("one that holds another secret takes nothing, and the operator sees what it said", async () => {
  const integration = await openIntegration();
  const endpointId = await subscribe(integration);
  integration.secret = `whsec_${Buffer.alloc(32, 1).toString("base64")}`;
  const eventId = await confirm();
  expect(await send()).toMatchObject({ failed: 1 });
  expect(integration.taken.size).toBe(0);
  expect(JSON.stringify(await api().readDelivery({ endpointId, eventId }))).toContain("unknown signature");
});

test("the same integration is not called where its network is not named", async () => {
  const integration = await openIntegration();
  await subscribe(integration);
  await confirm();
  expect(await send(market.now, {})).toMatchObject({ failed: 1 });
  expect(integration.came).toEqual([]);
});
