"use client";
import { type PointerEvent, type RefObject, useRef } from "react";
import { type SheetStop, type StopHeights, stopAfter } from "./sheet-stops";

/** A finger that moves less than this presses. */
const SLOP_PX = 6;

type Drag = { startY: number; startPx: number; lastY: number; lastMs: number; speed: number; moved: boolean };

/** Lets a finger or pointer draw a sheet by its head. What is in sight stands in `--shown` of the stage meanwhile. */
export function useSheetDrag(
  stage: RefObject<HTMLElement | null>,
  heightsOf: (stagePx: number) => StopHeights,
  stop: SheetStop,
  onStop: (stop: SheetStop) => void,
) {
  const drag = useRef<Drag>(undefined);
  const dragged = useRef(false);
  const heights = () => heightsOf(stage.current?.clientHeight ?? 0);
  const shownPx = (of: Drag, y: number) => {
    const { peek, full } = heights();
    return Math.min(full, Math.max(peek, of.startPx + of.startY - y));
  };
  const end = (event: PointerEvent<HTMLElement>, isKept: boolean) => {
    const of = drag.current;
    drag.current = undefined;
    if (!of?.moved || !stage.current) return;
    stage.current.style.removeProperty("--shown");
    delete stage.current.dataset.dragging;
    if (isKept) onStop(stopAfter(shownPx(of, event.clientY), of.speed, heights(), stop));
  };
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      dragged.current = false;
      if (event.button !== 0) return;
      const { clientY, timeStamp } = event;
      drag.current = {
        startY: clientY,
        startPx: heights()[stop],
        lastY: clientY,
        lastMs: timeStamp,
        speed: 0,
        moved: false,
      };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const of = drag.current;
      if (!of || !stage.current) return;
      if (!of.moved && Math.abs(event.clientY - of.startY) < SLOP_PX) return;
      if (!of.moved) {
        of.moved = true;
        dragged.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
        stage.current.dataset.dragging = "";
      }
      of.speed = (of.lastY - event.clientY) / Math.max(1, event.timeStamp - of.lastMs);
      of.lastY = event.clientY;
      of.lastMs = event.timeStamp;
      stage.current.style.setProperty("--shown", `${shownPx(of, event.clientY)}px`);
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => end(event, true),
    onPointerCancel: (event: PointerEvent<HTMLElement>) => end(event, false),
    /** A press that ends a drag is none. */
    onClickCapture: (event: React.MouseEvent) => {
      if (!dragged.current) return;
      dragged.current = false;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
