"use client";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactNode, useRef } from "react";
import { classNames } from "./class-names";
import { type SheetStop, stopBeside } from "./sheet-stops";
import { useSheetDrag } from "./use-sheet-drag";

export type DragSheetProps = {
  /** Read out as the sheet's name. */
  label: string;
  stop: SheetStop;
  onStop: (stop: SheetStop) => void;
  /** Stays in sight at every stop, and is what the sheet is drawn by. */
  head: ReactNode;
  children: ReactNode;
  /** What lies behind: a map. May stand on `--shown`, the height of the sheet in sight. */
  behind: ReactNode;
  className?: string;
};

const PEEK_PX = 84;
const HALF_SHARE = 0.48;
const GAP_PX = 12;
const SHOWN: Record<SheetStop, string> = {
  peek: "[--shown:84px]",
  half: "[--shown:48cqb]",
  full: "[--shown:calc(100cqb-12px)]",
};

function heightsOf(stagePx: number) {
  return { peek: PEEK_PX, half: stagePx * HALF_SHARE, full: stagePx - GAP_PX };
}

/**
 * A list that lies over something else and is drawn up or down by its head: a glimpse, half, or the whole. The handle is
 * a button that does the same by press and arrow keys.
 */
export function DragSheet({ label, stop, onStop, head, children, behind, className }: DragSheetProps) {
  const t = useTranslations("ui.sheet");
  const stage = useRef<HTMLDivElement>(null);
  const drag = useSheetDrag(stage, heightsOf, stop, onStop);
  const onKeyDown = (event: KeyboardEvent) => {
    const next =
      event.key === "ArrowUp"
        ? stopBeside(stop, 1)
        : event.key === "ArrowDown"
          ? stopBeside(stop, -1)
          : undefined;
    if (!next) return;
    event.preventDefault();
    onStop(next);
  };
  return (
    <div
      ref={stage}
      className={classNames("group/stage overflow-hidden [container-type:size]", SHOWN[stop], className)}
    >
      {behind}
      <section
        aria-label={label}
        className="absolute inset-x-0 bottom-0 z-20 flex h-[calc(100cqb-12px)] translate-y-[calc(100%-var(--shown))] flex-col rounded-t-sheet bg-paper shadow-lifted transition-[translate] duration-200 ease-out group-data-dragging/stage:transition-none"
      >
        <div className="shrink-0 cursor-grab touch-none select-none active:cursor-grabbing" {...drag}>
          <button
            type="button"
            aria-label={t(stop === "full" ? "less" : "more")}
            onClick={() => onStop(stop === "full" ? "half" : stopBeside(stop, 1))}
            onKeyDown={onKeyDown}
            className="hit-44 mx-auto grid h-6 w-24 place-items-center rounded-control"
          >
            <span aria-hidden="true" className="h-1 w-10 rounded-full bg-edge" />
          </button>
          {head}
        </div>
        <div
          inert={stop === "peek"}
          className="min-h-0 flex-1 scroll-pb-[calc(100cqb-12px-var(--shown))] overflow-y-auto overscroll-contain scroll-smooth pb-[calc(100cqb-12px-var(--shown))]"
        >
          {children}
        </div>
      </section>
    </div>
  );
}
