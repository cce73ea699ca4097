/**
 * Every event there is, described: by its definition, by the consumers that listen to it and by its sample. The operator's
 * register of events and docs/events.md are both made of it.
 */
import { z } from "zod";
import { partitionCountOf } from "@/server/events/partition";
import { CONSUMERS } from "@/server/gateway/consumers";
import { keyFieldOf, sampleNameOf } from "@/server/gateway/event-samples";
import samples from "@/server/gateway/event-samples.facts.json" with { type: "json" };
import { type AnyEvent, EVENTS } from "@/server/gateway/events-registry";

export interface EventField {
  /** The path within the payload: `total.amountMinor`, `lines[].kind`. */
  readonly name: string;
  readonly type: FieldType;
  readonly isOptional: boolean;
}
/** What a field holds: one of some words, or what its contract calls it. */
export type FieldType = { readonly oneOf: readonly string[] } | { readonly named: string };

export interface EventEntry {
  /** `booking.confirmed.v1`: one version of one event. */
  readonly name: string;
  readonly type: string;
  readonly version: number;
  /** The module that alone publishes it; its topic has the same name. */
  readonly owner: string;
  readonly partitionCount: number;
  readonly summary: string;
  /** The field that is its key, unless the key is made of several. */
  readonly keyField: string | undefined;
  readonly fields: readonly EventField[];
  readonly sample: unknown;
  readonly consumers: readonly string[];
}

export type Samples = Readonly<Record<string, unknown>>;

/** By owner, then by type. The samples are those of tests/contract/events, unless others are given. */
export function listEventEntries(given: Samples = samples): EventEntry[] {
  return EVENTS.map((event) => entryOf(event, given[sampleNameOf(event)]));
}

export function readEventEntry(name: string): EventEntry | undefined {
  return listEventEntries().find((entry) => entry.name === name);
}

function entryOf(event: AnyEvent, sample: unknown): EventEntry {
  // JSON Schema cannot say "instant"; fields it has no word for are named so.
  const shape = z.toJSONSchema(event.payload, { io: "input", unrepresentable: "any" }) as Shape;
  return {
    name: sampleNameOf(event),
    type: event.type,
    version: event.version,
    owner: event.topic,
    partitionCount: partitionCountOf(event.topic),
    summary: event.summary,
    keyField: keyFieldOf(event, sample),
    fields: fieldsOf(shape),
    sample,
    consumers: CONSUMERS.filter((consumer) => consumer.types.has(event.type)).map(({ name }) => name),
  };
}

interface Shape {
  readonly type?: string;
  readonly properties?: Record<string, Shape>;
  readonly required?: readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
}

/** A part's fields follow it, each under its path. */
function fieldsOf(shape: Shape, path = ""): EventField[] {
  return Object.entries(shape.properties ?? {}).flatMap(([name, field]) => {
    const own = `${path}${name}`;
    const isOptional = shape.required?.includes(name) !== true;
    return [{ name: own, type: typeOf(field), isOptional }, ...partsOf(field, own)];
  });
}

function partsOf(shape: Shape, path: string): EventField[] {
  if (shape.anyOf) return shape.anyOf.flatMap((one) => partsOf(one, path));
  return shape.type === "array" ? partsOf(shape.items ?? {}, `${path}[]`) : fieldsOf(shape, `${path}.`);
}

function typeOf(shape: Shape): FieldType {
  if (shape.enum) return { oneOf: shape.enum.map(String) };
  if (shape.const !== undefined) return { oneOf: [String(shape.const)] };
  return { named: namedOf(shape) };
}

function namedOf(shape: Shape): string {
  if (shape.anyOf) return shape.anyOf.map(namedOf).join(" or ");
  if (shape.enum) return shape.enum.map(String).join(" or ");
  if (shape.type === "array") return `list of ${namedOf(shape.items ?? {})}`;
  return shape.type ?? "instant";
}
