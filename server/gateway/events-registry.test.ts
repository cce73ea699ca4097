import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { renderEvents, renderSamples } from "@/scripts/docs-events";
import { TOPICS } from "@/server/events/partition";
import { CONSUMERS } from "@/server/gateway/consumers";
import { listEventEntries, readEventEntry } from "@/server/gateway/event-catalogue";
import { SAMPLES_FOLDER, sampleNameOf, whyNotReadable } from "@/server/gateway/event-samples";
import { EVENTS } from "@/server/gateway/events-registry";

const ROOT = path.join(import.meta.dirname, "../..");
const SAMPLES = path.join(ROOT, SAMPLES_FOLDER);
const nameOf = sampleNameOf;

test("docs/events.md says what the events say", () => {
  expect(readFileSync(path.join(ROOT, "docs/events.md"), "utf8")).toBe(renderEvents());
  const shipped = path.join(import.meta.dirname, "event-samples.facts.json");
  expect(readFileSync(shipped, "utf8")).toBe(renderSamples());
});

test("every module's events are in the registry", () => {
  const modules = path.join(ROOT, "server/modules");
  const written = readdirSync(modules)
    .map((module) => path.join(modules, module, "events.ts"))
    .filter((file) => existsSync(file))
    .flatMap((file) => [...readFileSync(file, "utf8").matchAll(/type: "([a-z_]+\.[a-z_]+)"/g)])
    .map((match) => match[1]);
  expect(EVENTS.map((event) => event.type).toSorted()).toEqual(written.toSorted());
});

test("no two events share a type and version, and each lies in a topic that has partitions", () => {
  expect(new Set(EVENTS.map(nameOf)).size).toBe(EVENTS.length);
  for (const event of EVENTS) expect(TOPICS).toContain(event.topic);
});

test("every consumer listens to events that exist, in the topics where they lie", () => {
  for (const consumer of CONSUMERS)
    for (const type of consumer.types) {
      const event = EVENTS.find((item) => item.type === type);
      expect(consumer.topics, `${consumer.name} on ${type}`).toContain(event?.topic);
    }
});

test.each(EVENTS.map((event) => [nameOf(event), event] as const))(
  "%s: the sample of that version can still be read whole, and has its key",
  (name, event) => {
    const sample: unknown = JSON.parse(readFileSync(path.join(SAMPLES, `${name}.json`), "utf8"));
    expect(whyNotReadable(event, sample)).toBeUndefined();
  },
);

test("no version that was ever published has lost its contract", () => {
  const kept = readdirSync(SAMPLES).map((file) => file.replace(/\.json$/, ""));
  expect(kept.toSorted()).toEqual(EVENTS.map(nameOf).toSorted());
});

test("an event's entry has its owner, key, sample, consumers and every field down to the parts", () => {
  const entry = readEventEntry("booking.confirmed.v1");
  expect(entry).toMatchObject({ owner: "bookings", version: 1, keyField: "bookingId" });
  expect(entry?.consumers).toContain("notifications.email-guest-on-booking-confirmed");
  expect(entry?.sample).toHaveProperty("bookingId");
  expect(readEventEntry("booking.confirmed.v9")).toBeUndefined();
  for (const { name, fields, sample } of listEventEntries())
    for (const field of Object.keys(sample as object))
      expect(
        fields.map((one) => one.name),
        name,
      ).toContain(field);
});

const bellSample = { bell: "ada", stroke: 1, by: { name: "Ada" } };
const bell = {
  type: "bell.rang",
  version: 1,
  topic: "search",
  summary: "A bell rang.",
  payload: z.object({ bell: z.string(), stroke: z.int(), by: z.object({ name: z.string() }) }),
  keyOf: (payload: { bell: string }) => payload.bell,
};
const { payload } = bell;
const by = z.object({ name: z.string() });

test.each([
  ["a further optional field", payload.extend({ loud: z.boolean().optional() })],
  ["a wider field", payload.extend({ stroke: z.union([z.int(), z.string()]) })],
])("within a version a contract may change by %s", (_change, changed) => {
  expect(whyNotReadable({ ...bell, payload: changed }, bellSample)).toBeUndefined();
});

test.each([
  ["a further required field", payload.extend({ loud: z.boolean() }), "loud: "],
  ["a dropped field", payload.omit({ stroke: true }), "stroke: not read"],
  ["a dropped field of a part", payload.extend({ by: z.object({}) }), "by.name: not read"],
  ["another type", payload.extend({ stroke: z.string() }), "stroke: "],
  ["a renamed field", payload.omit({ by: true }).extend({ ringer: by.optional() }), "by.name: not read"],
  ["another value", payload.extend({ stroke: z.int().transform((n) => n + 1) }), "stroke: not read"],
])("a contract that breaks within its version is caught: %s", (_change, changed, why) => {
  expect(whyNotReadable({ ...bell, payload: changed }, bellSample)).toContain(why);
});

test("an event that has lost its key is caught", () => {
  expect(whyNotReadable({ ...bell, keyOf: () => "" }, bellSample)).toBe("the key is empty");
});
