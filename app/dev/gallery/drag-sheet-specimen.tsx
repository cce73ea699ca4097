"use client";
import { useState } from "react";
import { DragSheet } from "@/app/_ui/drag-sheet";
import type { SheetStop } from "@/app/_ui/sheet-stops";

const LINES = [
  "Garden floor",
  "Parkside flat",
  "Quiet studio",
  "The lilac house",
  "Garden apartment",
  "Next door",
];

/** A list drawn over a ground, at the size of a small phone. */
export function DragSheetSpecimen() {
  const [stop, setStop] = useState<SheetStop>("half");
  return (
    <div className="relative mt-5 h-110 max-w-90 overflow-hidden rounded-card">
      <DragSheet
        label="Homes on the map"
        stop={stop}
        onStop={setStop}
        className="relative size-full"
        behind={<div className="absolute inset-0 bg-moss-tint" />}
        head={<p className="px-4 pb-3 font-semibold text-base">6 homes here, drawn to {stop}</p>}
      >
        <ul className="divide-y divide-line px-4">
          {LINES.map((line) => (
            <li key={line} className="py-4">
              {line}
            </li>
          ))}
        </ul>
      </DragSheet>
    </div>
  );
}
