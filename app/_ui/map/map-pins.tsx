"use client";
import { type Map as MapLibre, Marker } from "maplibre-gl";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { createPortal } from "react-dom";
import Supercluster from "supercluster";
import { ClusterPin } from "./cluster-pin";
import type { LngLat, MapPin } from "./map-view";
import { PricePin } from "./price-pin";

type Shown =
  | { key: string; at: LngLat; pin: MapPin }
  | { key: string; at: LngLat; cluster: number; count: number };

const clusterRadiusPx = 46;
const clusterZoomMax = 15;

/** Pins that are in sight, those too near each other as one. The lit one always stands apart. */
export function MapPins(props: {
  map: MapLibre;
  pins: readonly MapPin[];
  litId: string | undefined;
  onLit: ((id: string | undefined) => void) | undefined;
  onOpen: ((id: string) => void) | undefined;
}) {
  const { map, pins, litId, onLit, onOpen } = props;
  const t = useTranslations("ui.map");
  const { index, shown } = useClusters(map, pins, litId);
  return shown.map((one) =>
    "pin" in one ? (
      <Placed key={one.key} map={map} at={one.at} anchor="bottom" above={one.pin.id === litId}>
        <PricePin
          price={one.pin.label}
          title={one.pin.title}
          lit={one.pin.id === litId}
          seen={Boolean(one.pin.seen)}
          saved={Boolean(one.pin.saved)}
          onPointerEnter={(event) => event.pointerType === "mouse" && onLit?.(one.pin.id)}
          onPointerLeave={(event) => event.pointerType === "mouse" && onLit?.(undefined)}
          onFocus={(event) => event.currentTarget.matches(":focus-visible") && onLit?.(one.pin.id)}
          // A finger has no hover: its first press lights the home up, the second opens it.
          onClick={() => (one.pin.id === litId ? onOpen : onLit)?.(one.pin.id)}
        />
      </Placed>
    ) : (
      <Placed key={one.key} map={map} at={one.at} anchor="center" above={false}>
        <ClusterPin
          count={one.count}
          label={t("cluster", { count: one.count })}
          onClick={() =>
            map.easeTo({ center: one.at, zoom: index.getClusterExpansionZoom(one.cluster) + 0.3 })
          }
        />
      </Placed>
    ),
  );
}

function useClusters(map: MapLibre, pins: readonly MapPin[], litId: string | undefined) {
  const index = useMemo(() => {
    const made = new Supercluster<{ pin: MapPin }>({ radius: clusterRadiusPx, maxZoom: clusterZoomMax });
    made.load(
      pins
        .filter((pin) => pin.id !== litId)
        .map((pin) => ({
          type: "Feature",
          properties: { pin },
          geometry: { type: "Point", coordinates: [pin.lng, pin.lat] },
        })),
    );
    return made;
  }, [pins, litId]);
  const [view, setView] = useState(() => viewOf(map));
  useEffect(() => {
    const follow = () => setView(viewOf(map));
    map.on("moveend", follow);
    map.on("zoom", follow);
    follow();
    return () => {
      map.off("moveend", follow);
      map.off("zoom", follow);
    };
  }, [map]);
  const shown = useMemo<Shown[]>(() => {
    const lit = pins.find((pin) => pin.id === litId);
    const rest = index.getClusters(view.box, view.zoom).map((feature): Shown => {
      const [lng = 0, lat = 0] = feature.geometry.coordinates;
      const of = feature.properties;
      return "cluster_id" in of
        ? { key: `cluster-${of.cluster_id}`, at: { lng, lat }, cluster: of.cluster_id, count: of.point_count }
        : { key: of.pin.id, at: of.pin, pin: of.pin };
    });
    return lit ? [...rest, { key: lit.id, at: lit, pin: lit }] : rest;
  }, [index, view, pins, litId]);
  return { index, shown };
}

function viewOf(map: MapLibre): { box: [number, number, number, number]; zoom: number } {
  const box = map.getBounds();
  return {
    box: [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()],
    zoom: Math.round(map.getZoom()),
  };
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
