import { useSearchParams } from "next/navigation";
import { useEffect, useRef } from "react";
import type { Query } from "@/app/_routes";

/** Which of list and map a phone shows stands in the address: Back leads from the map to the list, and a link to either. */
export function usePhoneMap() {
  const open = useSearchParams().get("view") === "map";
  const opener = useRef<HTMLButtonElement>(null);
  const isBackClosing = useRef(false);
  const wasOpen = useRef(open);
  useEffect(() => {
    if (wasOpen.current && !open) opener.current?.focus({ preventScroll: true });
    wasOpen.current = open;
  }, [open]);
  const address = (view?: "map") => {
    const url = new URL(window.location.href);
    if (view) url.searchParams.set("view", view);
    else url.searchParams.delete("view");
    return url;
  };
  return {
    open,
    opener,
    show: () => {
      isBackClosing.current = true;
      window.history.pushState(null, "", address("map"));
    },
    hide: () => {
      if (isBackClosing.current) window.history.back();
      else window.history.replaceState(null, "", address());
    },
    kept: (query: Query): Query => {
      isBackClosing.current = false;
      return open ? { ...query, view: "map" } : query;
    },
  };
}
