import { z } from "zod";
import { invalidRequest } from "@/server/platform/local/payments/refusal";

type Form = { [name: string]: string | Form };

const DEPTH_MAX = 6;
const FIELDS_MAX = 500;
const FORBIDDEN = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Reads the API's form encoding, in which `card[exp_month]=4` nests and `expand[]=charge` and `expand[0]=charge` list.
 * Refuses what nests too deep, repeats without end, or carries NUL, which no object of the API may hold.
 */
export function parseForm(text: string): Form {
  const form = emptyForm();
  let count = 0;
  for (const [name, value] of new URLSearchParams(text)) {
    count += 1;
    const path = name.replaceAll("]", "").split("[");
    const wrong = count > FIELDS_MAX || path.length > DEPTH_MAX || path.some((part) => FORBIDDEN.has(part));
    if (wrong || `${name}${value}`.includes("\0"))
      throw invalidRequest("The request's parameters are not valid.");
    enter(form, path, value);
  }
  return form;
}

/** Without a prototype, so that no parameter's name means anything but itself. */
function emptyForm(): Form {
  return Object.create(null) as Form;
}

function enter(form: Form, path: readonly string[], value: string): void {
  let inner = form;
  for (const [depth, part] of path.entries()) {
    const key = part === "" ? String(Object.keys(inner).length) : part;
    if (depth === path.length - 1) {
      inner[key] = value;
      return;
    }
    const next = inner[key];
    const nested = typeof next === "object" ? next : emptyForm();
    inner[key] = nested;
    inner = nested;
  }
}

/** Holds parameters to a contract; says what is wrong as the API does. */
export function parseParams<T>(contract: z.ZodType<T>, form: Form): T {
  const parsed = contract.safeParse(form);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  if (issue?.code === "unrecognized_keys") {
    const param = toParam([...issue.path, issue.keys[0] ?? ""]);
    throw invalidRequest(`Received unknown parameter: ${param}`, { code: "parameter_unknown", param });
  }
  const param = toParam(issue?.path ?? []);
  if (issue?.code === "invalid_type" && issue.input === undefined && !hasPath(form, issue.path))
    throw invalidRequest(`Missing required param: ${param}.`, { code: "parameter_missing", param });
  throw invalidRequest(`Invalid ${param}: ${issue?.message ?? "not valid"}`, {
    code: "parameter_invalid",
    param,
  });
}

function hasPath(form: Form, path: readonly PropertyKey[]): boolean {
  let inner: string | Form | undefined = form;
  for (const part of path) inner = typeof inner === "object" ? inner[String(part)] : undefined;
  return inner !== undefined;
}

function toParam(path: readonly PropertyKey[]): string {
  const [first = "", ...rest] = path.map(String);
  return `${first}${rest.map((part) => `[${part}]`).join("")}`;
}

export const formInteger = z
  .string()
  .regex(/^-?\d{1,15}$/, "must be an integer")
  .transform(Number);
export const formBoolean = z
  .enum(["true", "false"], "must be true or false")
  .transform((text) => text === "true");
/** A list arrives as an object whose keys are its indices. */
export const formList = z.record(z.string(), z.string()).transform((form) => Object.values(form));
const METADATA_KEYS_MAX = 50;
export const formMetadata = z
  .record(z.string().max(40), z.string().max(500))
  .refine((metadata) => Object.keys(metadata).length <= METADATA_KEYS_MAX, "has too many keys");

export const expandable = { expand: formList.optional() };
