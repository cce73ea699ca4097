/**
 * What a request to the API must be before anything of it is looked at: method, origin, media type, size, depth.
 *
 * A body is read once, with a cap on its bytes, and its nesting is measured before it is parsed. Refuses with
 * `method_not_allowed`, `origin_not_allowed`, `media_type_not_allowed`, `body_too_large` or `invalid_input`.
 */
import { refuse } from "@/server/primitives/refusal";

export const BODY_BYTES_MAX = 1_048_576;
export const QUERY_LENGTH_MAX = 32_768;
const DEPTH_MAX = 32;

/** Refuses a browser's call from another site. A client without an Origin, such as an app, is none. */
export function assertOrigin(headers: Headers, allowedOrigins: ReadonlySet<string>): void {
  const origin = headers.get("origin");
  if (origin !== null) {
    if (!allowedOrigins.has(origin)) throw refuse("origin_not_allowed");
    return;
  }
  const site = headers.get("sec-fetch-site");
  if (site === "cross-site" || site === "same-site") throw refuse("origin_not_allowed");
}

/** The market's own origin, and for a market on localhost the loopback address it is as often called by. */
export function allowedOriginsOf(appUrl: string): ReadonlySet<string> {
  const { origin, hostname, protocol, port } = new URL(appUrl);
  const origins = new Set([origin]);
  if (hostname === "localhost" || hostname === "127.0.0.1") {
    for (const host of ["localhost", "127.0.0.1"])
      origins.add(new URL(`${protocol}//${host}:${port}`).origin);
  }
  return origins;
}

export function assertJson(headers: Headers): void {
  const [mediaType = ""] = (headers.get("content-type") ?? "").split(";");
  if (mediaType.trim().toLowerCase() !== "application/json") throw refuse("media_type_not_allowed");
}

/** The body's bytes, read no further than `bytesMax`. */
export async function readBody(request: Request, bytesMax: number): Promise<Uint8Array<ArrayBuffer>> {
  const declared = Number(request.headers.get("content-length") ?? "0");
  if (declared > bytesMax) throw refuse("body_too_large", { bytesMax });
  if (!request.body) return new Uint8Array();
  const reader = request.body.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > bytesMax) {
      await reader.cancel();
      throw refuse("body_too_large", { bytesMax });
    }
    parts.push(value);
  }
  return joined(parts, size);
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}

export async function readJsonText(request: Request): Promise<string> {
  assertJson(request.headers);
  const bytes = await readBody(request, BODY_BYTES_MAX);
  const text = new TextDecoder().decode(bytes);
  assertHarmlessJson(text);
  return text;
}

/**
 * Refuses JSON that is not well formed, is nested too deep, holds a NUL character (no text of ours can keep it), or
 * names a key that reaches an object's prototype.
 */
export function assertHarmlessJson(text: string): void {
  if (text === "") return;
  if (depthOf(text) > DEPTH_MAX) throw refuse("invalid_input", { because: "nested too deep" });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw refuse("invalid_input", { because: "not JSON" });
    throw error;
  }
  assertHarmless(value);
}

const PROTOTYPE_KEYS = new Set(["__proto__", "constructor", "prototype"]);
const PROTOTYPE_PATH = /(?:^|\.)(?:__proto__|constructor|prototype)(?:\.|$)/;

function assertHarmless(value: unknown): void {
  if (typeof value === "string") {
    if (value.includes("\u0000")) throw refuse("invalid_input", { because: "contains a NUL character" });
    return;
  }
  if (typeof value !== "object" || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    if (PROTOTYPE_KEYS.has(key) || PROTOTYPE_PATH.test(key) || key.includes("\u0000"))
      throw refuse("invalid_input", { because: "names a reserved key" });
    assertHarmless(part);
  }
}

/** The deepest nesting of brackets outside strings; linear, and needs no stack. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let isInString = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (isInString) {
      if (character === "\\") index += 1;
      else if (character === '"') isInString = false;
    } else if (character === '"') isInString = true;
    else if (character === "{" || character === "[") {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (character === "}" || character === "]") depth -= 1;
  }
  return deepest;
}
