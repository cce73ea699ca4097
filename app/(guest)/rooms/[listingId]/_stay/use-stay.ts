"use client";
import { keepPreviousData, skipToken, useQuery } from "@tanstack/react-query";
import { parseAsInteger, parseAsString, useQueryStates } from "nuqs";
import { useEffect } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { plainClient } from "@/app/_trpc/plain-client";
import { readStayQuery, type StayQuery } from "@/app/(guest)/checkout/_parts/stay-query";
import type { Party } from "@/server/primitives/contracts";
import { useHome } from "./stay-provider";

const keys = {
  checkIn: parseAsString,
  checkOut: parseAsString,
  adults: parseAsInteger.withDefault(1),
  children: parseAsInteger.withDefault(0),
  infants: parseAsInteger.withDefault(0),
  pets: parseAsInteger.withDefault(0),
};

/** Dates and guests: they live in the address, so that a reload or a shared link shows the same price. */
export function useStay() {
  const [state, setState] = useQueryStates(keys, { history: "replace", scroll: false });
  const party: Party = {
    adults: state.adults,
    children: state.children,
    infants: state.infants,
    pets: state.pets,
  };
  const chosen: StayQuery | undefined = readStayQuery({
    ...(state.checkIn ? { checkIn: state.checkIn } : {}),
    ...(state.checkOut ? { checkOut: state.checkOut } : {}),
    adults: String(state.adults),
    children: String(state.children),
    infants: String(state.infants),
    pets: String(state.pets),
  });
  return {
    chosen,
    party,
    setDates: (checkIn: string | null, checkOut: string | null) => setState({ checkIn, checkOut }),
    setParty: (next: Party) => setState(next),
  };
}

/** Quotes are good for 30 minutes; one is asked for anew before that. */
const QUOTE_FRESH_MS = 20 * 60_000;

/** The signed price of the chosen stay, from the server on each change. */
export function useQuote() {
  const { listingId } = useHome();
  const { chosen } = useStay();
  const trpc = useTRPC();
  const query = useQuery(
    trpc.pricing.quote.queryOptions(
      chosen ? { listingId, stay: chosen.stay, party: chosen.party } : skipToken,
      { placeholderData: keepPreviousData, staleTime: QUOTE_FRESH_MS },
    ),
  );
  const stayKey = chosen ? `${chosen.stay.checkIn}/${chosen.stay.checkOut}` : undefined;
  const shown = query.isSuccess && !query.isPlaceholderData;
  useRecordedQuote(shown ? stayKey : undefined);
  return { ...query, quote: chosen ? query.data : undefined };
}

const recorded = new Set<string>();

/** Tells once for each stay that its price was shown; the funnel counts it. */
function useRecordedQuote(stayKey: string | undefined): void {
  const { listingId } = useHome();
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

/** What comes back when, for the chosen stay. */
export function usePolicySteps() {
  const { listingId } = useHome();
  const { chosen } = useStay();
  const trpc = useTRPC();
  const query = useQuery(
    trpc.pricing.policyTimeline.queryOptions(
      chosen ? { listingId, stay: chosen.stay, party: chosen.party } : skipToken,
      { placeholderData: keepPreviousData },
    ),
  );
  return chosen ? query.data : undefined;
}
