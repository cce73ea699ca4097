"use client";
import { useEffect, useRef } from "react";

/** How long the second key of "g b" may take. */
const sequenceWaitMs = 1_200;

/**
 * Keys that work anywhere on a page but in a field: `{ "/": focusSearch, "g b": goToBookings, j: nextRow }`.
 * Names are `event.key` in lower case; two keys with a space between are pressed one after the other.
 * Keys with Ctrl, Alt or Meta are left to the browser, and Enter to the link or button that has the focus.
 */
export function useShortcuts(shortcuts: Record<string, () => void>): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  useEffect(() => {
    let first = "";
    let timer: ReturnType<typeof setTimeout> | undefined;
    const listen = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented || isWriting(event.target))
        return;
      const key = event.key.toLowerCase();
      if (key === "enter" && isPressable(event.target)) return;
      const act = latest.current[first ? `${first} ${key}` : key] ?? latest.current[key];
      clearTimeout(timer);
      first = "";
      if (act) {
        event.preventDefault();
        act();
      } else if (Object.keys(latest.current).some((name) => name.startsWith(`${key} `))) {
        first = key;
        timer = setTimeout(() => {
          first = "";
        }, sequenceWaitMs);
      }
    };
    window.addEventListener("keydown", listen);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("keydown", listen);
    };
  }, []);
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest("input, textarea, select, [role='dialog'], [role='menu']") !== null)
  );
}

function isPressable(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("a, button, summary, [role='button']") !== null;
}
