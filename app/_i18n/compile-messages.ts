import compile from "icu-minify/compile";
import { env } from "@/server/platform/env";
import type { Locale } from "./locales";

type Compiled = { [key: string]: unknown };

const known = new Map<string, Compiled>();

/** One namespace as the browser's formatter reads it. Compiled once per language and process. */
export function compileNamespace(locale: Locale, name: string, messages: unknown): Compiled {
  const key = `${locale}/${name}`;
  const ready = known.get(key);
  if (ready && env.NODE_ENV === "production") return ready;
  // The compiler's objects have no prototype, which server components refuse to send. A copy through JSON has.
  const compiled = JSON.parse(JSON.stringify(compileTree(messages))) as Compiled;
  known.set(key, compiled);
  return compiled;
}

/** Lists are read with `t.raw` and stay as they are. */
function compileTree(tree: unknown): Compiled {
  const result: Compiled = {};
  if (typeof tree !== "object" || tree === null) return result;
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === "string") result[key] = compile(value);
    else if (Array.isArray(value)) result[key] = value;
    else result[key] = compileTree(value);
  }
  return result;
}
