import type { z } from "zod";
import { type Entries, type EntryName, entries, type StandIn } from "@/server/platform/env-entries";

/**
 * The environment, parsed once against the entries' contracts. The only place that reads `process.env`.
 *
 * It imports no `node:` built-in, so it also runs on the edge runtime.
 */
export type Env = {
  readonly [Name in EntryName]: Entries[Name]["presence"] extends "optional"
    ? z.output<Entries[Name]["contract"]> | undefined
    : z.output<Entries[Name]["contract"]>;
} & {
  /** The services that are local stand-ins here; empty in a cloud deployment. */
  readonly standIns: ReadonlySet<StandIn>;
  /** Whether the entry was given a value, as opposed to taking its default. */
  isSet(name: EntryName): boolean;
};

/** A wrong environment. The message is one sentence that names the entry and never repeats its value. */
export class EnvError extends Error {
  override readonly name = "EnvError";
}

type Source = Readonly<Record<string, string | undefined>>;

const GROUPS: readonly (readonly EntryName[])[] = [
  ["STRIPE_SECRET_KEY", "STRIPE_PUBLISHABLE_KEY", "STRIPE_WEBHOOK_SECRET"],
  ["VERCEL_BLOB_API_URL", "BLOB_PUBLIC_BASE"],
  ["QSTASH_CURRENT_SIGNING_KEY", "QSTASH_NEXT_SIGNING_KEY"],
  ["KAFKA_USERNAME", "KAFKA_PASSWORD"],
];

/** What a process that serves guests cannot do without; the rest has defaults or is optional. */
const NEEDED_TO_SERVE = Object.keys(entries).filter(isNeeded);

/** Parses a whole environment. Refuses with an EnvError a wrong value and a half-configured service. */
export function readEnv(source: Source): Env {
  const isSet = (name: EntryName) => (source[name] ?? "") !== "";
  refuseHalfConfigured(isSet);
  const values = new Map<string, unknown>();
  for (const [name, entry] of Object.entries(entries)) {
    const written = source[name] || (entry.presence === "defaulted" ? defaultOf(name, source) : undefined);
    if (written !== undefined) values.set(name, parseEntry(name, entry.contract, written));
  }
  const standIns = values.get("ROOST_STAND_INS");
  if (isSet("VERCEL") && isSet("ROOST_STAND_INS"))
    throw new EnvError(
      "ROOST_STAND_INS must not be set in a cloud deployment: configure the services instead.",
    );

  const env = { standIns, isSet };
  for (const name of Object.keys(entries))
    Object.defineProperty(env, name, { enumerable: true, get: () => readValue(name, values) });
  // The loop above has just given `env` one getter per entry, each answering what its contract parsed.
  return env as unknown as Env;
}

/** Refuses with an EnvError when an entry that a serving process needs is absent. */
export function assertServable(env: Env): void {
  for (const name of NEEDED_TO_SERVE) if (!env.isSet(name)) throw new EnvError(absent(name));
}

let parsed: Env | undefined;

/** This process's environment, parsed when an entry is first read, so that importing it never throws. */
export const env: Env = new Proxy({} as Env, {
  get(_target, name) {
    parsed ??= readEnv(process.env);
    const value: unknown = Reflect.get(parsed, name);
    return value;
  },
});

/**
 * Adds entries to this process's environment, where programs in scripts/ have found out what it is to be. Entries read
 * before are read anew.
 */
export function provideEnv(added: Readonly<Record<string, string>>): void {
  Object.assign(process.env, added);
  parsed = undefined;
}

/** This process's whole environment as it stands, to hand to a child process. */
export function inheritedEnv(): Record<string, string> {
  const entered = Object.entries(process.env).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  );
  return Object.fromEntries(entered);
}

function parseEntry(name: string, contract: z.ZodType, written: string): unknown {
  const result = contract.safeParse(written);
  if (result.success) return result.data;
  throw new EnvError(`${name} ${result.error.issues[0]?.message ?? "is not valid"}.`);
}

function readValue(name: string, values: ReadonlyMap<string, unknown>): unknown {
  if (!values.has(name) && isNeeded(name)) throw new EnvError(absent(name));
  return values.get(name);
}

function refuseHalfConfigured(isSet: (name: EntryName) => boolean): void {
  for (const group of GROUPS) {
    const missing = group.find((name) => !isSet(name));
    const present = group.find(isSet);
    if (missing && present) throw new EnvError(`${missing} must be set as well when ${present} is.`);
  }
  if (isSet("VERCEL_BLOB_API_URL") && !isSet("BLOB_READ_WRITE_TOKEN"))
    throw new EnvError("BLOB_READ_WRITE_TOKEN must be set as well when VERCEL_BLOB_API_URL is.");
}

function defaultOf(name: string, source: Source): string | undefined {
  if (name === "APP_URL") return `http://localhost:${source.PORT || entries.PORT.default}`;
  const entry = Object.entries(entries).find(([entryName]) => entryName === name)?.[1];
  return entry?.default;
}

function isNeeded(name: string): name is EntryName {
  return Object.entries(entries).some(
    ([entryName, entry]) => entryName === name && entry.presence === "needed",
  );
}

function absent(name: string): string {
  return `${name} must be set: there is no default outside the local set-up that npm start makes.`;
}
