"use client";
import { useEffect, useRef } from "react";

/** For a row of links that scrolls sideways on a phone: brings the one that is open into sight when the page is another. */
export function useHereInSight<Row extends HTMLElement>(page: string) {
  const row = useRef<Row>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the page decides which link is marked
  useEffect(() => {
    const here = row.current?.querySelector<HTMLElement>("[aria-current]");
    if (!row.current || !here) return;
    const [frame, link] = [row.current.getBoundingClientRect(), here.getBoundingClientRect()];
    row.current.scrollLeft += link.left + link.width / 2 - (frame.left + frame.width / 2);
  }, [page]);
  return row;
}
