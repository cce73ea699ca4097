/**
 * What a cancellation gives back and what the host keeps: one pure function of the frozen booking facts, who cancels, and
 * when. The timeline before booking, the preview and the execution all call it, so they cannot differ.
 *
 * Nights follow the policy; extra guests follow their nights; cleaning and pet fee come back when the guest never checked
 * in; the guest service fee follows the refunded share of the nights; a tax follows what it was charged on. Amounts are
 * minor units of the booking's currency, each rounded half up once.
 */
import type { QuoteLine, RefundReason } from "@/server/modules/pricing/contract";
import { sum } from "@/server/modules/pricing/nightly-rates";
import {
  type CancelledBy,
  checkInInstant,
  computeNightShares,
  type NightShares,
  type PolicyFacts,
  policyInstants,
} from "@/server/modules/pricing/refund-shares";
import { applyBpsHalfUp, applyRatioHalfUp, BPS_WHOLE } from "@/server/primitives/money";

export interface PaidFacts extends PolicyFacts {
  readonly lines: readonly QuoteLine[];
  readonly nightAmountsMinor: readonly number[];
  readonly totalMinor: number;
  /** The host service fee on nights and host fees, were nothing cancelled. */
  readonly hostFeeMinor: number;
}

export interface RefundPart {
  readonly what: "nights" | "host_fees" | "cleaning_fee" | "guest_service_fee" | "tax";
  readonly paidMinor: number;
  readonly refundMinor: number;
  readonly because: RefundReason;
}

export interface ComputedCancellation {
  readonly refundMinor: number;
  /** Net of the host service fee on it. */
  readonly hostKeepsMinor: number;
  /** Host service fee that falls away with what the host does not keep. */
  readonly hostFeeRefundMinor: number;
  readonly parts: readonly RefundPart[];
}

/** The refund of amounts per night: nights of the same share are summed, then rounded once. */
function refundOf(amounts: readonly number[], shares: NightShares): number {
  const byShare = new Map<number, number>();
  amounts.forEach((amount, index) => {
    const bps = shares.refundBps[index] ?? 0;
    byShare.set(bps, (byShare.get(bps) ?? 0) + amount);
  });
  return sum([...byShare].map(([bps, amount]) => applyBpsHalfUp(amount, bps)));
}

const amountOf = (facts: PaidFacts, kind: QuoteLine["kind"]) =>
  sum(facts.lines.filter((line) => line.kind === kind).map((line) => line.amountMinor));

/** What the refund of taxes and fees is derived from. */
interface Refunded {
  readonly shares: NightShares;
  readonly extraPerNightMinor: number;
  readonly stayFeesMinor: number;
  readonly stayFeesRefundMinor: number;
  readonly guestFeeMinor: number;
  readonly guestFeeRefundMinor: number;
}

function taxRefund(facts: PaidFacts, line: QuoteLine, refunded: Refunded): number {
  const on = line.taxedOn ?? { nightCount: facts.nightAmountsMinor.length, stayFees: true, guestFee: false };
  const { shares } = refunded;
  if (line.rateBps === null) {
    const taxedShares = shares.refundBps.slice(0, on.nightCount);
    return applyRatioHalfUp(line.amountMinor, sum(taxedShares), taxedShares.length * BPS_WHOLE);
  }
  const nights = facts.nightAmountsMinor
    .slice(0, on.nightCount)
    .map((amount) => amount + refunded.extraPerNightMinor);
  const base =
    sum(nights) + (on.stayFees ? refunded.stayFeesMinor : 0) + (on.guestFee ? refunded.guestFeeMinor : 0);
  const back =
    refundOf(nights, shares) +
    (on.stayFees ? refunded.stayFeesRefundMinor : 0) +
    (on.guestFee ? refunded.guestFeeRefundMinor : 0);
  return base === 0 ? 0 : applyRatioHalfUp(line.amountMinor, back, base);
}

/** The part of `amountMinor` that follows the nights; when nights cost nothing, the plain share of the nights counts. */
function followNights(
  facts: PaidFacts,
  amountMinor: number,
  shares: NightShares,
  nightsRefund: number,
): number {
  const nightsPaid = sum(facts.nightAmountsMinor);
  if (nightsPaid > 0) return applyRatioHalfUp(amountMinor, nightsRefund, nightsPaid);
  return applyRatioHalfUp(amountMinor, sum(shares.refundBps), shares.refundBps.length * BPS_WHOLE);
}

