/** What the operator's pages say of states and sums. Pure. */
import type { CENT_HOLDERS, CONSUMER_OUTCOMES, NEEDS } from "@/server/modules/admin/contract";
import type { NIGHT_STATES } from "@/server/modules/admin/directory-contract";
import type { CentOwners } from "@/server/modules/payments/ledger/entries";
import { addDays, type LocalDate } from "@/server/primitives/local-date";

export type Outcome = (typeof CONSUMER_OUTCOMES)[number];
type CentHolder = (typeof CENT_HOLDERS)[number];
type NeedKind = (typeof NEEDS)[number];

export interface OutcomeFacts {
  readonly hasPassed: boolean;
  readonly isPaused: boolean;
  /** Undefined when the consumer has not said what it listens to. */
  readonly listens: boolean | undefined;
  readonly isPassedOver: boolean;
  readonly retryAttempts: number | undefined;
  readonly deadStatus: "dead" | "replayed" | "dropped" | undefined;
}

/**
 * A dead event replayed stands in the retries again until it is settled; behind a failed event, others of its key wait
 * there with no attempt of their own. Handled is what its place says: it has moved past an event that it listens to.
 */
export function outcomeOf(facts: OutcomeFacts): Outcome {
  if (facts.deadStatus === "dead") return "dead";
  if (facts.retryAttempts !== undefined) return facts.retryAttempts > 0 ? "retrying" : "waiting";
  if (facts.deadStatus) return facts.deadStatus;
  if (facts.listens === false) return "not_interested";
  if (facts.hasPassed) {
    if (facts.isPassedOver) return "passed_over";
    return facts.listens ? "handled" : "passed";
  }
  return facts.isPaused ? "paused" : "waiting";
}

/** The owners of what the guest paid, as the operator's page names them. */
export function holdersOf(owners: CentOwners): { holder: CentHolder; amountMinor: number }[] {
  return [
    { holder: "held", amountMinor: owners.heldMinor },
    { holder: "host", amountMinor: owners.hostMinor },
    { holder: "roost", amountMinor: owners.feesMinor },
    { holder: "tax", amountMinor: owners.taxMinor },
    { holder: "refund_pending", amountMinor: owners.refundPendingMinor },
    { holder: "guest", amountMinor: owners.refundedMinor },
  ];
}

export interface Need {
  readonly kind: NeedKind;
  readonly severity: "bad" | "warn" | "info";
  readonly count: number;
  /** Name of what it is about, e.g. a consumer; empty when the kind says it all. */
  readonly subject: string;
  readonly since: Date | null;
  readonly ref: string | null;
}

/** A consumer is behind when its oldest waiting event is older than this. */
export const LAG_SECONDS_MAX = 300;
/** Webhooks are worked off in seconds; one that waits longer than this needs a look. */
export const WEBHOOK_WAIT_MS_MAX = 300_000;

interface BusFacts {
  readonly consumers: readonly {
    consumer: string;
    lagEvents: number;
    lagSeconds: number;
    dead: number;
    paused: boolean;
  }[];
  readonly deadSince: ReadonlyMap<string, { at: Date; eventId: string }>;
}

export function needsOfBus({ consumers, deadSince }: BusFacts): Need[] {
  return consumers.flatMap((consumer): Need[] => {
    const needs: Need[] = [];
    const subject = consumer.consumer;
    if (consumer.dead > 0) {
      const dead = deadSince.get(subject);
      needs.push({
        kind: "dead_events",
        severity: "bad",
        count: consumer.dead,
        subject,
        since: dead?.at ?? null,
        ref: dead?.eventId ?? null,
      });
    }
    if (consumer.paused) {
      const count = consumer.lagEvents;
      needs.push({ kind: "consumer_paused", severity: "warn", count, subject, since: null, ref: null });
    } else if (consumer.lagSeconds > LAG_SECONDS_MAX) {
      const count = consumer.lagEvents;
      needs.push({ kind: "consumer_behind", severity: "warn", count, subject, since: null, ref: null });
    }
    return needs;
  });
}

const SEVERITY_RANK = { bad: 0, warn: 1, info: 2 } as const;

export function byUrgency(a: Need, b: Need): number {
  return (
    SEVERITY_RANK[a.severity] - SEVERITY_RANK[b.severity] ||
    (a.since?.getTime() ?? 0) - (b.since?.getTime() ?? 0)
  );
}

// --- a home's nights

export interface Claim {
  readonly night: LocalDate;
  readonly kind: "hold" | "booking" | "block" | "import";
  readonly claimId: string;
  readonly preparation: boolean;
  readonly note: string | null;
}
type NightState = (typeof NIGHT_STATES)[number];

const CLAIM_STATES = { hold: "held", booking: "booked", block: "blocked", import: "imported" } as const;

/** The state of each night from a date on. */
export function nightsOf(
  claims: readonly Claim[],
  from: LocalDate,
  count: number,
): { night: LocalDate; state: NightState }[] {
  const kinds = new Map(claims.map(({ night, kind }) => [night, kind]));
  return Array.from({ length: count }, (_, index) => {
    const night = addDays(from, index);
    const kind = kinds.get(night);
    return { night, state: kind ? CLAIM_STATES[kind] : "free" };
  });
}

export interface Span extends Pick<Claim, "kind" | "claimId" | "preparation" | "note"> {
  readonly state: NightState;
  readonly checkIn: LocalDate;
  readonly checkOut: LocalDate;
}

/** Nights that follow each other under one claim, as one; a night of preparation stands apart from its stay. */
export function spansOf(claims: readonly Claim[]): Span[] {
  const spans: Span[] = [];
  for (const { night, ...claim } of claims) {
    const last = spans.at(-1);
    const checkOut = addDays(night, 1);
    if (last?.claimId === claim.claimId && last.checkOut === night && last.preparation === claim.preparation)
      spans[spans.length - 1] = { ...last, checkOut };
    else {
      const { kind, claimId, preparation, note } = claim;
      spans.push({ kind, claimId, preparation, note, state: CLAIM_STATES[kind], checkIn: night, checkOut });
    }
  }
  return spans;
}
