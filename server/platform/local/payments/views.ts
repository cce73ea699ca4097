import type { PoolClient } from "pg";
import type { Call } from "@/server/platform/local/payments/call";
import { type Intent, readObject, type StripeObject } from "@/server/platform/local/payments/objects";
import { invalidRequest } from "@/server/platform/local/payments/refusal";

const EXPAND_DEPTH_MAX = 4;
const EXPAND_PATHS_MAX = 20;

/** With the publishable key and its client secret a browser reads what it needs to pay, and no more. */
const SERVER_ONLY = ["metadata", "customer", "latest_charge", "transfer_group", "amount_received"];

export function viewIntent(call: Call, intent: Intent): Intent {
  if (!call.byClient) return intent;
  return { ...intent, ...Object.fromEntries(SERVER_ONLY.map((name) => [name, undefined])) };
}

/** Replaces ids by the objects that they name, along paths such as `latest_charge.balance_transaction`. */
export async function expand(
  client: PoolClient,
  body: unknown,
  paths: readonly string[] = [],
): Promise<unknown> {
  const parsed = paths.map((path) => path.split("."));
  if (paths.length > EXPAND_PATHS_MAX || parsed.some((path) => path.length > EXPAND_DEPTH_MAX))
    throw invalidRequest("You cannot expand that many levels of this object.", { param: "expand" });
  const expanded = structuredClone(body);
  for (const path of parsed) await expandPath(client, expanded, path);
  return expanded;
}

async function expandPath(client: PoolClient, node: unknown, path: readonly string[]): Promise<void> {
  const [name, ...rest] = path;
  if (name === undefined || !isRecord(node)) return;
  const value = node[name];
  if (Array.isArray(value)) {
    for (const item of value) await expandPath(client, item, rest);
    return;
  }
  const object: StripeObject | undefined =
    typeof value === "string" ? await readObject(client, value) : undefined;
  if (object) node[name] = object;
  await expandPath(client, node[name], rest);
}

function isRecord(node: unknown): node is Record<string, unknown> {
  return typeof node === "object" && node !== null;
}
