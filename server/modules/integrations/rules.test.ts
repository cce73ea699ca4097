import { expect, test } from "vitest";
import { ATTEMPTS_MAX, bodyOf, isTaken, nextAttemptAt, wants } from "@/server/modules/integrations/rules";
import { DAY_MS } from "@/server/primitives/zoned";

test("a message that nobody takes is tried for three days, each wait longer than the one before", () => {
  const start = new Date("2026-04-28T12:00:00Z");
  let at = start;
  const waits: number[] = [];
  for (let attempts = 1; attempts < ATTEMPTS_MAX; attempts += 1) {
    const next = nextAttemptAt(attempts, at);
    if (!next) throw new Error("given up too early");
    waits.push(next.getTime() - at.getTime());
    at = next;
  }
  expect(waits.toSorted((a, b) => a - b)).toEqual(waits);
  expect((at.getTime() - start.getTime()) / DAY_MS).toBeGreaterThanOrEqual(3);
  expect((at.getTime() - start.getTime()) / DAY_MS).toBeLessThan(3.5);
  expect(nextAttemptAt(ATTEMPTS_MAX, at)).toBeUndefined();
});

test("only 2xx is a message taken", () => {
  expect([200, 201, 204, 299].every(isTaken)).toBe(true);
  expect([100, 199, 300, 301, 302, 307, 400, 404, 410, 429, 500, 503].some(isTaken)).toBe(false);
});

test("an endpoint without a filter wants everything, one with a filter what it names", () => {
  expect(wants([], "booking.confirmed")).toBe(true);
  expect(wants(["booking.confirmed"], "booking.confirmed")).toBe(true);
  expect(wants(["booking.confirmed"], "booking.cancelled")).toBe(false);
});

test("the body of a message is the same at every repeat", () => {
  const message = {
    eventId: "event_1",
    type: "booking.confirmed",
    version: 1,
    occurredAt: new Date("2026-04-28T12:00:00Z"),
    payload: { b: 1, a: [2] },
  };
  expect(bodyOf(message)).toBe(
    '{"id":"event_1","type":"booking.confirmed","version":1,"timestamp":"2026-04-28T12:00:00.000Z","data":{"b":1,"a":[2]}}',
  );
});
