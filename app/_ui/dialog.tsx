"use client";
import type { ReactNode } from "react";
import { onDemand } from "./on-demand";

const DialogPanel = onDemand(() => import("./dialog-panel").then((module) => module.DialogPanel));

export type DialogProps = {
  open: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  /** Buttons at the foot: first the one that does it, then the way back. */
  actions?: ReactNode;
  /** 440, 560 or 880 px; `full` covers the window (the picture tour). */
  width?: "narrow" | "medium" | "wide" | "full";
  /** Must be answered: a press beside it does nothing. Escape still closes. */
  mustAnswer?: boolean;
  /** Hides the title from sight where the content shows it. */
  titleHidden?: boolean;
};

/** A question or a short task above the page. Loaded when first opened; focus goes in and comes back. */
export function Dialog({ open, ...rest }: DialogProps) {
  return open ? <DialogPanel {...rest} /> : null;
}
