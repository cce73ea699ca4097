"use client";
import { createContext, type ReactNode, useContext } from "react";
import { assertPresent } from "@/server/primitives/assert";
import type { ListingId } from "@/server/primitives/id";
import type { LocalDate } from "@/server/primitives/local-date";
import type { Currency } from "@/server/primitives/money";
import { type PriceOfStay, usePriceOf } from "./use-price";
import { type StayChoice, useStayChoice } from "./use-stay-choice";

/** What the parts that depend on dates and guests know of the home. */
export type HomeOfStay = {
  listingId: ListingId;
  capacity: number;
  petsMax: number;
  today: LocalDate;
  timeZone: string;
  currency: Currency;
  baseMinor: number;
  policy: string;
  city: string;
  isOwn: boolean;
};

const StayContext = createContext<{ home: HomeOfStay; choice: StayChoice; price: PriceOfStay } | undefined>(
  undefined,
);

/** Around the page: the home's own facts, the chosen stay, and what that costs. */
export function StayProvider({ children, ...home }: HomeOfStay & { children: ReactNode }) {
  const choice = useStayChoice();
  const price = usePriceOf(home.listingId, choice.chosen);
  return <StayContext value={{ home, choice, price }}>{children}</StayContext>;
}

function useStayContext() {
  return assertPresent(useContext(StayContext), "the home around a part of its page");
}

export const useHome = (): HomeOfStay => useStayContext().home;
export const useStay = (): StayChoice => useStayContext().choice;
export const useQuote = (): PriceOfStay["quoted"] => useStayContext().price.quoted;
/** What comes back when, for the chosen stay. */
export const usePolicySteps = (): PriceOfStay["policy"] => useStayContext().price.policy;
