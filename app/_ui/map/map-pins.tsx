"use client";
import { LngLatBounds, type Map as MapLibre, Marker } from "maplibre-gl";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { createPortal } from "react-dom";
import { ClusterPin } from "./cluster-pin";
import { groupPins, type PinGroup } from "./group-pins";
import type { LngLat, MapPin } from "./map-view";
import { PricePin } from "./price-pin";

/** Homes that are in sight, those too near each other as one. */
export function MapPins(props: {
  map: MapLibre;
  pins: readonly MapPin[];
  litId: string | undefined;
  onLit: ((id: string | undefined) => void) | undefined;
  onOpen: ((id: string) => void) | undefined;
  sumLabel?: ((sum: number) => string) | undefined;
}) {
  const t = useTranslations("ui.map");
  const { map, pins, litId, onLit, onOpen, sumLabel = (count: number) => t("cluster", { count }) } = props;
  const groups = useGroups(map, pins, litId);
  return groups.map(({ key, at, pins: [pin, ...others] }) =>
    others.length === 0 ? (
      <Placed key={key} map={map} at={at} anchor="bottom" above={pin.id === litId}>
        <PricePin
          price={pin.label}
          title={pin.title}
          lit={pin.id === litId}
          seen={Boolean(pin.seen)}
          saved={Boolean(pin.saved)}
          onPointerEnter={(event) => event.pointerType === "mouse" && onLit?.(pin.id)}
          onPointerLeave={(event) => event.pointerType === "mouse" && onLit?.(undefined)}
          onFocus={(event) => event.currentTarget.matches(":focus-visible") && onLit?.(pin.id)}
          // A finger has no hover: its first press lights the home up, the second opens it.
          onClick={() => (pin.id === litId ? onOpen : onLit)?.(pin.id)}
        />
      </Placed>
    ) : (
      <Placed key={key} map={map} at={at} anchor="center" above={false}>
        <ClusterPin
          count={sumOf([pin, ...others])}
          label={sumLabel(sumOf([pin, ...others]))}
          onClick={() => comeCloser(map, [pin, ...others])}
        />
      </Placed>
    ),
  );
}

const sumOf = (pins: readonly MapPin[]) => pins.reduce((sum, { amount = 1 }) => sum + amount, 0);

/** The lit home stands apart, and last: a mark above others is drawn after them. */
function useGroups(map: MapLibre, pins: readonly MapPin[], litId: string | undefined): readonly PinGroup[] {
  const [view, setView] = useState(() => viewOf(map));
  useEffect(() => {
    const follow = () => setView((before) => (sameView(before, viewOf(map)) ? before : viewOf(map)));
    map.on("moveend", follow);
    map.on("zoom", follow);
    follow();
    return () => {
      map.off("moveend", follow);
      map.off("zoom", follow);
    };
  }, [map]);
  const { zoom, bounds } = view;
  const groups = useMemo(
    () => [
      ...groupPins(
        pins.filter((pin) => pin.id !== litId),
        zoom,
      ),
      ...pins
        .filter((pin) => pin.id === litId)
        .map((pin) => ({ key: pin.id, at: pin, pins: [pin] as const })),
    ],
    [pins, litId, zoom],
  );
  return useMemo(() => groups.filter(({ at }) => bounds.contains(at)), [groups, bounds]);
}

/** Zoom in steps, rounded down: between two steps marks only part. */
const zoomSteps = 4;

const viewOf = (map: MapLibre) => ({
  zoom: Math.floor(map.getZoom() * zoomSteps) / zoomSteps,
  bounds: map.getBounds(),
});

type View = ReturnType<typeof viewOf>;

const sameView = (one: View, other: View) =>
  one.zoom === other.zoom && String(one.bounds) === String(other.bounds);

const closestZoom = 17;

function comeCloser(map: MapLibre, pins: readonly MapPin[]): void {
  const bounds = new LngLatBounds();
  for (const pin of pins) bounds.extend(pin);
  map.fitBounds(bounds, { padding: 72, maxZoom: closestZoom });
}

/** Something of ours at a point of the map: MapLibre moves the element, React fills it. */
export function Placed(props: {
  map: MapLibre;
  at: LngLat;
  anchor: "bottom" | "center";
  above: boolean;
  children: ReactNode;
}) {
  const { map, at, anchor, above, children } = props;
  const [element] = useState(() => document.createElement("div"));
  const { lng, lat } = at;
  useEffect(() => {
    const marker = new Marker({ element, anchor, offset: anchor === "bottom" ? [0, -5] : [0, 0] })
      .setLngLat({ lng, lat })
      .addTo(map);
    // MapLibre calls every marker "Map marker"; the button inside has the true name.
    element.removeAttribute("aria-label");
    element.removeAttribute("role");
    element.removeAttribute("tabindex");
    return () => {
      marker.remove();
    };
  }, [map, element, lng, lat, anchor]);
  useEffect(() => {
    element.style.zIndex = above ? "5" : "1";
  }, [element, above]);
  return createPortal(children, element);
}
