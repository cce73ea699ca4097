"use client";
import { RefreshCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useMemo, useRef, useState } from "react";
import { routes } from "@/app/_routes";
import { Checkbox } from "@/app/_ui/checkbox";
import { type MapBounds, type MapPin, MapView } from "@/app/_ui/map/map-view";
import type { SearchInput, SearchResult } from "@/server/modules/search/contract";
import { formatMoney, isCurrency } from "@/server/primitives/money";
import { boxText, type SearchParams } from "./search-query";

export type MapPanelProps = {
  result: SearchResult;
  box: SearchInput["box"];
  litId: string | undefined;
  onLit: (id: string | undefined) => void;
  params: SearchParams;
  styleUrl: string | undefined;
  /** Search within this part of the map. */
  onBox: (box: string) => void;
};

/** Prices where the homes are. Searching goes with the map when somebody wants that, else on a press. */
export function MapPanel({ result, box, litId, onLit, params, styleUrl, onBox }: MapPanelProps) {
  const t = useTranslations("search.map");
  const router = useRouter();
  const pins = usePins(result);
  const [follow, setFollow] = useState(box !== undefined);
  const [moved, setMoved] = useState<MapBounds>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const bounds = useMemo(() => box ?? boundsOf(result), [box, result]);
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
      onOpen={(id) =>
        router.push(
          routes.listing(id, {
            checkIn: params.checkIn,
            checkOut: params.checkOut,
            adults: params.adults,
            children: params.children,
            infants: params.infants,
            pets: params.pets,
            from: "search",
          }),
        )
      }
      {...(bounds ? { bounds } : {})}
      onMove={onMove}
      styleUrl={styleUrl}
      controls
    >
      {moved && !follow ? (
        <button
          type="button"
          onClick={() => onBox(boxText(moved))}
          className="absolute inset-x-0 top-4 z-10 mx-auto flex h-11 w-fit cursor-pointer items-center gap-2 rounded-control bg-surface px-4 font-semibold shadow-raised hovered:bg-sunk"
        >
          <RefreshCw size={16} aria-hidden="true" />
          {t("searchArea")}
        </button>
      ) : null}
      <div className="absolute start-4 bottom-4 z-10 rounded-control bg-surface px-3.5 py-2.5 font-medium shadow-raised">
        <Checkbox
          label={t("follow")}
          checked={follow}
          onChange={(event) => setFollow(event.target.checked)}
        />
      </div>
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
        ? formatMoney({ amountMinor: pin.amountMinor, currency: pin.currency }, locale).replace(/\.\d+$/, "")
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