export function computeCancellation(facts: PaidFacts, by: CancelledBy, at: Date): ComputedCancellation {
  const shares = computeNightShares(facts, by, at);
  const stayed = by === "guest" && at >= checkInInstant(facts);
  const nightsMinor = sum(facts.nightAmountsMinor);
  const [extraMinor, cleaningMinor] = [amountOf(facts, "extra_guests"), amountOf(facts, "cleaning_fee")];
  const [petMinor, guestFeeMinor] = [amountOf(facts, "pet_fee"), amountOf(facts, "guest_service_fee")];
  const extraPerNightMinor = extraMinor / facts.nightAmountsMinor.length;

  const nightsRefund = refundOf(facts.nightAmountsMinor, shares);
  const extraRefund = refundOf(
    facts.nightAmountsMinor.map(() => extraPerNightMinor),
    shares,
  );
  const guestFeeRefund = followNights(facts, guestFeeMinor, shares, nightsRefund);
  const stayFeesMinor = cleaningMinor + petMinor;
  const refunded: Refunded = {
    shares,
    extraPerNightMinor,
    stayFeesMinor,
    stayFeesRefundMinor: stayed ? 0 : stayFeesMinor,
    guestFeeMinor,
    guestFeeRefundMinor: guestFeeRefund,
  };
  const taxes = facts.lines.filter((line) => line.kind === "tax");
  const taxRefundMinor = sum(taxes.map((line) => taxRefund(facts, line, refunded)));

  const ofStayFees: RefundReason =
    by === "guest" ? (stayed ? "checked_in" : "never_checked_in") : shares.because;
  const parts: RefundPart[] = [
    { what: "nights", paidMinor: nightsMinor, refundMinor: nightsRefund, because: shares.because },
    {
      what: "host_fees",
      paidMinor: extraMinor + petMinor,
      refundMinor: extraRefund + (stayed ? 0 : petMinor),
      because: extraMinor > 0 ? "follows_nights" : ofStayFees,
    },
    {
      what: "cleaning_fee",
      paidMinor: cleaningMinor,
      refundMinor: stayed ? 0 : cleaningMinor,
      because: ofStayFees,
    },
    {
      what: "guest_service_fee",
      paidMinor: guestFeeMinor,
      refundMinor: guestFeeRefund,
      because: "follows_nights",
    },
    {
      what: "tax",
      paidMinor: amountOf(facts, "tax"),
      refundMinor: taxRefundMinor,
      because: "follows_taxed_amounts",
    },
  ];
  return summarise(
    facts,
    parts.filter((part) => part.paidMinor !== 0),
  );
}

/** The host service fee shrinks with what the host keeps of nights and host fees. */
function summarise(facts: PaidFacts, parts: readonly RefundPart[]): ComputedCancellation {
  const ofHost = parts.filter((part) => part.what !== "guest_service_fee" && part.what !== "tax");
  const hostPaid = sum(ofHost.map((part) => part.paidMinor));
  const hostKept = hostPaid - sum(ofHost.map((part) => part.refundMinor));
  const feeKept = hostPaid === 0 ? 0 : applyRatioHalfUp(facts.hostFeeMinor, hostKept, hostPaid);
  return {
    refundMinor: sum(parts.map((part) => part.refundMinor)),
    hostKeepsMinor: hostKept - feeKept,
    hostFeeRefundMinor: facts.hostFeeMinor - feeKept,
    parts,
  };
}

export interface RefundStep {
  /** Exclusive; null: to the end of the stay. */
  readonly until: Date | null;
  readonly refundMinor: number;
  readonly kind: "full" | "partial" | "none";
}

/**
 * What a guest gets back from `from` on, step by step. The last step (until null) is what leaving during the first night
 * gives back; later nights give back less, as `computeCancellation` says for each instant.
 */
export function computeRefundSteps(facts: PaidFacts, from: Date): RefundStep[] {
  const instants = policyInstants(facts)
    .filter((instant) => instant > from)
    .sort((a, b) => a.getTime() - b.getTime());
  const steps: RefundStep[] = [];
  let begins = from;
  for (const until of [...instants, null]) {
    const { refundMinor } = computeCancellation(facts, "guest", begins);
    const last = steps.at(-1);
    if (last?.refundMinor === refundMinor) steps.pop();
    const kind = refundMinor === facts.totalMinor ? "full" : refundMinor === 0 ? "none" : "partial";
    steps.push({ until, refundMinor, kind });
    begins = until ?? begins;
  }
  return steps;
}
