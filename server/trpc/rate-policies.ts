/** How often anybody may call what. Reads are counted once per request at the HTTP edge, mutations each by itself. */
import type { RatePolicy } from "@/server/platform/rate-limit";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** 100 calls a second for a minute: far above what a screen asks for, and a ceiling for a scraper. */
export const READ_POLICY: RatePolicy = { name: "read", limit: 6_000, windowMs: MINUTE_MS };
const WRITE_POLICY: RatePolicy = { name: "write", limit: 240, windowMs: MINUTE_MS };
const RECORD_POLICY: RatePolicy = { name: "record", limit: 1_200, windowMs: MINUTE_MS };

/** Mutations with a limit of their own. */
const POLICIES: Readonly<Record<string, RatePolicy>> = {
  // A hundred tries for the same nights end in one booking and 99 times "just taken", not in a lecture about haste; how many
  // stays somebody may hold at a time is the booking's own rule.
  "bookings.hold": { name: "hold", limit: 120, windowMs: HOUR_MS },
  "bookings.cancel": { name: "cancel", limit: 120, windowMs: HOUR_MS },
  "payments.start": { name: "pay", limit: 240, windowMs: HOUR_MS },
  "search.record": RECORD_POLICY,
};

export const UPLOAD_POLICY: RatePolicy = { name: "upload", limit: 300, windowMs: HOUR_MS };

export function mutationPolicyOf(path: string): RatePolicy {
  return POLICIES[path] ?? WRITE_POLICY;
}
