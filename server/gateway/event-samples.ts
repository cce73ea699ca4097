/** The samples of every version ever published, and whether a contract still reads them whole. */
import type { AnyEvent } from "@/server/gateway/events-registry";

/** Where the samples are kept, from the repository's root. */
export const SAMPLES_FOLDER = "tests/contract/events";

export function sampleNameOf(event: Pick<AnyEvent, "type" | "version">): string {
  return `${event.type}.v${event.version}`;
}

/**
 * Why an event's definition breaks with what was published under its version, in words; undefined when it does not. It
 * breaks when a sample is refused, comes out without a field or with another value, or has lost its key.
 */
export function whyNotReadable(event: AnyEvent, sample: unknown): string | undefined {
  const parsed = event.payload.safeParse(sample);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "refused"}`;
  }
  const [was, is] = [fieldsOf(sample), fieldsOf(JSON.parse(JSON.stringify(parsed.data)))];
  for (const [field, value] of was)
    if (is.get(field) !== value) return `${field}: not read as it was written`;
  const key = event.keyOf(parsed.data as never);
  return typeof key === "string" && key !== "" ? undefined : "the key is empty";
}

/** The field of the payload that is an event's key, by its sample. */
export function keyFieldOf(event: AnyEvent, sample: unknown): string | undefined {
  const key = event.keyOf(event.payload.parse(sample) as never);
  const field = [...fieldsOf(sample)].find(([, value]) => value === JSON.stringify(key));
  return field?.[0];
}

/** Every value of a payload under its path, as JSON. */
function fieldsOf(value: unknown, path = ""): Map<string, string> {
  if (typeof value !== "object" || value === null) return new Map([[path, JSON.stringify(value)]]);
  const parts: [string, unknown][] = Object.entries(value);
  if (parts.length === 0) return new Map([[path, JSON.stringify(value)]]);
  return new Map(
    parts.flatMap(([name, part]) => [...fieldsOf(part, path === "" ? name : `${path}.${name}`)]),
  );
}
