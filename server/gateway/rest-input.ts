/**
 * Reads a query's input from an address: `?stay.checkIn=2026-05-01&party.adults=2&filters.amenities=wifi,kitchen`.
 *
 * Dots name fields of objects, commas (or a repeated name) separate the values of a list. Each text becomes what the
 * contract's JSON Schema says it is; what fits nothing stays text, and the contract refuses it with the field's name.
 */
import { refuse } from "@/server/primitives/refusal";

export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly const?: unknown;
}

const PARAMETERS_MAX = 100;
const DEPTH_MAX = 6;
const RESERVED = new Set(["__proto__", "constructor", "prototype"]);

export function inputOfQuery(search: URLSearchParams, schema: JsonSchema): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  const names = new Set(search.keys());
  if (names.size > PARAMETERS_MAX) throw refuse("invalid_input", { parametersMax: PARAMETERS_MAX });
  for (const name of names) {
    const path = name.split(".");
    if (path.length > DEPTH_MAX || path.some((part) => RESERVED.has(part) || part === ""))
      throw refuse("invalid_input", { fields: { [name.slice(0, 80)]: "not a field" } });
    const texts = search.getAll(name);
    if (texts.some((text) => text.includes("\u0000")))
      throw refuse("invalid_input", { fields: { [name.slice(0, 80)]: "contains a NUL character" } });
    place(input, path, readValue(texts, schemaAt(schema, path)));
  }
  return input;
}

function place(input: Record<string, unknown>, path: readonly string[], value: unknown): void {
  let at = input;
  for (const part of path.slice(0, -1)) {
    const next = at[part];
    if (typeof next === "object" && next !== null) at = next as Record<string, unknown>;
    else {
      const made = {};
      at[part] = made;
      at = made;
    }
  }
  const last = path.at(-1);
  if (last !== undefined) at[last] = value;
}

function schemaAt(schema: JsonSchema, path: readonly string[]): JsonSchema | undefined {
  let at: JsonSchema | undefined = schema;
  for (const part of path) {
    const found: JsonSchema | undefined = at && choicesOf(at).find((choice) => choice.properties?.[part]);
    at = found?.properties?.[part];
  }
  return at;
}

function choicesOf(schema: JsonSchema): readonly JsonSchema[] {
  return [schema, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
}

function readValue(texts: readonly string[], schema: JsonSchema | undefined): unknown {
  const list = schema && choicesOf(schema).find((choice) => typesOf(choice).includes("array"));
  const [text = ""] = texts;
  if (!list) return scalarOf(text, schema);
  const parts = texts.length > 1 ? texts : text === "" ? [] : text.split(",");
  return parts.map((part) => scalarOf(part, list.items));
}

function scalarOf(text: string, schema: JsonSchema | undefined): unknown {
  const types = schema ? choicesOf(schema).flatMap(typesOf) : [];
  if (types.includes("null") && text === "null") return null;
  const isNumeric = types.includes("integer") || types.includes("number");
  if (isNumeric && /^-?\d+(?:\.\d+)?$/.test(text)) return Number(text);
  if (types.includes("boolean") && (text === "true" || text === "false")) return text === "true";
  return text;
}

function typesOf(schema: JsonSchema): readonly string[] {
  const { type } = schema;
  if (type === undefined) return typeof schema.const === "boolean" ? ["boolean"] : [];
  return typeof type === "string" ? [type] : type;
}
