"use client";
import { useEffect } from "react";
import type { z } from "zod";
import type { CallError } from "@/app/_trpc/call-server";
import { plainClient } from "@/app/_trpc/plain-client";
import { useAnswer } from "@/app/_trpc/use-answer";
import { readStayQuery, type StayQuery } from "@/app/(guest)/checkout/_parts/stay-query";
import type { policyTimelineOutput, Quote } from "@/server/modules/pricing/contract";
import type { ListingId } from "@/server/primitives/id";

export type PriceOfStay = {
  quoted: { quote: Quote | undefined; error: CallError | undefined; isFetching: boolean };
  policy: z.output<typeof policyTimelineOutput> | undefined;
};

/** Quotes are good for 30 minutes; one is asked for anew before that. */
const QUOTE_FRESH_MS = 20 * 60_000;

/** The signed price of the chosen stay and what of it comes back when, from the server on each change. */
export function usePriceOf(listingId: ListingId, chosen: StayQuery | undefined): PriceOfStay {
  const question = chosen ? { listingId, ...chosen } : undefined;
  const fresh = { freshMs: QUOTE_FRESH_MS };
  const quote = useAnswer(question, (client, asked) => client.pricing.quote.query(asked), fresh);
  const policy = useAnswer(question, (client, asked) => client.pricing.policyTimeline.query(asked), fresh);
  const stayKey = chosen ? `${chosen.stay.checkIn}/${chosen.stay.checkOut}` : undefined;
  useRecordedQuote(listingId, quote.isCurrent ? stayKey : undefined);
  return {
    quoted: { quote: quote.data, error: quote.error, isFetching: quote.isFetching },
    policy: policy.data,
  };
}

const recorded = new Set<string>();

/** Tells once for each stay that its price was shown; the funnel counts it. */
function useRecordedQuote(listingId: ListingId, stayKey: string | undefined): void {
  useEffect(() => {
    if (!stayKey || recorded.has(`${listingId}/${stayKey}`)) return;
    recorded.add(`${listingId}/${stayKey}`);
    const stay = readStayQuery({ checkIn: stayKey.slice(0, 10), checkOut: stayKey.slice(11) })?.stay;
    if (!stay) return;
    void plainClient()
      .then((client) => client.search.record.mutate({ interactions: [{ kind: "quote", listingId, stay }] }))
      .catch((error: unknown) => console.warn("the quote was not recorded", error));
  }, [listingId, stayKey]);
}
