import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { renderEvents } from "@/scripts/docs-events";
import { TOPICS } from "@/server/events/partition";
import { CONSUMERS } from "@/server/gateway/consumers";
import { EVENTS } from "@/server/gateway/events-registry";

const ROOT = path.join(import.meta.dirname, "../..");
const SAMPLES = path.join(ROOT, "tests/contract/events");
const nameOf = (event: { type: string; version: number }) => `${event.type}.v${event.version}`;

test("docs/events.md says what the events say", () => {
  expect(readFileSync(path.join(ROOT, "docs/events.md"), "utf8")).toBe(renderEvents());
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
    const parsed = event.payload.parse(sample);
    // A field that the contract has dropped would be missing here.
    expect(JSON.parse(JSON.stringify(parsed))).toEqual(sample);
    expect(event.keyOf(parsed as never)).not.toBe("");
  },
);

test("no version that was ever published has lost its contract", () => {
  const kept = readdirSync(SAMPLES).map((file) => file.replace(/\.json$/, ""));
  expect(kept.toSorted()).toEqual(EVENTS.map(nameOf).toSorted());
});
