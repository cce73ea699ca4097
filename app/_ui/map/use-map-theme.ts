"use client";
import { useSyncExternalStore } from "react";
import type { MapTheme } from "./style";

/** The theme that the page shows now: what somebody chose, else what the system wishes. Follows both. */
export function useMapTheme(): MapTheme {
  return useSyncExternalStore(subscribe, read, () => "light");
}

function read(): MapTheme {
  const chosen = document.documentElement.dataset.theme;
  if (chosen === "dark" || chosen === "light") return chosen;
  return window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

function subscribe(changed: () => void) {
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const chosen = new MutationObserver(changed);
  system.addEventListener("change", changed);
  chosen.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  return () => {
    system.removeEventListener("change", changed);
    chosen.disconnect();
  };
}
