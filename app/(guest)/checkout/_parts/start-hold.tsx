import { notFound } from "next/navigation";
import { serverCaller } from "@/app/_trpc/server";
import { refusalOf } from "@/app/_viewer/refusal-of";
import type { ListingId } from "@/server/primitives/id";
import { Refused } from "./refused";
import type { StayQuery } from "./stay-query";
import { TakeHold } from "./take-hold";

/** Asks for the price of the stay; the browser then takes the hold at that price. */
export async function StartHold({ listingId, query }: { listingId: ListingId; query: StayQuery }) {
  const caller = await serverCaller();
  try {
    const quote = await caller.pricing.quote({ listingId, stay: query.stay, party: query.party });
    return <TakeHold listingId={listingId} query={query} quoteId={quote.quoteId} total={quote.total} />;
  } catch (error) {
    const code = refusalOf(error);
    if (code === "listing_not_found") notFound();
    if (!code) throw error;
    return <Refused code={code} listingId={listingId} query={query} alternatives={[]} />;
  }
}
