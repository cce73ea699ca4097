import { useEffect, useState } from "react";
import { plainClient } from "@/app/_trpc/plain-client";
import type { SearchFilters, SearchInput, SearchResult } from "@/server/modules/search/contract";

const PAUSE_MS = 150;

type Live = Pick<
  SearchResult,
  "counts" | "countsAreLeast" | "histogram" | "matchCount" | "matchCountIsLeast"
>;

/** Counts with the filters as they stand in the sheet, before they are shown in the page. */
export function useLiveResult(
  open: boolean,
  input: SearchInput,
  filters: SearchFilters,
  first: SearchResult,
): Live {
  const [live, setLive] = useState<Live>(first);
  const asked = JSON.stringify(filters);
  useEffect(() => {
    if (!open) return;
    let stale = false;
    const timer = setTimeout(() => {
      const { cursor: _cursor, ...rest } = input;
      void plainClient()
        .then((client) =>
          client.search.listings.query({ ...rest, filters: JSON.parse(asked) as SearchFilters, pageSize: 1 }),
        )
        .then((answer) => {
          if (!stale) setLive(answer);
        })
        .catch((error: unknown) => console.warn("homes were not counted", error));
    }, PAUSE_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [open, input, asked]);
  return live;
}
