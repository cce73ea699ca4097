/** A stay and party in an address: `checkIn`, `checkOut`, `adults`, `children`, `infants`, `pets`. */
import type { Query } from "@/app/_routes";
import type { Party } from "@/server/primitives/contracts";
import { isLocalDate } from "@/server/primitives/local-date";
import { isStay, type Stay } from "@/server/primitives/stay";

export interface StayQuery {
  readonly stay: Stay;
  readonly party: Party;
}

/** Most of each that a party can have; those of the server's contract, which decides. */
const PARTY_MAX: Party = { adults: 50, children: 50, infants: 20, pets: 20 };

function countOf(text: string | undefined, least: number): number {
  return text === undefined || text === "" ? least : Number(text);
}

/**
 * What the address says, or undefined when it is no stay that could be booked. Checked by hand, since the browser would
 * load a contract library for it; the procedures check again.
 */
export function readStayQuery(query: Readonly<Record<string, string | undefined>>): StayQuery | undefined {
  const { checkIn = "", checkOut = "" } = query;
  const party: Party = {
    adults: countOf(query.adults, 1),
    children: countOf(query.children, 0),
    infants: countOf(query.infants, 0),
    pets: countOf(query.pets, 0),
  };
  if (!isLocalDate(checkIn) || !isLocalDate(checkOut) || !isStay({ checkIn, checkOut })) return undefined;
  const names = Object.keys(PARTY_MAX) as (keyof Party)[];
  const fits = names.every(
    (name) => Number.isInteger(party[name]) && party[name] >= 0 && party[name] <= PARTY_MAX[name],
  );
  return fits && party.adults >= 1 ? { stay: { checkIn, checkOut }, party } : undefined;
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
