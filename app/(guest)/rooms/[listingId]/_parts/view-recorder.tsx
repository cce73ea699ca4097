"use client";
import { useEffect, useRef } from "react";
import { plainClient } from "@/app/_trpc/plain-client";
import type { ListingId } from "@/server/primitives/id";

const SOURCES = ["search", "home", "similar", "wishlist"] as const;

/** Tells once that the page was looked at: in the browser, so that prefetching and robots are not taken for people. */
export function ViewRecorder({ listingId, source }: { listingId: ListingId; source: string | undefined }) {
  const told = useRef(false);
  useEffect(() => {
    if (told.current) return;
    told.current = true;
    const from = SOURCES.find((one) => one === source) ?? "link";
    void plainClient()
      .then((client) =>
        client.search.record.mutate({ interactions: [{ kind: "view", listingId, source: from }] }),
      )
      .catch((error: unknown) => console.warn("the view was not recorded", error));
  }, [listingId, source]);
  return null;
}
