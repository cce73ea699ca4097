"use client";
import { onDemand, useFetchSoon } from "@/app/_ui/on-demand";

const load = () => import("./edit-panel").then((module) => module.EditPanel);

/** The panel beside the calendar: it comes with the first nights that are chosen, or as soon as the page is at rest. */
export const EditPanel = onDemand(load, () => (
  <div aria-hidden="true" className="border-line bg-surface max-lg:hidden lg:w-86 lg:border-s" />
));

export const useEditPanelSoon = () => useFetchSoon(load);
