"use client";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { readStayQuery, type StayQuery } from "@/app/(guest)/checkout/_parts/stay-query";
import type { Party } from "@/server/primitives/contracts";

export type StayChoice = {
  chosen: StayQuery | undefined;
  party: Party;
  setDates: (checkIn: string | null, checkOut: string | null) => void;
  setParty: (party: Party) => void;
};

type Change = Readonly<Record<string, string | number | null>>;

/**
 * Dates and guests: they live in the address, so that a reload, the way back or a shared link shows the same price. A press
 * shows at once; the address follows without asking the server for the page again.
 */
export function useStayChoice(): StayChoice {
  const address = useSearchParams().toString();
  const [state, setState] = useState({ address, query: address });
  // An address that came from elsewhere than a press: the way back, or a link to other dates.
  if (state.address !== address) setState({ address, query: address });
  const change = (values: Change) => {
    const next = new URLSearchParams(window.location.search);
    for (const [name, value] of Object.entries(values)) {
      if (value === null) next.delete(name);
      else next.set(name, String(value));
    }
    const query = next.toString();
    setState((before) => ({ ...before, query }));
    window.history.replaceState(null, "", query ? `?${query}` : window.location.pathname);
  };
  const values = Object.fromEntries(new URLSearchParams(state.query));
  return {
    chosen: readStayQuery(values),
    party: partyOf(values),
    setDates: (checkIn, checkOut) => change({ checkIn, checkOut }),
    // What is as it would be anyway stays out of the address.
    setParty: ({ adults, children, infants, pets }) =>
      change({
        adults: adults === 1 ? null : adults,
        children: children || null,
        infants: infants || null,
        pets: pets || null,
      }),
  };
}

function partyOf(values: Readonly<Record<string, string>>): Party {
  const count = (name: string, least: number) => {
    const value = Number(values[name] ?? least);
    return Number.isSafeInteger(value) && value >= least ? value : least;
  };
  return {
    adults: count("adults", 1),
    children: count("children", 0),
    infants: count("infants", 0),
    pets: count("pets", 0),
  };
}
