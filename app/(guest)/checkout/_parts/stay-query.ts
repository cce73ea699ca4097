/** A stay and party in an address: `checkIn`, `checkOut`, `adults`, `children`, `infants`, `pets`. */
import type { Query } from "@/app/_routes";
import { type Party, partyContract, stayContract } from "@/server/primitives/contracts";
import type { Stay } from "@/server/primitives/stay";

export interface StayQuery {
  readonly stay: Stay;
  readonly party: Party;
}

function countOf(text: string | undefined, fallback: number): number {
  return text === undefined || text === "" ? fallback : Number(text);
}

/** What the address says, or undefined when it is no stay that could be booked. */
export function readStayQuery(query: Readonly<Record<string, string | undefined>>): StayQuery | undefined {
  const stay = stayContract.safeParse({ checkIn: query.checkIn, checkOut: query.checkOut });
  const party = partyContract.safeParse({
    adults: countOf(query.adults, 1),
    children: countOf(query.children, 0),
    infants: countOf(query.infants, 0),
    pets: countOf(query.pets, 0),
  });
  return stay.success && party.success ? { stay: stay.data, party: party.data } : undefined;
}

/** The same in an address; what is zero is left out. */
export function stayQueryOf({ stay, party }: StayQuery): Query {
  return {
    checkIn: stay.checkIn,
    checkOut: stay.checkOut,
    adults: party.adults,
    children: party.children || undefined,
    infants: party.infants || undefined,
    pets: party.pets || undefined,
  };
}
