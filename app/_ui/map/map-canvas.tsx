"use client";
import "maplibre-gl/dist/maplibre-gl.css";
import { Maximize2, Minus, Plus } from "lucide-react";
import { Map as MapLibre, setWorkerUrl } from "maplibre-gl";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { MapHome } from "./map-home";
import { MapPins } from "./map-pins";
import type { MapBounds, MapViewProps } from "./map-view";
import { type MapTheme, mapCredit, mapStyle } from "./style";
import { useMapTheme } from "./use-map-theme";

const zoomMax = 17;
const FIT_ZOOM_MAX = 15;
const MARGIN_PX = 48;
const CONTROLS_PX = 92;
setWorkerUrl("/maplibre/maplibre-gl-worker.mjs");

/** The map itself. Loaded on demand by `MapView`. */
export function MapCanvas(props: Omit<MapViewProps, "className" | "children">) {
  const place = useRef<HTMLDivElement>(null);
  const theme = useMapTheme();
  const { map, failed } = useMapLibre(place, props, theme);
  const t = useTranslations("ui.map");
  const button =
    "grid size-11 cursor-pointer place-items-center bg-surface text-ink hovered:bg-hover sm:size-10";
  return (
    <>
      <div ref={place} className="absolute! inset-0" />
      {failed ? (
        <p className="absolute inset-0 grid place-items-center p-6 text-center text-ink-2">{t("failed")}</p>
      ) : null}
      {map ? (
        <MapPins
          map={map}
          pins={props.pins ?? []}
          litId={props.litId}
          onLit={props.onLit}
          onOpen={props.onOpen}
          sumLabel={props.sumLabel}
        />
      ) : null}
      {map ? <MapHome map={map} circle={props.circle} home={props.home} /> : null}
      {map && props.controls ? (
        <div className="absolute end-4 top-4 z-10 flex flex-col gap-4">
          <div className="overflow-hidden rounded-control shadow-raised">
            <button
              type="button"
              aria-label={t("closer")}
              className={button}
              onClick={(event) => map.zoomIn({}, { originalEvent: event })}
            >
              <Plus size={18} strokeWidth={2} aria-hidden="true" />
            </button>
            <button
              type="button"
              aria-label={t("farther")}
              className={`${button} border-line border-t`}
              onClick={(event) => map.zoomOut({}, { originalEvent: event })}
            >
              <Minus size={18} strokeWidth={2} aria-hidden="true" />
            </button>
          </div>
          {props.onExpand ? (
            <button
              type="button"
              aria-label={t("expand")}
              className={`${button} rounded-control shadow-raised`}
              onClick={props.onExpand}
            >
              <Maximize2 size={17} aria-hidden="true" />
            </button>
          ) : null}
        </div>
      ) : null}
      <a
        href={mapCredit.href}
        target="_blank"
        rel="noreferrer"
        className="absolute end-0 bottom-(--shown,0px) z-10 rounded-ss-mark bg-surface/86 px-2 text-hint text-ink-2 leading-4.5"
      >
        {mapCredit.text}
      </a>
    </>
  );
}

/** Makes the map once, follows the theme and the place to look at, and says when somebody moved it. */
function useMapLibre(
  place: React.RefObject<HTMLDivElement | null>,
  props: Omit<MapViewProps, "className" | "children">,
  theme: MapTheme,
) {
  const [map, setMap] = useState<MapLibre>();
  const [failed, setFailed] = useState(false);
  const latest = useRef(props);
  latest.current = props;
  const { styleUrl, bounds, center, zoom, covered = 0 } = props;

  // biome-ignore lint/correctness/useExhaustiveDependencies: made once; the effects below follow what changes
  useEffect(() => {
    if (!place.current) return;
    try {
      const made = new MapLibre({
        container: place.current,
        style: styleUrl ?? mapStyle(theme, window.location.origin),
        attributionControl: false,
        locale: { "Map.Title": props.label },
        dragRotate: false,
        pitchWithRotate: false,
        maxZoom: zoomMax,
        cooperativeGestures: Boolean(props.still),
        ...(bounds ? { bounds: toBox(bounds), fitBoundsOptions: fitting(place.current, props) } : {}),
        ...(center ? { center, zoom: zoom ?? 14 } : {}),
      });
      made.touchZoomRotate.disableRotation();
      made.on("moveend", (event) => {
        // Only a movement that a person began carries the event behind it.
        if (event.originalEvent) latest.current.onMove?.(inSight(made, latest.current.covered));
      });
      setMap(made);
      return () => {
        setMap(undefined);
        made.remove();
      };
    } catch (fault) {
      // No WebGL here: the list beside has the same homes.
      console.warn("The map could not be drawn.", fault);
      setFailed(true);
    }
  }, []);

  const drawn = useRef(theme);
  useEffect(() => {
    if (!map || styleUrl || drawn.current === theme) return;
    drawn.current = theme;
    map.setStyle(mapStyle(theme, window.location.origin));
  }, [map, theme, styleUrl]);

  const box = bounds ? toBox(bounds).join() : "";
  const shownBox = useRef(box);
  useEffect(() => {
    if (!map || !bounds || shownBox.current === box) return;
    shownBox.current = box;
    // The part that somebody moved to and searched in stays as it is.
    if (isInSight(map, bounds, covered)) return;
    map.fitBounds(toBox(bounds), fitting(map.getContainer(), latest.current));
  }, [map, bounds, box, covered]);
  return { map, failed };
}

function toBox(of: MapBounds): [number, number, number, number] {
  return [of.west, of.south, of.east, of.north];
}

/** Room around what is fitted, more where the buttons stand and something covers the map. */
function fitting(
  container: HTMLElement,
  { covered = 0, controls }: Pick<MapViewProps, "covered" | "controls">,
) {
  const end = controls ? CONTROLS_PX : MARGIN_PX;
  const isMirrored = getComputedStyle(container).direction === "rtl";
  return {
    padding: {
      top: MARGIN_PX,
      bottom: MARGIN_PX + covered * container.clientHeight,
      left: isMirrored ? end : MARGIN_PX,
      right: isMirrored ? MARGIN_PX : end,
    },
    maxZoom: FIT_ZOOM_MAX,
  };
}

/** The part that can be seen: what something hides at the foot is no part of it. */
function inSight(map: MapLibre, covered = 0): MapBounds {
  const { clientWidth, clientHeight } = map.getContainer();
  const start = map.unproject([0, 0]);
  const end = map.unproject([clientWidth, clientHeight * (1 - covered)]);
  return { west: start.lng, south: end.lat, east: end.lng, north: start.lat };
}

/** Addresses round to four digits, so a box from one is never the very same. */
const SAME_DEGREES = 0.0002;

function isInSight(map: MapLibre, box: MapBounds, covered: number): boolean {
  const seen = inSight(map, covered);
  return (["west", "south", "east", "north"] as const).every(
    (side) => Math.abs(seen[side] - box[side]) < SAME_DEGREES,
  );
}
