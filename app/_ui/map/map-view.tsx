"use client";
import type { ReactNode } from "react";
import { onDemand } from "../on-demand";
import { Skeleton } from "../skeleton";

const MapCanvas = onDemand(
  () => import("./map-canvas").then((module) => module.MapCanvas),
  () => <Skeleton className="absolute inset-0 rounded-none" />,
);

export type LngLat = { lng: number; lat: number };
/** West, south, east, north in degrees. */
export type MapBounds = { west: number; south: number; east: number; north: number };

export type MapPin = LngLat & {
  id: string;
  /** The rounded price: "$532". */
  label: string;
  /** Read out with it: the home's title. */
  title: string;
  saved?: boolean;
  /** Looked at before: sunk and quiet. */
  seen?: boolean;
  /** What pins that are shown as one add up; each counts as one without it. */
  amount?: number;
};

export type MapViewProps = {
  /** Read out as the map's name. Say where the same homes stand as a list. */
  label: string;
  pins?: readonly MapPin[];
  /** The pin that is lit, together with its card. */
  litId?: string | undefined;
  onLit?: (id: string | undefined) => void;
  onOpen?: (id: string) => void;
  /** Names several pins shown as one by what they add up: "12 unmet nights". "12 homes" without it. */
  sumLabel?: ((sum: number) => string) | undefined;
  /** Where to look first: a box, or a point with a zoom. */
  bounds?: MapBounds;
  center?: LngLat;
  zoom?: number;
  /** The part in sight after somebody moved it (not after the page did). */
  onMove?: (bounds: MapBounds) => void;
  /** About where a home is, before it is booked: a circle, its radius in metres. */
  circle?: (LngLat & { radiusM: number }) | undefined;
  /** Exactly where, afterwards. */
  home?: LngLat | undefined;
  /** A style in place of ours: the market's MAP_STYLE_URL. */
  styleUrl?: string | undefined;
  controls?: boolean;
  /** Asks for the whole window; shows the button for it. */
  onExpand?: () => void;
  /** The share of it that something hides at its foot: what is fitted and told is the rest. */
  covered?: number | undefined;
  /** Moves only when asked with two fingers or Ctrl, for a map within a page. */
  still?: boolean;
  /** Over the map: "Search this area", a tick box. Place them absolutely. */
  children?: ReactNode;
  className?: string;
};

/** A map with price pins and clusters. The library comes when this is shown; the place keeps its size meanwhile. */
export function MapView({ className, children, ...rest }: MapViewProps) {
  return (
    <div className={`relative isolate overflow-hidden bg-map-out ${className ?? "size-full"}`}>
      <MapCanvas {...rest} />
      {children}
    </div>
  );
}
