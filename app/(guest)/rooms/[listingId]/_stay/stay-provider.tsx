"use client";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { createContext, type ReactNode, useContext } from "react";
import { TrpcProvider } from "@/app/_trpc/client";
import type { StayQuery } from "@/app/(guest)/checkout/_parts/stay-query";
import { assertPresent } from "@/server/primitives/assert";
import type { ListingId } from "@/server/primitives/id";
import type { LocalDate } from "@/server/primitives/local-date";
import type { Currency } from "@/server/primitives/money";

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
  /** The stay in the address when the page was asked for. */
  initial: StayQuery | null;
};

const HomeContext = createContext<HomeOfStay | undefined>(undefined);

export function useHome(): HomeOfStay {
  return assertPresent(useContext(HomeContext), "the home around a part of its page");
}

/** Around the page: address state, the client for quotes, and the home's own facts. */
export function StayProvider({ children, ...home }: HomeOfStay & { children: ReactNode }) {
  return (
    <NuqsAdapter>
      <TrpcProvider>
        <HomeContext value={home}>{children}</HomeContext>
      </TrpcProvider>
    </NuqsAdapter>
  );
}
