"use client";
import { RefreshCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useMemo, useRef, useState } from "react";
import { routes } from "@/app/_routes";
import { Checkbox } from "@/app/_ui/checkbox";
import { classNames } from "@/app/_ui/class-names";
import { formatMoney } from "@/app/_ui/format/money-parts";
import { type MapBounds, type MapPin, MapView } from "@/app/_ui/map/map-view";
import type { SearchInput, SearchResult } from "@/server/modules/search/contract";
import { isCurrency } from "@/server/primitives/money";
import { boxText, type SearchParams, stayQueryOfSearch } from "./search-query";

export type MapPanelProps = {
  result: SearchResult;
  input: SearchInput;
  litId: string | undefined;
  onLit: (id: string | undefined) => void;
  params: SearchParams;
  styleUrl: string | undefined;
  /** Search within this part of the map. */
  onBox: (box: string) => void;
  /** On a phone: the share of the map that the list hides at its foot. Search then waits to be asked for. */
  covered?: number;
};

/** Prices where the homes are. Searching goes with the map when somebody wants that, else on a press. */
export function MapPanel({ result, input, litId, onLit, params, styleUrl, onBox, covered }: MapPanelProps) {
  const t = useTranslations("search.map");
  const router = useRouter();
  const pins = usePins(result);
  const { box } = input;
  const onPhone = covered !== undefined;
  const [follow, setFollow] = useState(box !== undefined && !onPhone);
  const [moved, setMoved] = useState<MapBounds>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const bounds = useMemo(() => box ?? boundsOf(result), [box, result]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other results are those of the part in sight
  useEffect(() => setMoved(undefined), [result]);
  const onMove = (bounds: MapBounds) => {
    setMoved(bounds);
    clearTimeout(timer.current);
    if (follow) timer.current = setTimeout(() => onBox(boxText(bounds)), SETTLE_MS);
  };
  return (
    <MapView
      label={t("label")}
      pins={pins}
      litId={litId}
      onLit={onLit}
      onOpen={(id) => router.push(routes.listing(id, stayQueryOfSearch(params)))}
      {...(bounds ? { bounds } : {})}
      onMove={onMove}
      styleUrl={styleUrl}
      controls
      covered={covered}
    >
      {moved && !follow ? (
        <button
          type="button"
          onClick={() => onBox(boxText(moved))}
          className={classNames(
            "absolute inset-x-0 z-10 mx-auto flex h-11 w-fit cursor-pointer items-center gap-2 rounded-control bg-surface px-4 font-semibold shadow-raised hovered:bg-sunk",
            onPhone ? "bottom-[calc(var(--shown)+16px)]" : "top-4",
          )}
        >
          <RefreshCw size={16} aria-hidden="true" />
          {t("searchArea")}
        </button>
      ) : null}
      {onPhone ? null : (
        <div className="absolute start-4 bottom-4 z-10 rounded-control bg-surface px-3.5 py-2.5 font-medium shadow-raised">
          <Checkbox
            label={t("follow")}
            checked={follow}
            onChange={(event) => setFollow(event.target.checked)}
          />
        </div>
      )}
    </MapView>
  );
}

/** Somebody who is still moving the map is not asked for. */
const SETTLE_MS = 350;

function usePins(result: SearchResult): MapPin[] {
  const locale = useLocale();
  const t = useTranslations("search.map");
  return useMemo(() => {
    const titles = new Map<string, string>(result.items.map((item) => [item.listingId, item.title]));
    return result.pins.map((pin) => ({
      id: pin.listingId,
      lng: pin.longitude,
      lat: pin.latitude,
      label: isCurrency(pin.currency)
        ? formatMoney({ amountMinor: pin.amountMinor, currency: pin.currency }, locale, { round: true })
        : "",
      title: titles.get(pin.listingId) ?? t("home"),
      saved: pin.saved,
    }));
  }, [result, locale, t]);
}

const MARGIN_DEGREES = 0.004;
/** A home far out does not push the others together: the map opens on all but this share at each end. */
const LEFT_OUT_SHARE = 0.02;

/** The part of the map that holds the pins; of a market with none, its place. */
function boundsOf(result: SearchResult): MapBounds | undefined {
  if (result.pins.length === 0) return result.place?.box ?? undefined;
  const [west, east] = middleOf(result.pins.map((pin) => pin.longitude));
  const [south, north] = middleOf(result.pins.map((pin) => pin.latitude));
  return {
    west: west - MARGIN_DEGREES,
    east: east + MARGIN_DEGREES,
    south: south - MARGIN_DEGREES,
    north: north + MARGIN_DEGREES,
  };
}

function middleOf(values: readonly number[]): [number, number] {
  const sorted = [...values].sort((a, b) => a - b);
  const out = Math.floor(sorted.length * LEFT_OUT_SHARE);
  return [sorted[out] ?? 0, sorted[sorted.length - 1 - out] ?? 0];
}
