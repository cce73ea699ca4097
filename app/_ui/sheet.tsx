"use client";
import type { ReactNode } from "react";
import { onDemand } from "./on-demand";

const SheetPanel = onDemand(() => import("./sheet-panel").then((module) => module.SheetPanel));

export type SheetProps = {
  open: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  /** Stays at the foot while the content scrolls: "Clear both", "Show 37 homes". */
  footer?: ReactNode;
  /** From 768 px: at the start or end side, 400 px wide unless `width` says otherwise. On a phone always at the bottom. */
  side?: "start" | "end";
  width?: "medium" | "wide";
};

/** A panel that slides over the page: up from the bottom on a phone, in from the side elsewhere. */
export function Sheet({ open, ...rest }: SheetProps) {
  return open ? <SheetPanel {...rest} /> : null;
}
