"use client";
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react";
import { classNames } from "./class-names";
import { bar, tab, tabHere } from "./tabs-look";
import { useFigures } from "./use-figures";

export type TabsProps = {
  label: string;
  tabs: readonly { id: string; label: string; count?: number; content: ReactNode }[];
  /** The one open at first; the first without it. */
  initial?: string;
};

/** Parts of one thing, one in sight at a time. Arrow keys move; all parts are in the page, so that it can be searched. */
export function Tabs({ label, tabs, initial }: TabsProps) {
  const base = useId();
  const figures = useFigures();
  const [chosen, setChosen] = useState(initial ?? tabs[0]?.id);
  const list = useRef<HTMLDivElement>(null);
  const step = (event: KeyboardEvent<HTMLDivElement>) => {
    const forward = document.documentElement.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
    const backward = forward === "ArrowRight" ? "ArrowLeft" : "ArrowRight";
    const by = event.key === forward ? 1 : event.key === backward ? -1 : 0;
    if (by === 0) return;
    const next = tabs[(tabs.findIndex((one) => one.id === chosen) + by + tabs.length) % tabs.length];
    if (!next) return;
    event.preventDefault();
    setChosen(next.id);
    list.current?.querySelector<HTMLButtonElement>(`[data-tab="${CSS.escape(next.id)}"]`)?.focus();
  };
  return (
    <div>
      <div ref={list} role="tablist" aria-label={label} className={bar} onKeyDown={step}>
        {tabs.map((one) => (
          <button
            key={one.id}
            type="button"
            role="tab"
            id={`${base}-${one.id}`}
            data-tab={one.id}
            aria-selected={one.id === chosen}
            aria-controls={`${base}-${one.id}-panel`}
            tabIndex={one.id === chosen ? 0 : -1}
            onClick={() => setChosen(one.id)}
            className={classNames(tab, one.id === chosen && tabHere)}
          >
            {one.label}
            {one.count === undefined ? null : (
              <span className="tabular-nums">{figures.format(one.count)}</span>
            )}
          </button>
        ))}
      </div>
      {tabs.map((one) => (
        <div
          key={one.id}
          role="tabpanel"
          id={`${base}-${one.id}-panel`}
          aria-labelledby={`${base}-${one.id}`}
          hidden={one.id !== chosen}
          className="pt-4"
        >
          {one.content}
        </div>
      ))}
    </div>
  );
}
