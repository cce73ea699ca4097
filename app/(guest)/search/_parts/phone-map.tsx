"use client";
import { List } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { DragSheet } from "@/app/_ui/drag-sheet";
import type { SheetStop } from "@/app/_ui/sheet-stops";
import { nightCount } from "@/server/primitives/stay";
import { HomeLine } from "./home-line";
import { MapPanel, type MapPanelProps } from "./map-panel";
import { stayQueryOfSearch } from "./search-query";

type Props = Omit<MapPanelProps, "covered"> & { onClose: () => void };

/** How much of the map the sheet hides at each stop; the whole hides it anyway and moves nothing. */
const COVERED: Record<SheetStop, number> = { peek: 0.13, half: 0.48, full: 0.48 };

/** On a phone the map lies between search and tabs, and the list is a sheet over it; the lit home scrolls into sight. */
export function PhoneMap({ onClose, ...map }: Props) {
  const t = useTranslations("search");
  const [stop, setStop] = useState<SheetStop>("half");
  const list = useRef<HTMLUListElement>(null);
  const close = useRef<HTMLButtonElement>(null);
  const { result, input, litId, params } = map;
  useEffect(() => close.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    if (litId)
      list.current?.querySelector(`[data-home="${CSS.escape(litId)}"]`)?.scrollIntoView({ block: "nearest" });
  }, [litId]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes from wherever the focus is within
    <div
      className="fixed inset-x-0 top-32 bottom-[calc(4rem+1px+max(env(safe-area-inset-bottom),0.5rem))] z-20 md:top-33 md:bottom-0 lg:hidden"
      onKeyDown={(event) => event.key === "Escape" && onClose()}
    >
      <DragSheet
        label={t("map.sheet")}
        stop={stop}
        onStop={setStop}
        className="size-full"
        behind={<MapPanel {...map} covered={COVERED[stop]} />}
        head={
          <div className="flex items-center justify-between ps-4 pe-2 pb-2">
            <h2 className="font-semibold text-base tabular-nums" aria-live="polite">
              {t("countHere", { count: result.matchCount, least: String(result.matchCountIsLeast) })}
            </h2>
            <button
              ref={close}
              type="button"
              onClick={onClose}
              className="flex h-11 cursor-pointer items-center gap-2 rounded-control px-3 font-semibold hovered:bg-hover"
            >
              <List size={18} aria-hidden="true" />
              {t("map.list")}
            </button>
          </div>
        }
      >
        <ul ref={list} className="divide-y divide-line px-2 pb-2">
          {result.items.map((home) => (
            <li key={home.listingId} className="py-1.5">
              <HomeLine
                home={home}
                query={stayQueryOfSearch(params)}
                nights={input.stay ? nightCount(input.stay) : undefined}
                lit={litId === home.listingId}
              />
            </li>
          ))}
        </ul>
      </DragSheet>
    </div>
  );
}
