"use client";
import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { CalendarLegend } from "@/app/_ui/calendar/calendar-legend";
import { DayCell } from "@/app/_ui/calendar/day-cell";
import { RangeCalendar } from "@/app/_ui/calendar/range-calendar";
import { Chip } from "@/app/_ui/chip";
import { DateRange } from "@/app/_ui/date-range";
import { mayDays } from "./sample";

const cells: readonly { day: string; hint?: string; words: string; data: Record<string, string> }[] = [
  { day: "12", hint: "$113", words: "Free, with its price", data: { "data-day": "free" } },
  { day: "12", hint: "$113", words: "Under the pointer", data: { "data-day": "free", "data-look": "hover" } },
  { day: "12", hint: "$113", words: "Keyboard focus", data: { "data-day": "free", "data-look": "focus" } },
  {
    day: "14",
    hint: "$113",
    words: "Check-in",
    data: { "data-day": "free", "data-selected": "", "data-selection-start": "" },
  },
  { day: "21", hint: "out only", words: "Check-out only", data: { "data-day": "out" } },
  { day: "25", hint: "in only", words: "Check-in only", data: { "data-day": "in" } },
  {
    day: "29",
    hint: "min 3",
    words: "Fewest nights from here",
    data: { "data-day": "free", "data-hint": "min" },
  },
  { day: "22", words: "Taken", data: { "data-day": "taken" } },
];

export function CalendarSpecimen() {
  const [stay, setStay] = useState({ from: "2026-05-14", to: "2026-05-17" });
  return (
    <div className="rounded-card bg-surface px-5.5 py-5 shadow-lifted">
      <div className="mb-3.5 flex flex-wrap items-center justify-between gap-2">
        <div>
          <DateRange {...stay} className="font-semibold text-base" />
          <span className="text-ink-2"> · 3 nights</span>
        </div>
        <div className="flex gap-1.5">
          <Chip selected className="h-8!">
            Exact
          </Chip>
          <Chip className="h-8!">± 1 day</Chip>
          <Chip className="h-8!">± 3 days</Chip>
        </div>
      </div>
      <div className="grid grid-cols-1 gap-8 sm:grid-cols-2">
        <div className="flex flex-col">
          <RangeCalendar
            label="Choose your nights"
            months={1}
            firstOn="2026-04-28"
            lastOn="2026-09-30"
            today="2026-04-28"
            minNights={2}
            days={mayDays}
            {...stay}
            onChange={(from, to) => setStay({ from, to })}
          />
          <p className="mt-auto pt-4 pb-3.5 text-ink-2">2 nights or more; 3 at the end of May.</p>
          <div className="flex gap-2">
            <Button look="primary" className="flex-1">
              Show 37 homes
            </Button>
            <Button look="quiet">Clear</Button>
          </div>
        </div>
        <dl className="grid grid-cols-[46px_1fr] items-center gap-x-6 gap-y-2">
          {cells.map((cell) => (
            <div key={cell.words} className="contents">
              <dt className="cal-cell" style={{ height: 50 }} {...cell.data}>
                <DayCell day={cell.day} hint={cell.hint} />
              </dt>
              <dd className="text-ink-2">{cell.words}</dd>
            </div>
          ))}
        </dl>
      </div>
      <div className="mt-5">
        <CalendarLegend />
      </div>
    </div>
  );
}
