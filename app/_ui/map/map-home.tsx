"use client";
import { House } from "lucide-react";
import type { Map as MapLibre } from "maplibre-gl";
import { useEffect, useState } from "react";
import { Placed } from "./map-pins";
import type { LngLat, MapViewProps } from "./map-view";

const metresPerPixelAtEquator = 78_271.517;

/** About where a home is (a circle that keeps its metres as the map zooms), or exactly where. */
export function MapHome({ map, circle, home }: { map: MapLibre } & Pick<MapViewProps, "circle" | "home">) {
  return (
    <>
      {circle ? <Circle map={map} circle={circle} /> : null}
      {home ? (
        <Placed map={map} at={home} anchor="bottom" above>
          <span className="grid size-10 rotate-45 place-items-center rounded-full rounded-ee-[4px] bg-moss text-on-moss shadow-[0_0_0_3px_var(--color-surface),0_6px_14px_-2px_var(--pin-shadow)]">
            <House size={18} aria-hidden="true" className="-rotate-45" />
          </span>
        </Placed>
      ) : null}
    </>
  );
}

function Circle({ map, circle }: { map: MapLibre; circle: LngLat & { radiusM: number } }) {
  const [zoom, setZoom] = useState(() => map.getZoom());
  useEffect(() => {
    const follow = () => setZoom(map.getZoom());
    map.on("zoom", follow);
    return () => {
      map.off("zoom", follow);
    };
  }, [map]);
  const metresPerPixel = (metresPerPixelAtEquator * Math.cos((circle.lat * Math.PI) / 180)) / 2 ** zoom;
  const size = (2 * circle.radiusM) / metresPerPixel;
  return (
    <Placed map={map} at={circle} anchor="center" above={false}>
      <span
        className="pointer-events-none grid place-items-center rounded-full border-2 border-moss bg-moss/16"
        style={{ width: size, height: size }}
      >
        <span className="grid size-10 place-items-center rounded-full bg-moss text-on-moss">
          <House size={18} aria-hidden="true" />
        </span>
      </span>
    </Placed>
  );
}
