/**
 * What comes with a refusal, checked by hand: the browser would load a contract library (31 KB) for two shapes that the
 * server checked already.
 */
import { isCurrency, type Money } from "@/server/primitives/money";

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

export function isMoney(value: unknown): value is Money {
  return (
    isRecord(value) &&
    Number.isSafeInteger(value.amountMinor) &&
    typeof value.currency === "string" &&
    isCurrency(value.currency)
  );
}
