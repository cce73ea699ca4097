"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { routes } from "@/app/_routes";
import type { HostNight } from "@/server/modules/calendar/contract";
import { runsOf } from "./selection";

const GAP_PX = 3;
const LOOKS = {
  booked: "bg-moss-tint-2 before:h-[60%] before:w-0.75 before:shrink-0 before:rounded-full before:bg-moss",
  held: "bg-surface shadow-[inset_0_0_0_1.5px_var(--color-ink)]",
  blocked: "hatched text-ink-2",
  imported: "bg-blue-tint shadow-[inset_0_0_0_1px_var(--color-blue)] text-blue-ink",
} as const;

const sameBar = (a: HostNight, b: HostNight) =>
  a.state === b.state && a.bookingId === b.bookingId && a.blockId === b.blockId;

/** Bookings, holds and blocks over the nights they have. A booking's bar leads to it; the others let presses through. */
export function NightBars({ nights, columnPx }: { nights: readonly HostNight[]; columnPx: number }) {
  const t = useTranslations("hosting.calendar");
  const start = nights[0]?.night;
  const runs = runsOf(
    nights.map((night, column) => ({ ...night, column })),
    sameBar,
  );
  if (!start) return null;
  return runs.map((run) => {
    const first = run[0];
    if (!first || first.state === "free") return null;
    const style = {
      insetInlineStart: first.column * columnPx + GAP_PX,
      width: run.length * columnPx - 2 * GAP_PX,
    };
    const look = `absolute inset-y-3 z-10 flex items-center gap-1.5 truncate rounded-control px-1.5 font-semibold text-xs ${LOOKS[first.state]}`;
    // One night has room for an initial alone; the whole name is read out and in the panel.
    const isShort = run.length === 1;
    const text = first.guestName
      ? `${first.guestName}${first.guestCount && first.guestCount > 1 ? `, ${first.guestCount}` : ""}`
      : first.blockNote || t(`legend.${first.state}`);
    return first.bookingId ? (
      // A cell of its own, since a row holds nothing but cells.
      <span key={first.night} role="gridcell" className={look} style={style}>
        <Link
          href={routes.hosting.booking(first.bookingId)}
          className="truncate after:absolute after:inset-0"
        >
          <span className="sr-only">{t(`legend.${first.state}`)}: </span>
          {isShort ? (
            <>
              <span aria-hidden="true">{[...text][0]}</span>
              <span className="sr-only">{text}</span>
            </>
          ) : (
            text
          )}
        </Link>
      </span>
    ) : (
      <span key={first.night} aria-hidden="true" className={`${look} pointer-events-none`} style={style}>
        <span className="truncate">{isShort ? "" : text}</span>
      </span>
    );
  });
}
